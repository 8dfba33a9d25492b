"""Sample posts: once, only where nobody has written, marked, and gone when asked."""

from __future__ import annotations

from io import StringIO

import yaml
from django.core.management import call_command

from geoportal.community.categories import Community, Kind
from geoportal.community.models import Comment, Post
from geoportal.community.samples import FILE
from geoportal.core.languages import LANGUAGES
from geoportal.core.redact import has_personal
from geoportal.core.scripts import written_in


def load(*options):
    call_command("load_community", *options, stdout=StringIO())


def test_they_are_loaded_once_and_marked(client, province):
    load()
    load()
    posts = Post.objects.all()
    assert posts.count() == 5 and all(post.is_sample for post in posts)  # of Ansan and Suwon, which there are
    page = client.get("/en/community/").content.decode()
    assert page.count("tag--sample") >= 5 and "deleted account" not in page
    load("--remove")
    assert not Post.objects.exists() and not Comment.objects.exists()


def test_where_somebody_wrote_none_is_made(write):
    mine = write()
    load()
    assert list(Post.objects.all()) == [mine]
    load("--remove")
    assert list(Post.objects.all()) == [mine]


def test_the_file_is_well_formed():
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert len({row["language"] for row in rows}) >= 8
    for row in rows:
        assert Community(row["community"]) and Kind(row["kind"]) is not Kind.NOTICE
        for text in (row, *row["answers"]):
            language = LANGUAGES[text["language"]]
            assert written_in(text["text"], language.django_code) == language.django_code
            assert not has_personal(text["text"] + row["title"])
