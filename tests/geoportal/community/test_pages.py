"""Reading the community: spaces, lists, a post, and what is not shown; without an account."""

from __future__ import annotations

import pytest

from geoportal.community.models import Comment

PREFIXES = ["", "/en", "/zh-hans", "/vi", "/ru", "/th", "/km", "/ur"]


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_page_in_every_language_without_an_account(client, province, write, prefix):
    post = write()
    answer = Comment.objects.create(post=post, text="Cảm ơn bạn", language="vi", author=post.author)
    pages = ("/", "/?community=vietnam", "/rules/", "/reported/", "/left/", "/ansan/", "/ansan/vietnam/", "/ansan/all/",
             f"/posts/{post.pk}/", f"/posts/{post.pk}/report/", f"/comments/{answer.pk}/report/")  # fmt: skip
    for page in pages:
        response = client.get(f"{prefix}/community{page}")
        assert response.status_code == 200, page
        assert "sessionid" not in response.cookies and "session" not in response.cookies


def test_empty_spaces_invite(client, province):
    for page in ("/en/community/", "/en/community/ansan/", "/en/community/ansan/nepal/"):
        assert "Be the first" in text_of(client.get(page))
    assert '/en/community/ansan/nepal/new/"' in text_of(client.get("/en/community/ansan/nepal/"))


def test_filters_lead_to_spaces(client, province):
    assert client.get("/en/community/?region=ansan").url == "/en/community/ansan/"
    assert client.get("/en/community/?region=ansan&community=nepal").url == "/en/community/ansan/nepal/"
    assert client.get("/en/community/?region=nowhere").status_code == 400
    assert client.get("/en/community/?community=atlantis").status_code == 400
    page = text_of(client.get("/en/community/?community=nepal"))
    assert "/en/community/suwon/nepal/" in page and "/en/community/ansan/nepal/" in page


def test_a_district_leads_to_its_city_and_nothing_else_has_spaces(client, province):
    assert client.get("/en/community/ansan-danwon/").url == "/en/community/ansan/"
    assert client.get("/en/community/ansan-danwon/nepal/").url == "/en/community/ansan/nepal/"
    for page in ("gyeonggi/", "nowhere/", "ansan/atlantis/", "posts/1/", "ansan/nepal/new"):
        assert client.get(f"/en/community/{page}").status_code in (301, 404), page


def test_pages_go_on_by_what_was_last(client, write):
    posts = [write(title=f"So {number}") for number in range(45)]
    first = client.get("/en/community/ansan/vietnam/")
    assert [line.post.pk for line in first.context["lines"]] == [post.pk for post in reversed(posts[25:])]
    second = client.get(f"/en/community/ansan/vietnam/?before={first.context['older']}")
    third = client.get(f"/en/community/ansan/vietnam/?before={second.context['older']}")
    assert [line.post.pk for line in third.context["lines"]] == [post.pk for post in reversed(posts[:5])]
    assert third.context["older"] is None
    assert client.get("/en/community/ansan/vietnam/?before=x").status_code == 400


def test_answers_go_on_too(client, write):
    post = write()
    for number in range(55):
        Comment.objects.create(post=post, text=f"Answer {number}", language="en")
    first = client.get(f"/en/community/posts/{post.pk}/")
    assert "Answer 49" in text_of(first) and "Answer 50" not in text_of(first)
    assert "Answer 54" in text_of(client.get(f"/en/community/posts/{post.pk}/?after={first.context['younger']}"))


def test_pinned_posts_stand_above_and_once(client, write):
    pinned = write(title="Pinned one", is_pinned=True)
    write(title="Another")
    page = client.get("/en/community/ansan/vietnam/")
    assert [line.post.pk for line in page.context["pinned"]] == [pinned.pk]
    assert text_of(page).count("Pinned one") == 1


def test_a_space_holds_its_own_posts_only(client, write):
    write(title="In Ansan for Vietnam")
    write(title="In Suwon", region="suwon")
    write(title="For everyone", community="all")
    page = text_of(client.get("/en/community/ansan/vietnam/"))
    assert "In Ansan for Vietnam" in page and "In Suwon" not in page and "For everyone" not in page
    city = text_of(client.get("/en/community/ansan/"))
    assert "For everyone" in city and "In Ansan for Vietnam" in city and "In Suwon" not in city


@pytest.mark.parametrize("state", ["hidden", "removed"])
def test_what_is_not_shown_is_nowhere(client, write, state):
    post = write(title="Secret title", text="Secret words", state=state)
    shown = write(title="Shown")
    Comment.objects.create(post=shown, text="Secret answer", language="en", state=state)
    for page in ("/", "/ansan/", "/ansan/vietnam/", "/ansan/vietnam/feed.atom", f"/posts/{shown.pk}/"):
        assert "Secret" not in text_of(client.get(f"/en/community{page}")), page
    gone = client.get(f"/en/community/posts/{post.pk}/")
    assert gone.status_code == 404 and "Secret" not in text_of(gone)
    assert client.get(f"/en/community/posts/{post.pk}/report/").status_code == 404


def test_the_author_sees_what_waits(member_client, write, member):
    post = write(author=member, state="hidden", text="Mine")
    page = text_of(member_client.get(f"/en/community/posts/{post.pk}/"))
    assert "hidden until a moderator decides" in page and "Mine" in page


def test_help_numbers_and_samples_are_told(client, write):
    post = write(is_sample=True)
    for page in ("/ansan/vietnam/", f"/posts/{post.pk}/"):
        text = text_of(client.get(f"/en/community{page}"))
        assert "tel:119" in text and "tel:1345" in text and "Sample" in text
    assert "No real person wrote it" in text_of(client.get(f"/en/community/posts/{post.pk}/"))


def test_links_lead_here(client, province):
    assert "/en/community/ansan/" in text_of(client.get("/en/regions/ansan/"))
    assert text_of(client.get("/en/privacy/")).count('href="/en/community/"') == 2


def test_signed_in_pages_are_kept_nowhere(client, member_client, write):
    post = write()
    for page in ("/", "/ansan/", "/ansan/vietnam/", f"/posts/{post.pk}/"):
        assert "private" in member_client.get(f"/en/community{page}")["Cache-Control"]
        assert "no-store" in member_client.get(f"/en/community{page}")["Cache-Control"]
        anonymous = client.get(f"/en/community{page}")
        assert not anonymous.has_header("Cache-Control") and "Cookie" in anonymous["Vary"]


def test_a_feed_is_text_only(client, write):
    write(title="<script>x</script>", text="<b>bold</b> & more")
    feed = client.get("/en/community/ansan/vietnam/feed.atom")
    assert feed.status_code == 200 and feed["Content-Type"].startswith("application/atom+xml")
    body = feed.content.decode()
    assert "<script>" not in body and "&amp;lt;b&amp;gt;" in body


def test_the_number_of_statements_does_not_grow_with_the_posts(client, write, django_assert_max_num_queries):
    for number in range(25):
        write(title=f"T {number}")
    client.get("/en/community/ansan/vietnam/")
    with django_assert_max_num_queries(20):
        client.get("/en/community/ansan/vietnam/")
