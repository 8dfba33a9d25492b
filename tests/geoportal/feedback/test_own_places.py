"""An organization's people propose what is right at their own places; nothing stands before a moderator accepts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.feedback.models import Proposal, Steward
from geoportal.places.models import Place

PAGE = "/admin/feedback/proposal/"


def staff(nickname: str, *permissions: str) -> User:
    user = User.objects.create_user(nickname, "a long enough word", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def places(add_place: Callable[..., Place]) -> list[Place]:
    return [add_place(37.22, 126.85, name_ko="한빛 의원"), add_place(37.22, 126.95, name_ko="새봄 약국")]


@pytest.fixture
def clinic(places: list[Place]) -> User:
    user = staff("hanbit")
    Steward.objects.create(user=user, place=places[0])
    return user


def write(client: Client, place: Place, **changed: Any) -> Any:
    page = client.get(f"{PAGE}place/{place.pk}/")
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return client.post(f"{PAGE}place/{place.pk}/", typed | changed, follow=True)


def settle(client: Client, proposal: Proposal, action: str, note: str = "") -> Any:
    return client.post(PAGE, {"action": action, "_selected_action": [proposal.pk], "note": note}, follow=True)


def test_only_ones_own_places_have_the_form(clinic: User, places: list[Place]) -> None:
    client = client_of(clinic)
    listed = client.get(PAGE).content.decode()
    assert "한빛 의원" in listed and "새봄 약국" not in listed
    assert client.get(f"{PAGE}place/{places[0].pk}/").status_code == 200
    assert client.get(f"{PAGE}place/{places[1].pk}/").status_code == 404
    assert client_of(staff("other")).get(PAGE).status_code == 403
    assert Client().get(f"{PAGE}place/{places[0].pk}/").status_code == 302


def test_what_is_proposed_stands_only_when_it_is_accepted(clinic: User, places: list[Place]) -> None:
    write(client_of(clinic), places[0], phone="031-400-1234", hours="mon-fri 09:00-18:00", note="<b>new</b>")
    proposal = Proposal.objects.get()
    assert set(proposal.values) == {"phone", "hours"} and proposal.proposed_by == clinic
    assert Place.objects.get(pk=places[0].pk).phone == places[0].phone
    moderator = client_of(staff("mod", "view_proposal", "moderate_proposal"))
    assert "031-400-1234" in (page := moderator.get(PAGE).content.decode()) and "<b>new" not in page
    settle(moderator, proposal, "accept")
    assert Place.objects.get(pk=places[0].pk).phone == "031-400-1234"
    shown = Client().get(f"/en{places[0].get_absolute_url()}").content.decode()
    assert "corrected here by the organization itself, checked by a person" in shown


def test_an_organization_cannot_accept_and_a_refused_word_changes_nothing(clinic: User, places: list[Place]) -> None:
    client = client_of(clinic)
    write(client, places[0], phone="031-400-1234")
    settle(client, Proposal.objects.get(), "accept")
    assert Proposal.objects.get().state == "open"
    settle(client_of(staff("mod", "moderate_proposal")), Proposal.objects.get(), "reject", "not yours")
    assert Proposal.objects.get().state == "rejected"
    assert Place.objects.get(pk=places[0].pk).phone == places[0].phone
    assert "not yours" in client.get(f"{PAGE}?state=all").content.decode()


def test_nothing_changed_is_no_proposal_and_a_second_one_takes_the_first_ones_place(
    clinic: User, places: list[Place]
) -> None:
    client = client_of(clinic)
    assert write(client, places[0]).context["form"].errors
    write(client, places[0], phone="031-400-1111")
    write(client, places[0], phone="031-400-2222")
    assert [one.values for one in Proposal.objects.all()] == [{"phone": "031-400-2222"}]


def test_a_pin_outside_changes_nothing_and_says_so(clinic: User, places: list[Place]) -> None:
    write(client_of(clinic), places[0], lat="35.1", lon="129.0")
    moderator = client_of(staff("mod", "moderate_proposal"))
    answer = settle(moderator, Proposal.objects.get(), "accept").content.decode()
    assert Proposal.objects.get().state == "open"
    assert "이 위치는 포털이 다루는 지역 밖입니다." in answer


def test_words_beside_it_are_forgotten_in_time(clinic: User, places: list[Place]) -> None:
    write(client_of(clinic), places[0], phone="031-400-1111", note="ask for Kim")
    settle(client_of(staff("mod", "moderate_proposal")), Proposal.objects.get(), "reject", "no")
    Proposal.objects.update(handled_at=timezone.now() - timedelta(days=400))
    call_command("forget_feedback")
    assert (Proposal.objects.get().text, Proposal.objects.get().note) == ("", "")
