"""The interface in each language: every string in Korean, the same placeholders everywhere, the right plural forms."""

from __future__ import annotations

import polib
import pytest
from django.utils.translation import check_for_language, get_language_info, gettext, ngettext, override

from geoportal.core.languages import BY_DJANGO_CODE, LANGUAGES, Tier, tier_of
from geoportal.translation import interface
from geoportal.translation.collect import Message, collect

# Those whose words must be whole: English is what the code says.
COMPLETE = ["ko", "vi", "ru", "zh-hans", "th", "km"]
WRITTEN = sorted(path.parts[-3] for path in interface.FOLDER.glob("*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("code", COMPLETE)
def test_every_string_has_its_words(code):
    found = interface.count(BY_DJANGO_CODE[code])
    assert found.strings > 500
    assert found.missing == 0


@pytest.mark.parametrize("language", interface.languages(), ids=lambda language: language.django_code)
def test_no_translation_breaks_a_page(language):
    assert interface.count(language).faults == []


@pytest.mark.parametrize("language", interface.languages(), ids=lambda language: language.django_code)
def test_every_reviewed_language_has_a_file_with_all_strings(language):
    file = polib.pofile(str(interface.path_of(language)))
    assert file.metadata["Plural-Forms"] == interface.plural_forms(language)
    known = {Message(entry.msgid, entry.msgid_plural, entry.msgctxt) for entry in file}
    assert not set(collect()) - known, "run `geoportal update_messages`"


def test_the_strings_of_code_and_templates_are_found():
    found = collect()
    assert "geoportal/core/forms.py" in found[Message("Please correct the marked fields.")]
    assert Message("(optional)") in found
    assert Message("%(shown)s event", "%(shown)s events") in found
    assert len(found) > 600


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_every_language_is_known_and_falls_back_to_english(language):
    assert check_for_language(language.django_code)
    assert get_language_info(language.django_code)["bidi"] is language.rtl
    with override(language.django_code):
        assert gettext("There is no such string") == "There is no such string"
        if tier_of(language) is Tier.MACHINE and language.django_code not in WRITTEN:
            assert gettext("Near me") == "Near me"
            assert ngettext("%(shown)s event", "%(shown)s events", 2) == "%(shown)s events"


ENTRY = {"msgid": "%(number)s place in %(name)s", "msgid_plural": "%(number)s places in %(name)s"}


@pytest.mark.parametrize(
    ("language", "given", "why"),
    [
        ("vi", {"msgid": "Call %(name)s", "msgstr": "Gọi %(name)s"}, []),
        ("vi", {"msgid": "Call %(name)s", "msgstr": "Gọi %(ten)s"}, ["placeholders"]),
        ("vi", {"msgid": "Call %(name)s", "msgstr": "Gọi"}, ["placeholders"]),
        ("vi", {"msgid": "Call", "msgstr": "Gọi \u202e"}, ["direction signs"]),
        ("ru", ENTRY | {"msgstr_plural": {0: "a %(number)s %(name)s", 1: "b %(number)s %(name)s"}}, ["plural forms"]),
        ("th", ENTRY | {"msgstr_plural": {0: "%(number)s %(name)s"}}, []),
        ("th", ENTRY | {"msgstr_plural": {0: ""}}, []),
    ],
)
def test_what_would_break_a_page_is_found(language, given, why):
    found = interface.entry_faults(polib.POEntry(**given), BY_DJANGO_CODE[language])
    assert [fault.why for fault in found] == why
