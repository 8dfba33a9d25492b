"""Reports put things out of sight; moderators of a city decide on its own; the log only grows."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.community.categories import Reason
from geoportal.community.models import Comment, Decision, Post, Report
from geoportal.community.services import report

from .conftest import PASSWORD, old_member, opened, signed_in

POSTS, COMMENTS = "/admin/community/post/", "/admin/community/comment/"


def send(page, address, client=None, **values):
    """A report from a connection."""
    sent = opened(reason="scam") | values
    return (client or Client()).post(page, sent, REMOTE_ADDR=address)


def act(client, page, action, rows, note=""):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows], "note": note}
    return client.post(f"{page}?state=all", chosen, follow=True)


def state_of(entry):
    entry.refresh_from_db()
    return entry.state


@pytest.fixture(params=["post", "comment"])
def entry(request, write):
    post = write()
    if request.param == "post":
        return post
    return Comment.objects.create(post=post, text="Một câu trả lời", language="vi")


def page_of(entry):
    kind = "posts" if isinstance(entry, Post) else "comments"
    return f"/en/community/{kind}/{entry.pk}/report/"


def test_three_reporters_hide_until_a_moderator_decides(entry):
    for number, state in ((1, "shown"), (2, "shown"), (3, "hidden")):
        assert send(page_of(entry), f"198.51.100.{number}").url == "/en/community/reported/"
        assert state_of(entry) == state
    (line,) = Decision.objects.all()
    assert (line.act, line.by, line.region.slug) == ("reported-away", None, "ansan")
    assert Client().get(page_of(entry)).status_code == 404


def test_one_reporter_counts_once(entry, member):
    for _ in range(5):
        send(page_of(entry), "198.51.100.1")
    assert (Report.objects.count(), state_of(entry)) == (1, "shown")
    # The same account from other connections, and other accounts from the same one.
    known = signed_in(member)
    for number in range(2, 6):
        send(page_of(entry), f"198.51.100.{number}", known)
    for name in ("a", "b", "c"):
        send(page_of(entry), "198.51.100.1", signed_in(old_member(f"name {name}")))
    assert (Report.objects.count(), state_of(entry)) == (2, "shown")


def test_a_forged_address_is_no_other_reporter(entry):
    for number in range(20):
        Client().post(
            page_of(entry), opened(reason="scam"), REMOTE_ADDR="198.51.100.9", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}"
        )
    assert (Report.objects.count(), state_of(entry)) == (1, "shown")


def test_reports_are_limited_and_programs_kept_away(write):
    posts = [write() for _ in range(12)]
    found = [send(page_of(post), "198.51.100.1").status_code for post in posts]
    assert found == [302] * 10 + [429] * 2
    assert send(page_of(posts[0]), "198.51.100.2", website="x").status_code == 302
    assert send(page_of(posts[0]), "198.51.100.3", opened="").status_code == 400
    assert send(page_of(posts[0]), "198.51.100.4", reason="boring").status_code == 400
    assert Report.objects.count() == 10


def test_a_board_s_notice_stays_until_it_is_decided(write):
    notice = write(kind="notice")
    for _ in range(4):
        report(notice, Reason.OTHER)
    assert state_of(notice) == "shown"


def test_the_queue_shows_what_waits_with_its_reasons(write, moderator):
    fine, told = write(), write(text="Told words")
    report(told, Reason.SCAM)
    client = signed_in(moderator("all"))
    page = client.get(POSTS)
    assert [row.pk for row in page.context["cl"].result_list] == [told.pk]
    assert "Fraud" in page.content.decode() or "사기" in page.content.decode()
    assert {row.pk for row in client.get(f"{POSTS}?state=all").context["cl"].result_list} == {fine.pk, told.pk}


def test_decisions_need_a_reason_and_leave_a_line(entry, moderator):
    by = moderator("all")
    client, page = signed_in(by), POSTS if isinstance(entry, Post) else COMMENTS
    report(entry, Reason.HATE)
    act(client, page, "hide", [entry])
    assert state_of(entry) == "shown"
    act(client, page, "hide", [entry], "insults")
    assert state_of(entry) == "hidden" and not Report.objects.filter(handled_at=None).exists()
    act(client, page, "restore", [entry])
    assert state_of(entry) == "shown"
    act(client, page, "remove", [entry], "fraud")
    act(client, page, "restore", [entry])
    assert state_of(entry) == "removed"
    told = [(line.act, line.by, line.reason) for line in Decision.objects.order_by("pk")]
    assert told == [("hide", by, "insults"), ("restore", by, ""), ("remove", by, "fraud")]
    assert client.get(f"{page}{entry.pk}/change/").status_code == 200
    assert client.get("/admin/community/decision/").status_code == 200


def test_after_a_decision_it_takes_three_new_reporters(entry, moderator):
    for number in range(3):
        send(page_of(entry), f"198.51.100.{number}")
    act(signed_in(moderator("all")), POSTS if isinstance(entry, Post) else COMMENTS, "restore", [entry])
    for number in range(5):
        send(page_of(entry), f"198.51.100.{number}")
    assert state_of(entry) == "shown"


def test_an_account_is_closed_at_once(write, moderator, member, member_client):
    post = write(author=member)
    client = signed_in(moderator("all"))
    act(client, POSTS, "close", [post])
    assert member_client.get("/en/community/mine/").status_code == 200
    act(client, POSTS, "close", [post], "sells visas")
    assert member_client.get("/en/community/mine/").status_code == 302
    again = Client().post("/en/account/sign-in/", {"username": "Lan", "password": PASSWORD})
    assert again.status_code == 400
    line = Decision.objects.get()
    assert (line.act, line.account_id, line.reason) == ("close-account", member.pk, "sells visas")
    staff = write(author=moderator("other"))
    act(client, POSTS, "close", [staff], "why not")
    assert User.objects.get(nickname="other").is_active


@pytest.mark.parametrize("action", ["hide", "restore", "remove", "close", "put_on_top", "take_from_top"])
def test_a_board_sees_and_decides_its_own_city_only(write, moderator, action):
    near, far = write(title="Near", author=old_member("one")), write(region="suwon", author=old_member("two"))
    board = signed_in(moderator("board", "ansan"))
    assert [row.pk for row in board.get(f"{POSTS}?state=all").context["cl"].result_list] == [near.pk]
    assert board.get(f"{POSTS}{far.pk}/change/").status_code in (302, 404)
    before = Post.objects.values().get(pk=far.pk)
    act(board, POSTS, action, [far], "not mine")
    assert Post.objects.values().get(pk=far.pk) == before
    assert User.objects.get(nickname="two").is_active and not Decision.objects.exists()
    act(board, POSTS, action, [near], "mine")
    assert Decision.objects.filter(region__slug="ansan").exists() or action == "take_from_top"
    assert board.get("/admin/community/decision/").context["cl"].result_count <= 1


def test_a_board_writes_notices_and_pins_in_its_own_city(moderator, province):
    board = signed_in(moderator("board", "ansan"))
    notice = {"kind": "notice", "title": "Closed on Friday", "text": "The center is closed.", "language": "en"}
    assert board.post("/en/community/suwon/all/new/", notice).status_code == 400
    assert board.post("/en/community/ansan/all/new/", notice).status_code == 302
    post = Post.objects.get()
    act(board, POSTS, "put_on_top", [post])
    act(board, POSTS, "put_on_top", [post])
    assert Post.objects.get().is_pinned
    assert [line.act for line in Decision.objects.order_by("pk")] == ["notice", "pin"]
    assert "Moderate" in board.get(f"/en/community/posts/{post.pk}/").content.decode()
    assert "Closed on Friday" in Client().get("/en/community/ansan/all/").content.decode()


def test_the_log_only_grows(write, moderator):
    entry = write()
    act(signed_in(moderator("all")), POSTS, "hide", [entry], "why")
    line = Decision.objects.get()
    for change in (lambda: Decision.objects.update(reason="other"), Decision.objects.all().delete, line.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    entry.delete()
    User.objects.get(nickname="all").delete()
    assert Decision.objects.get().reason == "why"


def test_what_was_removed_is_forgotten_in_time(write, settings):
    old, new = write(state="removed"), write(state="removed")
    long_ago = timezone.now() - timezone.timedelta(days=settings.FEEDBACK_KEEP_DAYS + 1)
    Post.objects.filter(pk=old.pk).update(decided_at=long_ago)
    Post.objects.filter(pk=new.pk).update(decided_at=timezone.now())
    call_command("forget_community", stdout=StringIO())
    assert list(Post.objects.all()) == [new]


ROUTES = [
    # route, then the status for: anonymous, author, another, board, board of another city, superuser
    ("GET", "/en/community/posts/{shown}/", 200, 200, 200, 200, 200, 200),
    ("GET", "/en/community/posts/{hidden}/", 404, 200, 404, 200, 404, 200),
    ("GET", "/en/community/posts/{removed}/", 404, 200, 404, 200, 404, 200),
    ("GET", "/en/community/posts/{shown}/edit/", 302, 200, 403, 403, 403, 403),
    ("GET", "/en/community/posts/{shown}/delete/", 302, 200, 403, 403, 403, 403),
    ("POST", "/en/community/posts/{shown}/delete/", 302, None, 403, 403, 403, 403),
    ("POST", "/en/community/posts/{shown}/edit/", 302, 400, 403, 403, 403, 403),
    ("GET", "/en/community/posts/{shown}/report/", 200, 200, 200, 200, 200, 200),
    ("GET", "/en/community/posts/{hidden}/report/", 404, 404, 404, 404, 404, 404),
    ("GET", "/en/community/comments/{comment}/edit/", 302, 200, 403, 403, 403, 403),
    ("GET", "/en/community/comments/{comment}/delete/", 302, 200, 403, 403, 403, 403),
    ("POST", "/en/community/comments/{comment}/delete/", 302, None, 403, 403, 403, 403),
    ("GET", "/en/community/comments/{comment}/report/", 200, 200, 200, 200, 200, 200),
    ("GET", "/en/community/ansan/all/new/", 302, 200, 200, 200, 200, 200),
    ("GET", "/en/community/mine/", 302, 200, 200, 200, 200, 200),
    ("GET", "/en/community/mine.json", 302, 200, 200, 200, 200, 200),
    ("GET", "/en/community/mine/leave/", 302, 200, 200, 403, 403, 403),
    ("POST", "/en/community/mine/leave/", 302, 400, 400, 403, 403, 403),
    ("GET", "/en/account/sign-up/", 200, 302, 302, 302, 302, 302),
    ("GET", "/en/account/sign-in/", 200, 302, 302, 302, 302, 302),
    ("GET", "/en/account/sign-out/", 405, 405, 405, 405, 405, 405),
    ("GET", "/en/account/password/", 302, 200, 200, 200, 200, 200),
    ("GET", POSTS, 302, 302, 302, 200, 200, 200),
    ("GET", COMMENTS, 302, 302, 302, 200, 200, 200),
    ("GET", "/admin/community/decision/", 302, 302, 302, 200, 200, 200),
    ("GET", POSTS + "{shown}/change/", 302, 302, 302, 200, 302, 200),
    ("GET", POSTS + "add/", 302, 302, 302, 403, 403, 403),
    ("POST", POSTS + "{shown}/delete/", 302, 302, 302, 403, (302, 403), 403),
]


def test_who_may_do_what_on_every_route(write, moderator, member):
    shown, hidden = write(author=member), write(author=member, state="hidden")
    names = {
        "shown": shown.pk, "hidden": hidden.pk, "removed": write(author=member, state="removed").pk,
        "comment": Comment.objects.create(post=write(), author=member, text="x", language="en").pk,
    }  # fmt: skip
    people = [
        Client(), signed_in(member), signed_in(old_member("Minh")), signed_in(moderator("board", "ansan")),
        signed_in(moderator("far board", "suwon")), signed_in(User.objects.create_superuser("root", "a long word x")),
    ]  # fmt: skip
    wrong = []
    for method, route, *expected in ROUTES:
        page = route.format(**names)
        for who, (client, status) in enumerate(zip(people, expected, strict=True)):
            if status is not None:
                found = client.generic(method, page).status_code
                if found not in (status if isinstance(status, tuple) else (status,)):
                    wrong.append((method, page, who, found, status))
    assert not wrong


def test_every_route_is_in_the_matrix_or_in_the_test_of_pages():
    from geoportal.accounts import urls as accounts
    from geoportal.community import urls as community

    tested = {route.split("/", 3)[-1].replace("{shown}", "<int:pk>").replace("{comment}", "<int:pk>")
              for _, route, *_ in ROUTES if route.startswith("/en/")}  # fmt: skip
    tested |= {"", "rules/", "left/", "reported/", "signed-out/", "<slug:slug>/", "<slug:slug>/<slug:name>/",
               "<slug:slug>/<slug:name>/feed.atom", "<slug:slug>/<slug:name>/new/", "mine/leave/"}  # fmt: skip
    routes = {str(one.pattern) for one in (*accounts.urlpatterns, *community.urlpatterns)}
    assert not routes - tested
