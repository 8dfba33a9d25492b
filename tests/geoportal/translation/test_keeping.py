"""What a translation must keep: found in whatever an engine answers."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from payloads import PAYLOADS

from geoportal.translation.categories import Refusal
from geoportal.translation.keeping import refusal

SOURCE = "문의 031-257-1841, 참가비 12,000원, 2026-11-29 14:30까지 https://gg.go.kr/a?b=1 에서 신청하세요."


@pytest.mark.parametrize(
    "text",
    [
        "Fee 12,000 won; apply at https://gg.go.kr/a?b=1 by 29.11.2026, 2:30 PM. Call 031-257-1841.",
        "Phí 12.000 won. Gọi 031-257-1841. Đăng ký tại https://gg.go.kr/a?b=1 trước 14:30 ngày 29/11/2026.",
        "Взнос 12\u00a0000 вон, https://gg.go.kr/a?b=1 до 14:30 29.11.2026, тел. 031-257-1841",
        "၀၃၁-၂၅၇-၁၈၄၁ 12,000 https://gg.go.kr/a?b=1 2026 11 29 14:30",
    ],
)
def test_other_orders_separators_and_digits_are_the_same_numbers(text):
    assert refusal(SOURCE, text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Refusal.EMPTY),
        (SOURCE.replace("1841", "1814"), Refusal.CHANGED),
        (SOURCE.replace("031-257-1841", "031-257"), Refusal.CHANGED),
        (SOURCE.replace("12,000", "120,000"), Refusal.CHANGED),
        (SOURCE.replace("2026", "2025"), Refusal.CHANGED),
        (SOURCE.replace("gg.go.kr", "gg.go.kr.evil.example"), Refusal.CHANGED),
        (SOURCE.replace("b=1", "b=2"), Refusal.CHANGED),
        (SOURCE + " 1588-5644", Refusal.CHANGED),
        (SOURCE + " https://evil.example/", Refusal.CHANGED),
        (SOURCE + " a@evil.example", Refusal.CHANGED),
        (SOURCE + " %(name)s", Refusal.CHANGED),
        (SOURCE + " \u202e", Refusal.CONTROLS),
        (SOURCE + " \u2066", Refusal.CONTROLS),
        (SOURCE + " <b>", Refusal.MARKUP),
        (SOURCE + " &quot;", Refusal.MARKUP),
        (SOURCE + " javascript:alert(1)", Refusal.MARKUP),
        (SOURCE * 8, Refusal.LENGTH),
    ],
)
def test_what_changes_the_text_or_the_page_is_refused(text, why):
    assert refusal(SOURCE, text) is why


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_payloads_are_refused_or_are_words(payload):
    """Nearly all are refused; the templates escape what is left, as the browser's test shows."""
    found = refusal("안녕하세요, 어서 오세요.", payload)
    if "<" in payload or "&" in payload or "script:" in payload.lower():
        assert found in (Refusal.MARKUP, Refusal.CONTROLS, Refusal.LENGTH)


PHONES = st.sampled_from(["031-257-1841", "02-120-1234", "1588-5644", "1577-1366", "031-8008-2114", "+82-31-257-1841"])
URLS = st.sampled_from(["https://gg.go.kr/a", "http://www.hikorea.go.kr/x?y=1&z=2", "www.immigration.go.kr/one"])
EMAILS = st.sampled_from(["help@gg.go.kr", "a.b-c@example.org"])
NAMES = st.sampled_from(["%(name)s", "{count}", "{{ place }}"])
NUMBERS = st.integers(32, 99_999_999).map(str)
TOKENS = st.one_of(PHONES, URLS, EMAILS, NAMES, NUMBERS)
WORDS = st.text("가나다라마바사 abcxyzäöüกขคកខគ", min_size=1, max_size=12).map(lambda text: text.strip() or "a")
CHANGES = st.sampled_from(["none", "order", "drop", "add", "swap", "digit", "markup", "turn"])


def written(tokens, words):
    """The tokens with words between them."""
    return " ; ".join(f"{word} {token}" for word, token in zip(words, tokens, strict=True))


@settings(max_examples=1000, deadline=None)
@given(st.data(), st.lists(TOKENS, min_size=1, max_size=6), CHANGES)
def test_no_phone_address_or_number_is_ever_changed(data, tokens, change):
    """1,000 made-up texts and what an engine makes of them: shown only when every token is there as it was."""
    words = [data.draw(WORDS) for _ in tokens]
    at = data.draw(st.integers(0, len(tokens) - 1))
    given_back, around = list(tokens), ""
    if change == "order":
        given_back = data.draw(st.permutations(given_back))
    elif change == "drop":
        given_back.pop(at)
    elif change == "add":
        given_back.append(data.draw(TOKENS))
    elif change == "swap":
        given_back[at] = data.draw(TOKENS)
    elif change == "digit":
        old = given_back[at]
        digits = [place for place, sign in enumerate(old) if sign.isdigit()]
        if digits:
            place = data.draw(st.sampled_from(digits))
            given_back[at] = f"{old[:place]}{(int(old[place]) + 1) % 10}{old[place + 1 :]}"
    elif change == "markup":
        around = data.draw(st.sampled_from(["<b>", "</p>", "&lt;", "<script>", "<img src=x>"]))
    elif change == "turn":
        around = data.draw(st.sampled_from(["\u202e", "\u2066", "\u202b", "\x00"]))
    source = written(tokens, words)
    text = written(given_back, [f"{data.draw(WORDS)}{around}" for _ in given_back])
    shown = refusal(source, text) is None
    if shown:
        assert Counter(given_back) == Counter(tokens)
        assert not around or not given_back
    elif change in ("none", "order"):
        raise AssertionError(f"refused {refusal(source, text)}: {source!r} -> {text!r}")
