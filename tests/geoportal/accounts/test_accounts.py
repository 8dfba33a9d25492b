"""Accounts by nickname: made, entered, left; guesses are stopped; nothing is kept that names a person."""

from __future__ import annotations

import json
import time

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.cache import cache
from django.db import connection
from django.test import Client

from geoportal.accounts.models import User
from geoportal.community.models import Comment, Post
from geoportal.core.opened import opened_token

UP, IN, PASSWORD = "/en/account/sign-up/", "/en/account/sign-in/", "a long enough word"


@pytest.fixture(autouse=True)
def nothing_counted(db):
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_limit")


def filled(**values):
    """The form of a new account, opened a while ago."""
    agreed = {"is_old_enough": "on", "keeps_rules": "on", "website": "", "opened": opened_token(time.time() - 20)}
    return agreed | {"nickname": "Lan", "password": PASSWORD} | values


def sign_in(nickname, password, address="198.51.100.1", **extra):
    return Client().post(IN, {"username": nickname, "password": password, **extra}, REMOTE_ADDR=address)


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("prefix", ["", "/en", "/zh-hans", "/vi", "/ru", "/th", "/km", "/ur"])
def test_pages_in_every_language(client, province, prefix):
    for page in ("sign-up/", "sign-in/", "signed-out/"):
        assert client.get(f"{prefix}/account/{page}").status_code == 200
    known = signed_in(User.objects.create_user("Lan", PASSWORD))
    for page in ("account/password/", "community/mine/", "community/mine/leave/"):
        response = known.get(f"{prefix}/{page}")
        assert response.status_code == 200 and "no-store" in response["Cache-Control"]


def test_an_account_is_made_with_a_nickname_and_a_password_only(client, province):
    response = client.post(UP, filled(next="/en/community/ansan/all/new/"))
    assert response.url == "/en/community/ansan/all/new/"
    user = User.objects.get()
    assert (user.nickname, user.email, user.is_staff, user.is_superuser) == ("Lan", "", False, False)
    assert user.password.startswith("argon2") and user.check_password(PASSWORD)
    assert client.get("/en/community/mine/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"nickname": ""}, "nickname"), ({"nickname": "x"}, "nickname"), ({"nickname": "y" * 31}, "nickname"),
        ({"nickname": "LAN2"}, "nickname"), ({"nickname": "<b>Lan</b>"}, "nickname"),
        ({"nickname": "lan@home.org"}, "nickname"),
        ({"nickname": "010-1234-5678"}, "nickname"), ({"nickname": "Lan 9001015"}, "nickname"),
        ({"nickname": "Admin Lan"}, "nickname"),
        ({"nickname": "경기도 운영자"}, "nickname"), ({"nickname": "---"}, "nickname"),
        ({"nickname": "ＬＡＮ２"}, "nickname"),
        ({"password": ""}, "password"), ({"password": "short"}, "password"), ({"password": "password123"}, "password"),
        ({"nickname": "Nguyen Lan", "password": "nguyen lan"}, "password"),
        ({"is_old_enough": ""}, "is_old_enough"), ({"keeps_rules": ""}, "keeps_rules"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(client, province, wrong, field):
    User.objects.create_user("lan2", PASSWORD)
    response = client.post(UP, filled(**wrong))
    assert response.status_code == 400 and User.objects.count() == 1
    assert f'id="id_{field}_error"' in response.content.decode()


@pytest.mark.parametrize(
    "nickname", ["Lan", "Nguyễn Lan", "김철수", "ស្រីមុំ", "สมชาย", "राम बहादुर", "Дильноза", "محمد علی", "O’zbek-1"]
)
def test_a_nickname_may_be_in_any_script(client, province, nickname):
    assert client.post(UP, filled(nickname=nickname)).status_code == 302
    assert sign_in(nickname, PASSWORD).status_code == 302


def test_two_that_look_the_same_are_the_same(client, province):
    User.objects.create_user("Lan", PASSWORD)
    for nickname in ("lan", "LAN", "Ｌａｎ", "L\u200ban", " Lan "):
        assert client.post(UP, filled(nickname=nickname)).status_code == 400
    assert User.objects.count() == 1


def test_programs_and_crowds_are_kept_away(client, province):
    assert client.post(UP, filled(website="x")).url == "/en/community/"
    assert client.post(UP, filled(opened="")).status_code == 400
    assert client.post(UP, filled(opened=opened_token())).status_code == 400
    assert not User.objects.exists()
    found = [Client().post(UP, filled(nickname=f"Lan {number}")).status_code for number in "abcdef"]
    assert found == [302] * 5 + [429]
    assert Client().post(UP, filled(nickname="Elsewhere"), REMOTE_ADDR="198.51.100.7").status_code == 302


def test_signing_in_and_out(client, province):
    User.objects.create_user("Lan", PASSWORD)
    assert sign_in("Lan", PASSWORD).url == "/en/community/mine/"
    assert sign_in("Lan", PASSWORD, next="/en/community/ansan/").url == "/en/community/ansan/"
    wrong = sign_in("Lan", "wrong")
    assert wrong.status_code == 400 and "don't match" in wrong.content.decode().replace("&#x27;", "'")
    client.post(IN, {"username": "Lan", "password": PASSWORD})
    assert client.get("/en/account/sign-out/").status_code == 405
    assert client.post("/en/account/sign-out/").url == "/en/account/signed-out/"
    assert client.get("/en/community/mine/").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil.example",
     "///evil.example",
     "https:evil.example", "\\\\evil.example", "data:text/html,x", " //evil.example"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(client, province, address):
    User.objects.create_user("Lan", PASSWORD)
    assert "evil" not in sign_in("Lan", PASSWORD, next=address).url
    assert "evil" not in client.post(UP, filled(nickname="Minh", next=address)).url


def test_guesses_on_one_account_are_stopped_for_that_connection_alone(province):
    User.objects.create_user("Lan", PASSWORD)
    found = [sign_in("Lan", f"guess {number}").status_code for number in range(8)]
    assert found[:4] == [400] * 4 and set(found[4:]) == {429}
    assert sign_in("Lan", PASSWORD).status_code == 429
    assert sign_in("Lan", PASSWORD, "198.51.100.2").status_code == 302


def test_one_guess_on_many_accounts_is_stopped(province):
    found = [sign_in(f"name {number}", "guess").status_code for number in range(25)]
    assert found == [400] * 20 + [429] * 5


def test_what_counts_guesses_holds_no_address(province):
    sign_in("Lan", "guess", "203.0.113.77")
    (attempt,) = AccessAttempt.objects.all()
    assert attempt.ip_address.startswith("fd") and "203.0.113.77" not in str(attempt.__dict__)
    assert PASSWORD not in str(attempt.__dict__) and "guess" not in attempt.post_data
    assert not AccessLog.objects.exists()


def test_a_new_password_signs_out_elsewhere(province):
    user = User.objects.create_user("Lan", PASSWORD)
    here, there = signed_in(user), signed_in(user)
    new = {"old_password": PASSWORD, "new_password1": "another long word", "new_password2": "another long word"}
    for wrong in ({"old_password": "x"}, {"new_password2": "y"}, {"new_password1": "short", "new_password2": "short"}):
        assert here.post("/en/account/password/", new | wrong).status_code == 400
    assert here.post("/en/account/password/", new).url == "/en/community/mine/"
    assert here.get("/en/community/mine/").status_code == 200
    assert there.get("/en/community/mine/").status_code == 302
    assert here.post("/en/account/password/", new | {"old_password": "x"}).status_code == 400
    assert {here.post("/en/account/password/", new).status_code for _ in range(10)} == {400, 429}


def wrote(user, province):
    """A post with an answer of somebody else, and an answer elsewhere."""
    other = User.objects.create_user("Minh", PASSWORD)
    region = {"region": province.regions["ansan"], "community": "all", "kind": "info"}
    mine = Post.objects.create(author=user, title="Mine", text="My words", language="en", **region)
    theirs = Post.objects.create(author=other, title="Theirs", text="Other", language="en", **region)
    Comment.objects.create(post=mine, author=other, text="An answer", language="en")
    Comment.objects.create(post=theirs, author=user, text="My answer", language="en")
    Post.objects.create(author=user, title="Gone", text="Removed", language="en", state="removed", **region)
    return mine, theirs


def test_one_takes_one_s_texts_along(province):
    user = User.objects.create_user("Lan", PASSWORD)
    wrote(user, province)
    response = signed_in(user).get("/en/community/mine.json")
    assert "attachment" in response["Content-Disposition"] and "no-store" in response["Cache-Control"]
    body = json.loads(response.content)
    assert (body["nickname"], body["email"]) == ("Lan", "")
    assert {one["title"] for one in body["posts"]} == {"Mine", "Gone"}
    assert [one["text"] for one in body["comments"]] == ["My answer"]
    assert "Theirs" not in response.content.decode() and "argon2" not in response.content.decode()


@pytest.mark.parametrize(
    ("wish", "posts", "comments"),
    [("delete", {"Theirs"}, set()), ("keep", {"Mine", "Theirs"}, {"An answer", "My answer"})],
)
def test_an_account_is_left_as_its_owner_wishes(province, wish, posts, comments):
    user = User.objects.create_user("Lan", PASSWORD)
    mine, _ = wrote(user, province)
    client = signed_in(user)
    for wrong in (
        {"texts": wish, "password": "wrong"},
        {"texts": "burn", "password": PASSWORD},
        {"password": PASSWORD},
    ):
        assert client.post("/en/community/mine/leave/", wrong).status_code == 400
    assert client.post("/en/community/mine/leave/", {"texts": wish, "password": PASSWORD}).url == "/en/community/left/"
    assert not User.objects.filter(nickname="Lan").exists()
    assert {post.title for post in Post.objects.all()} == posts
    assert {comment.text for comment in Comment.objects.all()} == comments
    assert client.get("/en/community/mine/").status_code == 302
    if wish == "keep":
        page = Client().get(f"/en/community/posts/{mine.pk}/").content.decode()
        assert "deleted account" in page and "Lan" not in page.replace("Language", "").replace("language", "")


def test_staff_leave_by_the_operator(province):
    user = User.objects.create_user("Lan", PASSWORD, is_staff=True)
    sent = {"texts": "delete", "password": PASSWORD}
    assert signed_in(user).post("/en/community/mine/leave/", sent).status_code == 403
    assert User.objects.exists()


def test_whoever_holds_the_device_does_not_guess_the_password(province):
    client = signed_in(User.objects.create_user("Lan", PASSWORD))
    wrong = {"texts": "delete", "password": "wrong"}
    found = [client.post("/en/community/mine/leave/", wrong).status_code for _ in range(11)]
    assert found == [400] * 10 + [429]
