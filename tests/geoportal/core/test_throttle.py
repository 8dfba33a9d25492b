"""Who counts as one connection, how many are let through, and that the cache holds no address."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from geoportal.core.throttle import Limit, client_of, hashed, is_first, masked_client, take, undo_first

ADDRESS = "203.0.113.7"
HOURLY = Limit("test", times=3, window_s=3600)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_queue")]


def asked(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def table() -> list[tuple[bytes, int, float]]:
    """The rows kept: key, times, seconds until they run out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, times, extract(epoch FROM until - now()) FROM core_limit ORDER BY times")
        return [(bytes(key), times, float(seconds)) for key, times, seconds in cursor.fetchall()]


def run_out(what: str = "true") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE core_limit SET until = now() - interval '1 s' WHERE {what}")


def test_the_fourth_of_three_waits_and_another_connection_does_not() -> None:
    assert [take(asked(ADDRESS), HOURLY) for _ in range(3)] == [0, 0, 0]
    assert 0 < take(asked(ADDRESS), HOURLY) <= 3600
    assert take(asked("203.0.113.8"), HOURLY) == 0
    assert take(asked(ADDRESS), Limit("other", times=3, window_s=3600)) == 0


@pytest.mark.parametrize("claimed", ["198.51.100.1", "198.51.100.1, 192.0.2.9", "", "nonsense"])
def test_a_header_that_anybody_can_send_is_not_believed(claimed: str) -> None:
    assert client_of(asked(ADDRESS, HTTP_X_FORWARDED_FOR=claimed)) == ADDRESS


def test_behind_a_proxy_its_own_entry_counts(settings: object) -> None:
    settings.BEHIND_PROXY = True  # type: ignore[attr-defined]
    assert client_of(asked("127.0.0.1", HTTP_X_FORWARDED_FOR=f"198.51.100.1, {ADDRESS}")) == ADDRESS
    assert client_of(asked(ADDRESS)) == ADDRESS


def test_one_home_has_one_network() -> None:
    assert client_of(asked("2001:db8:1:2::1")) == client_of(asked("2001:db8:1:2:ffff::9")) == "2001:db8:1:2::/64"
    assert client_of(asked("2001:db8:1:3::1")) != client_of(asked("2001:db8:1:2::1"))
    assert client_of(asked("::ffff:203.0.113.7")) == ADDRESS
    assert client_of(asked("")) == "unknown"


def test_the_key_holds_no_address_and_differs_by_purpose_and_window() -> None:
    keys = {hashed(asked(ADDRESS), "report", window) for window in ("1", "2")} | {hashed(asked(ADDRESS), "other", "1")}
    assert len(keys) == 3
    assert not [key for key in keys if ADDRESS.encode() in key]
    take(asked(ADDRESS), HOURLY)
    assert ADDRESS not in str(table())


def test_a_thing_is_first_once_and_again_when_undone() -> None:
    assert [is_first(asked(ADDRESS), "a", within_s=60) for _ in range(2)] == [True, False]
    undo_first(asked(ADDRESS), "a")
    assert is_first(asked(ADDRESS), "a", within_s=60)


def test_what_has_run_out_begins_anew_and_is_deleted_in_time() -> None:
    assert [is_first(asked(ADDRESS), "a", within_s=60) for _ in range(3)] == [True, False, False]
    ((_, times, seconds),) = table()
    assert (times, 0 < seconds <= 60) == (3, True)
    run_out()
    assert is_first(asked(ADDRESS), "a", within_s=60)
    run_out()
    for number in range(200):
        is_first(asked(ADDRESS), str(number), within_s=60)
    assert len(table()) == 200


@pytest.mark.django_db(transaction=True)
def test_processes_count_together() -> None:
    """Twenty at once over connections of their own: three of them are let through."""
    with ThreadPoolExecutor(10) as pool:
        waits = list(pool.map(lambda _number: taken(), range(20)))
    assert sorted(waits)[:4] == [0, 0, 0, *sorted(waits)[3:4]]
    assert sum(wait == 0 for wait in waits) == 3


def taken() -> int:
    try:
        return take(asked(ADDRESS), HOURLY)
    finally:
        connection.close()


def test_an_account_is_counted_wherever_it_comes_from() -> None:
    found = [take(asked(f"203.0.113.{number}"), HOURLY, who="account:1") for number in range(5)]
    assert found[:3] == [0, 0, 0] and all(found[3:])
    assert take(asked(ADDRESS), HOURLY, who="account:2") == 0 and take(asked(ADDRESS), HOURLY) == 0
    assert is_first(asked(ADDRESS), "x", within_s=60, who="account:1")
    assert not is_first(asked("203.0.113.9"), "x", within_s=60, who="account:1")
    assert ADDRESS not in str(table()) and "account" not in str(table())


def test_a_masked_connection_is_the_same_each_time_and_nobody_s() -> None:
    masked = masked_client(asked(ADDRESS))
    assert masked == masked_client(asked(ADDRESS)) != masked_client(asked("203.0.113.8"))
    assert masked.startswith("fd") and ADDRESS not in masked
    # A home has many addresses of one network.
    assert masked_client(asked("2001:db8:1:2::1")) == masked_client(asked("2001:db8:1:2:3::9"))
