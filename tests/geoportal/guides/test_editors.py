"""Editors of a si/gun write in their own section, a moderator publishes, and what needs a look is listed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.guides.models import AreaPage, Article, CasePage, GuidesHome
from geoportal.guides.roles import make_roles

SOURCES = [{"type": "source", "value": {"name": "지은", "url": "https://example.org", "checked_on": "2026-11-29"}}]


def person(nickname, group=None):
    user = User.objects.create_user(nickname, "long-Passphrase-1", is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def roles(pages, province):
    assert make_roles() == ["suwon", "ansan"]
    assert make_roles() == []


def test_an_editor_may_change_only_the_own_section(roles):
    editor = person("editor", "안내 편집: 안산시")
    own, other = AreaPage.objects.get(region="ansan"), AreaPage.objects.get(region="suwon")
    common = AreaPage.objects.get(area="immigration", locale__language_code="ko")
    may = {page.title: page.permissions_for_user(editor) for page in (own, other, common)}
    assert may["안산시"].can_add_subpage()
    assert not may["안산시"].can_publish_subpage()
    assert not may["수원시"].can_add_subpage()
    assert not may["체류와 비자"].can_edit()


def test_a_case_goes_from_draft_over_review_to_the_readers(roles, client):
    editor, moderator = person("editor", "안내 편집: 안산시"), person("moderator", "안내 검토: 안산시")
    section = AreaPage.objects.get(region="ansan")
    section.save_revision().publish()
    case = CasePage(
        title="안산의 사례", slug="ansan-case", live=False, sources=SOURCES, locale=section.locale, owner=editor
    )
    section.add_child(instance=case)
    case.save_revision(user=editor)
    assert client.get("/guides/ansan/ansan-case/").status_code == 404
    state = section.get_workflow().start(case, editor)
    task = state.current_task_state.task.specific
    assert not task.user_can_access_editor(case, person("stranger"))
    assert ("approve", "approve") in [action[:1] * 2 for action in task.get_actions(case, moderator)]
    assert task.get_actions(case, editor) == []
    task.on_action(state.current_task_state, user=moderator, action_name="approve")
    case.refresh_from_db()
    assert case.live
    answer = client.get("/guides/ansan/ansan-case/")
    assert answer.status_code == 200
    assert "안산의 사례" in client.get("/guides/").content.decode()


def test_the_report_lists_what_is_expired_overdue_or_unreviewed(roles, client):
    Article.objects.filter(slug="extend-stay").update(reviewed_on=timezone.localdate(), review_by=None)
    boss = User.objects.create_superuser("boss", "long-Passphrase-1")
    client.force_login(boss)
    text = client.get("/cms/reports/guides-to-review/").content.decode()
    assert "밀린 임금 받기" in text
    assert "체류기간 연장하기" not in text


def test_only_staff_with_a_role_come_in_and_sign_in_like_all_staff(roles, client):
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
    client.force_login(person("nobody"))
    assert client.get("/cms/").status_code == 302
    client.force_login(person("editor", "안내 편집: 안산시"))
    answer = client.get("/cms/")
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/guides/")["Content-Security-Policy"]
    page = GuidesHome.objects.get(locale__language_code="ko")
    assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 302


def test_a_draft_can_be_previewed_as_readers_will_see_it(roles, client):
    client.force_login(User.objects.create_superuser("boss", "long-Passphrase-1"))
    page = Article.objects.get(slug="extend-stay", locale__language_code="ko").specific
    page.title = "미리 보는 제목"
    page.save_revision()
    text = client.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()
    assert "미리 보는 제목" in text
    assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    assert client.get(f"/cms/pages/{page.pk}/history/").status_code == 200
