"""How a bound form becomes an error of the API."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from django import forms
from django.contrib.gis.geos import Polygon
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _

from geoportal.core import geo
from geoportal.core.errors import InvalidInput


class BboxField(forms.CharField):
    """`west,south,east,north` in degrees, cleaned to a WGS84 polygon."""

    def clean(self, value: Any) -> Polygon | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            west, south, east, north = (float(part) for part in text.split(","))
            corners = geo.point(south, west), geo.point(north, east)
        except ValueError:
            raise forms.ValidationError(_("Give west,south,east,north in degrees."), code="invalid") from None
        if west >= east or south >= north:
            raise forms.ValidationError(_("The box is empty: west before east, south before north."), code="empty")
        box = Polygon.from_bbox((corners[0].x, corners[0].y, corners[1].x, corners[1].y))
        box.srid = geo.WGS84
        return box


class FlagField(forms.BooleanField):
    """A tick on a page, true or false in JSON; any other word is an error, or a filter might not be applied."""

    widget = forms.TextInput  # a check box would take any word for a tick
    WORDS = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False, "": False}

    def to_python(self, value: Any) -> bool:
        try:
            return self.WORDS[str(value if value is not None else "").lower()]
        except KeyError:
            raise forms.ValidationError(_("Say true or false."), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """As a page shows it again: `on` or nothing, whatever word said so; another word as it was sent."""
        known = self.WORDS.get(str(value if value is not None else "").lower())
        return value if known is None else "on" if known else ""


class TextField(forms.CharField):
    """What a person wrote: in JSON a text, and no number either."""


class ManyInput(forms.TextInput):
    """A value that comes several times in a form, or as a list in JSON."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class SharedFields(dict[str, forms.Field]):
    """Fields that every form of a class shares; a form asks for a deep copy and gets a shallow one."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


FormClass = TypeVar("FormClass", bound=type[forms.Form])


def fixed(form_class: FormClass) -> FormClass:
    """A form class whose fields no form changes: they need no copying, and what is not given needs no cleaning.

    The two are a third of the CPU of a search that gives two of its nineteen fields.
    """
    form_class.base_fields = SharedFields(form_class.base_fields)
    clean_all = form_class._clean_fields  # type: ignore[attr-defined]

    @cache
    def blank() -> dict[str, Any]:
        """What each field comes to when it is not given; a required one is missing."""
        form = form_class({})
        form.cleaned_data, form._errors = {}, ErrorDict()  # type: ignore[attr-defined]
        clean_all(form)
        return form.cleaned_data

    def clean_given(form: forms.Form) -> None:
        every, empty = form.fields, blank()
        form.cleaned_data = dict(empty)
        form.fields = {name: field for name, field in every.items() if name in form.data or name not in empty}
        try:
            clean_all(form)
        finally:
            form.fields = every

    form_class._clean_fields = clean_given  # type: ignore[attr-defined]
    return form_class


AnyForm = TypeVar("AnyForm", bound=forms.Form)


def checked(form_class: type[AnyForm], values: Mapping[str, Any]) -> AnyForm:
    """The valid form for `values`, a query or a JSON object, or InvalidInput with a message for each field.

    A name that the form does not know is an error too: a filter that is not applied must not seem applied.
    """
    form = form_class(values)
    errors: dict[str, list[str]] = {
        name: [_("This parameter is not known here.")] for name in values if name not in form.fields
    }
    wrong: list[str] = []
    if not isinstance(values, QueryDict):
        form.data, wrong = of_json(form.fields, values)
        errors |= {name: [_("Enter a valid value.")] for name in wrong}
    # Beside a value of a wrong type the others cannot be judged: a longitude does not lack its latitude then.
    if not wrong and not form.is_valid():
        for name, messages in form.errors.items():
            errors[name if name != "__all__" else "body"] = [str(message) for message in messages]
    if errors:
        raise InvalidInput(errors, _("Please correct the marked fields."))
    return form


def of_json(fields: Mapping[str, forms.Field], values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The members of a JSON object as their fields take them, without null; and the names of those of a wrong type."""
    given = {name: value for name, value in values.items() if name in fields and value is not None}
    taken = {name: taken_by(fields[name], value) for name, value in given.items()}
    return taken, [name for name, value in taken.items() if value is None]


def taken_by(field: forms.Field, value: Any) -> Any:
    """A value of JSON as the field takes it, a number as its text; None where it is of a wrong type.

    Whoever sends a list to a field of one value means something that the field would not do.
    """
    if isinstance(field, TextField) and not isinstance(value, str):
        return None
    if isinstance(value, bool):
        return value if isinstance(field, forms.BooleanField) else None
    if isinstance(field.widget, ManyInput | forms.SelectMultiple):
        texts = [as_text(one) for one in (value if isinstance(value, list) else [value])]
        return None if None in texts else [text for text in texts if text]
    text = as_text(value)
    if isinstance(field, forms.BooleanField) and not isinstance(value, str):
        return None
    return text


def as_text(value: Any) -> str | None:
    """A text or a number as text; None for anything else."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
