"""Groups for the boards of the cities, bound to their city by the sections of the guides."""

from __future__ import annotations

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from geoportal.community.boards import make_boards
from geoportal.community.models import Post
from geoportal.community.queries import may_moderate
from geoportal.places.bounds import bound_to

from .conftest import board_of, old_member


def test_a_board_is_made_once_for_each_section(province):
    board_of("ansan")  # makes the section
    assert make_boards() == ["ansan"]
    assert make_boards() == []
    call_command("board_roles", stdout=StringIO())
    group = Group.objects.get(name="게시판 관리: 안산시")
    codes = {one.codename for one in group.permissions.all()}
    assert codes == {"view_post", "moderate_post", "view_decision"}
    (on_page,) = GroupPagePermission.objects.filter(group=group)
    assert (on_page.page.slug, on_page.permission.codename) == ("ansan", "view_page")


def test_its_members_moderate_that_city_and_edit_no_guide(province, write):
    board_of("ansan")
    make_boards()
    user = old_member("board", is_staff=True)
    user.groups.add(Group.objects.get(name="게시판 관리: 안산시"))
    ansan, suwon = province.regions["ansan"], province.regions["suwon"]
    assert bound_to(user) == [ansan.pk]
    assert may_moderate(user, ansan) and not may_moderate(user, suwon)
    near = write()
    write(region="suwon")
    assert list(Post.objects.all().moderated_by(user)) == [near]
    page = GroupPagePermission.objects.filter(permission__codename="view_page").first().page
    rights = page.permissions_for_user(user)
    assert not (rights.can_edit() or rights.can_publish() or rights.can_add_subpage())


def test_an_ordinary_member_moderates_nothing(province, member):
    assert not may_moderate(member, province.regions["ansan"])
    board_of("ansan")
    make_boards()
    member.groups.add(Group.objects.get(name="게시판 관리: 안산시"))
    assert not may_moderate(member, province.regions["ansan"])  # of the group, but not of staff
