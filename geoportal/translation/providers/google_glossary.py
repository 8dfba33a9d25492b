"""Keeps Google's glossary resource the same as ours: sets of terms of all languages, one entry for a Korean term."""

from __future__ import annotations

from typing import Any, NamedTuple

from google.api_core import exceptions
from google.cloud.translate_v3 import (
    Glossary,
    GlossaryEntry,
    GlossaryInputConfig,
    GlossaryTerm,
    TranslationServiceClient,
)

from geoportal.translation.providers.google import TAGS

Terms = dict[str, dict[str, str]]
CREATES_WITHIN_S = 600


class Synced(NamedTuple):
    """Entries of the resource that were written or removed."""

    added: int
    changed: int
    removed: int


def sync(client: TranslationServiceClient, path: str, terms: Terms, *, timeout_s: float, input_uri: str = "") -> Synced:
    """Make the resource at `path` (projects/P/locations/L/glossaries/G) hold `terms` (Korean -> tag -> words).

    A resource that is not there yet is made first, from a file in Cloud Storage where `input_uri` names one. A second
    time it writes nothing. GoogleAPIError when the service refuses.
    """
    _ensure(client, path, terms, timeout_s=timeout_s, input_uri=input_uri)
    standing: dict[str, GlossaryEntry] = {}
    for entry in client.list_glossary_entries(parent=path, timeout=timeout_s):
        standing[_words(entry).get("ko", entry.name)] = entry
    added = changed = 0
    for korean, words in terms.items():
        wanted = {"ko": korean} | {TAGS.get(tag, tag): text for tag, text in words.items()}
        known = standing.pop(korean, None)
        if known is None:
            client.create_glossary_entry(parent=path, glossary_entry=_entry(wanted), timeout=timeout_s)
            added += 1
        elif _words(known) != wanted:
            client.update_glossary_entry(glossary_entry=_entry(wanted, known.name), timeout=timeout_s)
            changed += 1
    for entry in standing.values():
        client.delete_glossary_entry(name=entry.name, timeout=timeout_s)
    return Synced(added, changed, len(standing))


def _ensure(client: TranslationServiceClient, path: str, terms: Terms, *, timeout_s: float, input_uri: str) -> None:
    try:
        client.get_glossary(name=path, timeout=timeout_s)
        return
    except exceptions.NotFound:
        pass
    tags = {"ko"} | {TAGS.get(tag, tag) for words in terms.values() for tag in words}
    glossary = Glossary(name=path, language_codes_set={"language_codes": sorted(tags)})
    if input_uri:
        glossary.input_config = GlossaryInputConfig(gcs_source={"input_uri": input_uri})
    parent = path.rpartition("/glossaries/")[0]
    making: Any = client.create_glossary(parent=parent, glossary=glossary, timeout=timeout_s)
    making.result(timeout=CREATES_WITHIN_S)


def _entry(words: dict[str, str], name: str = "") -> GlossaryEntry:
    terms = [GlossaryTerm(language_code=tag, text=text) for tag, text in sorted(words.items())]
    return GlossaryEntry(name=name, terms_set={"terms": terms})


def _words(entry: GlossaryEntry) -> dict[str, str]:
    return {term.language_code: term.text for term in entry.terms_set.terms}
