"""What opening hours say, in words."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils.translation import override

from geoportal.core.hours import DAYS, read_hours, state
from geoportal.core.hours_words import words

LUNCH = [["09:00", "12:30"], ["14:00", "18:00"]]
CLINIC = dict.fromkeys(DAYS[:5], LUNCH) | {"sat": [["09:00", "13:00"]], "sun": [], "holiday": []}
UNKNOWN_HOLIDAY = CLINIC | {"holiday": None}
NIGHT = {day: [["19:00", "26:00"]] for day in DAYS}
ALWAYS = {day: [["00:00", "24:00"]] for day in DAYS}
SIESTA = {day: [["08:00", "09:30"], ["10:00", "24:00"]] for day in DAYS}
LONG = {day: [["00:00", "24:00"]] if day in ("fri", "sat") else [["09:00", "18:00"]] for day in DAYS}
NEVER = {day: [] for day in DAYS}


# Chuseok is Thursday 2026-09-24 to Saturday; Saturday 2026-10-03 is a holiday, and Monday its substitute.
@pytest.mark.parametrize(
    "hours, moment, english, korean",
    [
        (CLINIC, "09-22 10:00", "Open until 18:00 · lunch 12:30–14:00", "18:00까지 운영 · 점심시간 12:30–14:00"),
        (CLINIC, "09-22 15:00", "Open until 18:00", "18:00까지 운영"),
        (CLINIC, "09-22 17:35", "Open until 18:00 · closes in 25 min", "18:00까지 운영 · 25분 뒤 종료"),
        (CLINIC, "09-22 13:00", "Lunch until 14:00", "14:00까지 점심시간"),
        (CLINIC, "09-22 07:00", "Closed · opens 09:00", "운영 종료 · 09:00에 시작"),
        (CLINIC, "09-22 08:45", "Closed · opens in 15 min", "운영 종료 · 15분 뒤 시작"),
        (CLINIC, "09-21 20:00", "Closed · opens tomorrow 09:00", "운영 종료 · 내일 09:00에 시작"),
        (CLINIC, "09-20 10:00", "Closed · opens tomorrow 09:00", "운영 종료 · 내일 09:00에 시작"),
        (CLINIC, "09-23 20:00", "Closed · opens Mon 09:00", "운영 종료 · 월요일 09:00에 시작"),
        (
            CLINIC, "09-25 10:00", "Closed today (public holiday) · opens Mon 09:00",
            "오늘 휴무(공휴일) · 월요일 09:00에 시작",
        ),
        (CLINIC, "10-02 20:00", "Closed · opens Tue 09:00", "운영 종료 · 화요일 09:00에 시작"),
        (
            UNKNOWN_HOLIDAY, "09-23 20:00", "Closed · when it opens next is unknown, call first",
            "운영 종료 · 다음 운영 시간은 알 수 없으니 먼저 전화하세요",
        ),
        (
            UNKNOWN_HOLIDAY, "09-25 10:00", "Public holiday today: hours unknown, call first",
            "오늘은 공휴일: 운영 시간을 알 수 없으니 먼저 전화하세요",
        ),
        (None, "09-22 10:00", "Hours unknown, call first", "운영 시간을 알 수 없음, 먼저 전화하세요"),
        (NIGHT, "09-25 20:00", "Open until 02:00", "02:00까지 운영"),
        (NIGHT, "09-26 01:40", "Open until 02:00 · closes in 20 min", "02:00까지 운영 · 20분 뒤 종료"),
        (ALWAYS, "09-25 03:00", "Open 24 hours", "24시간 운영"),
        (SIESTA, "09-22 09:40", "Break until 10:00", "10:00까지 쉬는 시간"),
        (SIESTA, "09-22 08:40", "Open until 24:00 · break 09:30–10:00", "24:00까지 운영 · 쉬는 시간 09:30–10:00"),
        (SIESTA, "09-22 12:00", "Open until 24:00", "24:00까지 운영"),
        (LONG, "09-18 08:00", "Open 24 hours", "24시간 운영"),
        (NEVER, "09-22 08:00", "Closed for the next two weeks", "앞으로 2주 동안 휴무"),
        (
            CLINIC | {"exceptions": {f"2026-09-{day}": [] for day in range(21, 31)}}, "09-20 10:00",
            "Closed · opens 2026-10-01 09:00", "운영 종료 · 2026-10-01 09:00에 시작",
        ),
    ],
)  # fmt: skip
def test_words(hours, moment, english, korean):
    found = state(read_hours(hours), datetime.fromisoformat(f"2026-{moment}"))
    with override("en"):
        assert words(found) == english
    with override("ko"):
        assert words(found) == korean


def test_a_closing_time_of_tomorrow_is_said_to_be():
    hours = {day: [["09:00", "18:00"]] for day in DAYS} | {"fri": [["00:00", "24:00"]], "sat": [["00:00", "13:00"]]}
    with override("en"):
        assert words(state(read_hours(hours), datetime(2026, 9, 18, 14, 0))) == "Open until tomorrow 13:00"
