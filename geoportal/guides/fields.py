"""Fields that pages need: several of a fixed list, and the words a page is found by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models

from geoportal.guides.wording import words_of


class SeveralOf(forms.TypedMultipleChoiceField):
    """Boxes to tick; nothing ticked is an empty list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, base_field: Any = None, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)


class ChoicesField(ArrayField):
    """Several names of a fixed list of choices."""

    def formfield(self, **options: Any) -> Any:
        asked = {"form_class": SeveralOf, "choices": self.base_field.choices, "required": False}
        return super().formfield(**asked | options)


class WordsField(models.TextField):
    """All words of a page in one form, made anew whenever the page is saved, as `auto_now` makes a time."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        found = words_of(model_instance)
        setattr(model_instance, self.attname, found)
        return found
