"""Forty payloads as title, text, answer, nickname and translation change the structure of no page and of no feed."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from geoportal.accounts.models import User
from geoportal.community.models import Comment, Post
from geoportal.translation.categories import Status
from geoportal.translation.models import Memory
from geoportal.translation.services import remember

from .conftest import signed_in

sys.path.insert(0, str(Path(__file__).parents[1] / "translation"))
from payloads import PAYLOADS

PAGES = ("/en/community/", "/en/community/ansan/", "/en/community/ansan/vietnam/", "/en/community/posts/{post}/",
         "/vi/community/posts/{post}/", "/vi/community/ansan/vietnam/", "/en/community/posts/{post}/report/",
         "/en/community/comments/{comment}/report/")  # fmt: skip
OWN = ("/en/community/mine/", "/en/community/posts/{post}/edit/", "/en/community/posts/{post}/delete/",
       "/en/community/comments/{comment}/edit/", "/en/account/password/")  # fmt: skip
QUEUE = ("/admin/community/post/?state=all", "/admin/community/post/{post}/change/",
         "/admin/community/comment/?state=all", "/admin/community/comment/{comment}/change/")  # fmt: skip
FEED = "/en/community/ansan/vietnam/feed.atom"


class Structure(HTMLParser):
    """Elements and the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data):
        self.found.append(("comment", (data,)))


def structures(readers, post, comment):
    return [
        Structure(reader.get(page.format(post=post.pk, comment=comment.pk)).content.decode()).found
        for reader, pages in readers
        for page in pages
    ]


@pytest.fixture
def entries(write, member):
    post = write(author=member, language="en")
    return post, Comment.objects.create(post=post, author=member, text="x", language="en")


def put(post, comment, text):
    """The text wherever a person can put one, past every check, and in its translation."""
    User.objects.filter(pk=post.author_id).update(nickname=text[:80])
    Post.objects.filter(pk=post.pk).update(title=text[:120], text=text)
    Comment.objects.filter(pk=comment.pk).update(text=text)
    Memory.objects.all().delete()
    remember(text, f"{text} {text}", source="en", target="vi", status=Status.MACHINE)


def test_payloads_are_text_and_nothing_else(client, member, moderator, entries):
    readers = ((client, PAGES), (signed_in(member), OWN), (signed_in(moderator("all")), QUEUE))
    put(*entries, "harmless words")
    expected = structures(readers, *entries)
    assert len(PAYLOADS) == 40
    for payload in PAYLOADS:
        put(*entries, payload)
        found = structures(readers, *entries)
        names = [page for _, pages in readers for page in pages]
        assert not [name for name, one, other in zip(names, found, expected, strict=True) if one != other], payload


def test_payloads_in_the_feed_are_text(client, entries):
    for payload in PAYLOADS:
        put(*entries, payload)
        (entry,) = fromstring(client.get(FEED).content).findall("{http://www.w3.org/2005/Atom}entry")
        parts = {part.tag.split("}")[1]: part for part in entry}
        assert (parts["title"].get("type"), parts["title"].text) == (None, payload[:120])
        assert parts["summary"].get("type") == "html" and Structure(parts["summary"].text).found == []


def test_what_is_typed_is_shown_as_typed(member_client, province):
    page = "/en/community/ansan/vietnam/new/"
    for payload in PAYLOADS[:3]:
        sent = {"kind": "info", "title": payload, "text": payload, "language": "en"}
        member_client.post(page, sent)
        assert Post.objects.order_by("pk").last().text == payload
