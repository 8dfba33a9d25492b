"""Opening hours read minute by minute, written apart from the portal's own reading, to hold it against."""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# The public holidays from December 2025 to February 2027, written down by hand: what the law names, substitute days
# by its article 3 (Seollal and Chuseok only for a Sunday, the others for a Saturday too), and the local elections.
WRITTEN = """
    2025-12-25 2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-03-01 2026-03-02 2026-05-01 2026-05-05 2026-05-24
    2026-05-25 2026-06-03 2026-06-06 2026-07-17 2026-08-15 2026-08-17 2026-09-24 2026-09-25 2026-09-26 2026-10-03
    2026-10-05 2026-10-09 2026-12-25 2027-01-01 2027-02-06 2027-02-07 2027-02-08 2027-02-09
"""
HOLIDAYS = {date.fromisoformat(day) for day in WRITTEN.split()}

WEEKS = {
    "clinic": {
        **{day: [["09:00", "12:30"], ["13:30", "18:00"]] for day in WEEKDAYS[:5]},
        "sat": [["09:00", "13:00"]],
        "sun": [],
        "holiday": None,
    },
    "night pharmacy": {day: [["18:30", "25:30"]] for day in [*WEEKDAYS, "holiday"]},
    "emergency room": {day: [["00:00", "24:00"]] for day in [*WEEKDAYS, "holiday"]},
    "bar": {"fri": [["20:00", "29:00"]], "sat": [["20:00", "48:00"]], "sun": None, "mon": [], "holiday": []},
    "duty roster": {
        **{day: [["10:00", "19:00"]] for day in WEEKDAYS},
        "holiday": [["10:00", "15:00"]],
        "exceptions": {
            "2026-09-25": [], "2026-09-26": None, "2026-02-17": [["22:00", "30:00"]],
            "2026-12-31": [["10:00", "24:30"]], "2026-02-30": [["00:00", "24:00"]], "soon": [],
        },
    },
    "nonsense": {
        "mon": [["18:00", "09:00"]], "tue": [["9:00", "18:00"]], "wed": "09:00-18:00", "thu": [["09:00"]],
        "fri": [["09:00", "12:00"], ["11:00", "18:00"]], "sat": [["24:00", "25:00"]], "sun": [["09:60", "10:00"]],
        "holiday": [["09:00", "10:00", "11:00"]],
    },
}  # fmt: skip


def minute_of(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def stated_on(hours: dict, day: date) -> list[list[int]] | None:
    """Opening and closing minutes of a day, None when unknown or nonsense."""
    said = hours.get("exceptions", {})
    spans = said[str(day)] if str(day) in said else hours.get("holiday" if day in HOLIDAYS else WEEKDAYS[day.weekday()])
    if type(spans) is not list:
        return None
    found = []
    for span in spans:
        if len(span) != 2 or any(len(one) != 5 or int(one[3:]) > 59 for one in span):
            return None
        opens, closes = minute_of(span[0]), minute_of(span[1])
        if not opens < closes <= 2880 or opens >= 1440:
            return None
        found.append([opens, closes])
    return found


def painted(hours: dict, day: date) -> str:
    """A letter for each minute of the day: y(es), n(o), u(nknown)."""
    today, before = stated_on(hours, day), stated_on(hours, day - timedelta(days=1))
    letters = ["u" if today is None else "n"] * 1440
    for opens, closes in today or []:
        for minute in range(opens, min(closes, 1440)):
            letters[minute] = "y"
    for opens, closes in before or []:
        for minute in range(max(opens - 1440, 0), closes - 1440):
            letters[minute] = "y"
    return "".join(letters)
