"""HIRA's details of institutions (의료기관별상세정보서비스, 02 세부정보): attributes for the one of the same code.

The table has no addresses and no positions, so its rows are no places of their own: they belong to the rows
of the hospital and pharmacy lists with the same 암호화요양기호.
"""

from __future__ import annotations

from etl.clean.hours import is_clear_break, is_known, says_closed, take_week

KEY = "암호화요양기호"
WORDS = {"mon": "월", "tue": "화", "wed": "수", "thu": "목", "fri": "금", "sat": "토", "sun": "일"}
OPENS = {day: f"진료시작시간_{word}요일" for day, word in WORDS.items()}
CLOSES = {day: f"진료종료시간_{word}요일" for day, word in WORDS.items()}
CLOSED = {"sun": "휴진안내_일요일", "holiday": "휴진안내_공휴일"}
LUNCH = {**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "점심시간_평일"), "sat": "점심시간_토요일"}
EMERGENCY = {"emergency_by_day": "응급실_주간_운영여부", "emergency_by_night": "응급실_야간_운영여부"}
YES_NO = {"Y": True, "N": False}


def details(row: dict[str, str]) -> dict[str, object]:
    """Opening hours (`etl.clean.hours`), whether there is an emergency room by day and by night, the notes on days off.

    Times are numbers of Excel (900.0), breaks are texts (`12:30~13:30`, `없음`). What was understood is popped;
    the rest is left in the row to be counted.
    """
    notes = {day: row.pop(column, "") for day, column in CLOSED.items()}
    breaks = {day: row.get(column, "") for day, column in LUNCH.items()}
    for column in set(LUNCH.values()):
        if is_clear_break(row.get(column, "")):
            row.pop(column, None)
    closed = {day for day, text in notes.items() if says_closed(text)}
    week = take_week(row, opens=OPENS, closes=CLOSES, closed=closed, lunch=breaks).week
    stated: dict[str, object] = {"hours": week} if is_known(week) else {}
    answers = {name: YES_NO.get(row.pop(column, "")) for name, column in EMERGENCY.items()}
    stated |= {name: answer for name, answer in answers.items() if answer is not None}
    return stated | {f"closed_{day}_ko": text for day, text in notes.items() if text}
