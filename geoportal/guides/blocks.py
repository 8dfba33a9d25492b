"""What the text of a page is made of: plain blocks, each one segment for its translators.

Text is the small Markdown of `markdown.py`: **bold** and [words](guide:slug or https://...), nothing else.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def text_block(label: object, *, required: bool = True) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, rows=3, required=required)


class Body(blocks.StreamBlock):
    """Headings, paragraphs and list items, one below the other."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title")
    paragraph = blocks.TextBlock(label=_("Paragraph"), icon="pilcrow", rows=3)
    item = blocks.TextBlock(label=_("List item"), icon="list-ul", rows=2)


class Questions(blocks.StreamBlock):
    """Ways in which people would ask for the page."""

    question = blocks.CharBlock(label=_("Question"), icon="help")


class Answered(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("Question"))
    answer = text_block(_("Answer"))


class Faq(blocks.StreamBlock):
    """Questions with their answers."""

    entry = Answered(label=_("Question and answer"), icon="help")


class Document(blocks.StructBlock):
    """Something to bring."""

    name = blocks.CharBlock(label=_("Document"))
    note = text_block(_("Note"), required=False)


class Documents(blocks.StreamBlock):
    """What to bring, as a checklist."""

    document = Document(label=_("Document"), icon="doc-full")


class Steps(blocks.StreamBlock):
    """What to do, in order."""

    step = blocks.TextBlock(label=_("Step"), icon="order", rows=2)


class CitedSource(blocks.StructBlock):
    """Where a page has its facts, and the day on which they were compared with it."""

    name = blocks.CharBlock(label=_("Source"))
    url = blocks.URLBlock(label=_("Web address"))
    checked_on = blocks.DateBlock(label=_("Checked on"))


class Sources(blocks.StreamBlock):
    """Every source of a page."""

    source = CitedSource(label=_("Source"), icon="link")
