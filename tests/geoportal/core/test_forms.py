"""Values of JSON must be of the type that a field takes; null is not given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from geoportal.core.errors import InvalidInput
from geoportal.core.forms import FlagField, ManyInput, checked


class Every(forms.Form):
    """A field of each sort."""

    number = forms.FloatField(required=False)
    whole = forms.IntegerField(required=False)
    flag = FlagField(required=False)
    tick = forms.BooleanField(required=False)
    many = forms.MultipleChoiceField(choices=[("a", "a"), ("5", "5")], required=False)
    tags = forms.Field(widget=ManyInput, required=False)
    day = forms.DateField(required=False)
    text = forms.CharField(required=False)
    choice = forms.ChoiceField(choices=[("5", "5")], required=False)


def cleaned(**values: Any) -> dict[str, Any]:
    (name,) = values
    return {name: checked(Every, values).cleaned_data[name]}


@pytest.mark.parametrize(
    "name, value, becomes",
    [
        ("number", 1, 1.0), ("number", "1.5", 1.5), ("whole", 5, 5), ("whole", "5", 5),
        ("flag", True, True), ("flag", "true", True), ("flag", False, False),
        ("tick", True, True), ("many", ["a", 5], ["a", "5"]), ("many", "a", ["a"]), ("tags", ["a", 5], ["a", "5"]),
        ("tags", "a", ["a"]), ("tags", [], []), ("day", "2026-01-01", date(2026, 1, 1)), ("text", 5, "5"),
        ("choice", 5, "5"),
    ],
)  # fmt: skip
def test_what_a_field_takes(name: str, value: Any, becomes: Any) -> None:
    assert cleaned(**{name: value}) == {name: becomes}


WRONG = {
    "number": [True, [1.0], {}], "whole": [False, [], {"a": 1}], "flag": [1, 1.5, [], ["true"], {}], "tick": [1, []],
    "many": [True, {}, [True], [None], [["a"]]], "tags": [False, {"a": 1}, [{}]],
    **{name: [True, [], ["2026-01-01"], {}, {"a": 1}] for name in ("day", "text", "choice")},
}  # fmt: skip


@pytest.mark.parametrize("name, value", [(name, value) for name, values in WRONG.items() for value in values])
def test_what_a_field_does_not_take(name: str, value: Any) -> None:
    with override("en"), pytest.raises(InvalidInput) as refused:
        checked(Every, {name: value})
    assert refused.value.errors == {name: ["Enter a valid value."]}


def test_the_message_is_in_the_readers_language() -> None:
    with override("ko"), pytest.raises(InvalidInput) as refused:
        checked(Every, {"text": []})
    assert refused.value.errors == {"text": ["올바른 값을 입력하세요."]}


def test_a_number_where_a_date_belongs_is_no_date() -> None:
    with override("en"), pytest.raises(InvalidInput) as refused:
        checked(Every, {"day": 5})
    assert refused.value.errors == {"day": ["Enter a valid date."]}


def test_null_is_not_given() -> None:
    nulls = dict.fromkeys(Every.base_fields)
    assert checked(Every, nulls).cleaned_data == checked(Every, {}).cleaned_data


def test_a_name_that_is_not_known_is_an_error_beside_the_others() -> None:
    with pytest.raises(InvalidInput) as refused:
        checked(Every, {"other": None, "text": {}})
    assert sorted(refused.value.errors) == ["other", "text"]


def test_a_query_is_not_held_to_the_types_of_json() -> None:
    form = checked(Every, QueryDict("number=1&flag=on&many=a&many=5&tick=on"))
    assert (form.cleaned_data["number"], form.cleaned_data["flag"], form.cleaned_data["many"]) == (
        1.0,
        True,
        ["a", "5"],
    )


@pytest.mark.parametrize("sent, shown", [("true", "on"), ("1", "on"), ("false", ""), ("", ""), ("perhaps", "perhaps")])
def test_a_tick_is_shown_again_as_a_page_sends_it(sent: str, shown: str) -> None:
    assert Every({"flag": sent})["flag"].value() == shown
