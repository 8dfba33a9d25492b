"""What the checks let through, and what they stop."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geoportal.translation.checks import Code, Term, check, errors_of

RIGHT = [
    ("수수료는 3만 원입니다. 2026년 2월 12일부터 1345에 전화하세요.",
     "The fee is 30,000 won. From 12 February 2026, call 1345.", "en"),
    ("수수료는 3만 5천 원입니다.", "The fee is KRW 35,000.", "en"),
    ("수수료는 30만원입니다.", "手续费为30万韩元。", "zh-Hans"),
    ("수수료는 30만원입니다.", "Lệ phí là 300.000 won.", "vi"),
    ("수수료는 30만원입니다.", "Сбор составляет 300 000 вон (300 тыс.).", "ru"),
    ("평일 오전 9시~오후 6시", "Weekdays 9 a.m. to 6 p.m.", "en"),
    ("평일 오전 9시~오후 6시", "Các ngày thứ 2 đến thứ 6, 9:00–18:00", "vi"),
    ("09:00~18:00", "9 a.m.–6 p.m.", "en"),
    ("평일 07시부터 22시까지", "Weekdays from 7:00 to 22:00", "en"),
    ("오후 12시 30분", "12:30 p.m.", "en"),
    ("1년 안에 하세요", "Do it within a year", "en"),
    ("6개월 이상 4년 10개월까지", "От 6 месяцев до 4 лет и 10 месяцев", "ru"),
    ("14일 안에", "१४ दिनभित्र", "ne"),
    ("한 달 안에", "Within 1 month", "en"),
    ("4개월 전", "four months before", "en"),
    ("3명", "три человека", "ru"),
    ("2명", "ពីរនាក់", "km"),
    ("1차 접종", "First dose", "en"),
    ("체류자격 E-9, F-6 소지자", "Holders of E-9 and F-6 status", "en"),
    ("다누리콜센터 1577-1366", "Danuri Helpline 1577-1366", "en"),
    ("전화 031-257-1841", "Тел. 031-257-1841", "ru"),
    ("[체류지 변경](guide:report-a-new-address)을 보세요", "See [change of address](guide:report-a-new-address)", "en"),
    ("**14일** 안에", "Within **14 days**", "en"),
    ("외국인등록증을 가져가세요", "Bring your residence card (외국인등록증).", "en"),
    ("‘방문예약’을 누르세요", "Press ‘방문예약’ (book a visit).", "en"),
    ("2월 28일까지", "до 28 февраля", "ru"),
    ("2월 28일까지", "ภายในวันที่ 28 กุมภาพันธ์", "th"),
    ("2026-02-12부터", "from 12/02/2026", "vi"),
    ("15세~18세", "15–18 years", "en"),
    ("24시간 365일", "24 hours, 365 days", "en"),
    ("50% 이상", "50 % or more", "en"),
    ("1.5배", "1,5 раза", "ru"),
    ("%(count)s개", "%(count)s items", "en"),
    ("https://www.hikorea.go.kr 에서 하세요.", "Do it at https://www.hikorea.go.kr.", "en"),
    ("도움받기", "ជំនួយ\u200bភាសា", "km"),
    ("E-9", "E-9", "ru"),
    ("모두 3만 3천 명입니다", "33,000 people in all", "en"),
    ("모두 3만 3천 명입니다", "សរុប 3 ម៉ឺន 3 ពាន់នាក់", "km"),
    ("모두 3만 3천 명입니다", "共3万3千人", "zh-Hans"),
    ("1인당 국민총소득", "gross national income per head", "en"),
    ("**내용증명**을 보냅니다", "Send an **내용증명** (certified letter).", "en"),
]  # fmt: skip

WRONG = [
    ("수수료는 3만 원입니다.", "The fee is 35,000 won.", "en", Code.AMOUNT),
    ("수수료는 3만 원입니다.", "手续费为30万韩元。", "zh-Hans", Code.AMOUNT),
    ("1345에 전화하세요", "Call 1,345", "en", Code.PHONE),
    ("1345에 전화하세요", "Call 1344", "en", Code.PHONE),
    ("전화 031-257-1841", "Tel. 031-257-1842", "en", Code.PHONE),
    ("신청하세요", "Call 010-1234-5678", "en", Code.PHONE),
    ("14일 안에", "Within 15 days", "en", Code.DATE),
    ("10월 1일", "1 November", "en", Code.DATE),
    ("2026-02-12", "2026-02-13", "en", Code.NUMBER),
    ("오후 6시까지", "until 7 p.m.", "en", Code.NUMBER),
    ("신청하세요", "Apply within 3 days", "en", Code.ADDED),
    ("체류자격 E-9", "Status E-7", "en", Code.CODE),
    ("링크 https://a.kr/b", "Link https://a.kr/c", "en", Code.LINK),
    ("[가](guide:a)", "[a](guide:b)", "en", Code.LINK),
    ("안녕", "javascript:alert(1)", "en", Code.LINK),
    ("문의 a@b.kr", "Ask c@b.kr", "en", Code.LINK),
    ("%(count)s개", "%(n)s", "en", Code.PLACEHOLDER),
    ("안녕 {name}", "Hello", "en", Code.PLACEHOLDER),
    ("안녕", "<script>alert(1)</script>hello", "en", Code.MARKUP),
    ("안녕", "hello &lt;b&gt;", "en", Code.MARKUP),
    ("**가** 나", "**a b", "en", Code.MARKUP),
    ("안녕", "hi \u202egnp", "en", Code.CONTROLS),
    ("안녕", "hi \x00", "en", Code.CONTROLS),
    ("안녕", "hi\u200b", "en", Code.CONTROLS),
    ("안녕", "hi \U000e0041", "en", Code.CONTROLS),
    ("신청서를 내세요", "신청서를 내세요", "en", Code.HANGUL),
    ("신청서를 내세요", "Submit 신청서 now", "en", Code.HANGUL),
    ("[가](guide:a)", "[가](guide:a)", "en", Code.HANGUL),
    ("신청서", "  ", "en", Code.EMPTY),
    ("신청서", "x" * 200, "en", Code.LONG),
    ("14일", "១៤ ថ្ងៃ", "km", Code.DIGITS),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "language"), RIGHT)
def test_a_right_translation_has_no_errors(source, text, language):
    assert errors_of(check(source, text, language=language)) == []


@pytest.mark.parametrize(("source", "text", "language", "code"), WRONG)
def test_a_wrong_translation_is_stopped(source, text, language, code):
    found = check(source, text, language=language)
    assert code in [finding.code for finding in errors_of(found)], found
    assert all(finding.message for finding in found)


def test_warnings_do_not_stop():
    found = check("수수료는 **30,000원**입니다.", "The fee is 30,000.", language="en")
    assert [finding.code for finding in found] == [Code.BOLD, Code.CURRENCY]
    assert errors_of(found) == []


def test_a_text_may_be_no_longer_than_its_field():
    assert [f.code for f in check("제목", "A title", language="en", longest=5)] == [Code.LONG]


TERMS = (
    Term("의왕시", "义王市", ("义王", "義王市")),
    Term("양주시", "杨州市"),
    Term("남양주시", "南杨州市"),
    Term("사업장 변경", "смена места работы", ("смен* мест* работы",)),
    Term("보증금", "deposit", (), is_fixed=False),
)


@pytest.mark.parametrize(
    ("source", "text", "codes"),
    [
        ("의왕시에 삽니다", "住在義王市", []),
        ("의왕시에 삽니다", "住在义旺市", [Code.TERM]),
        ("남양주시", "南杨州市", []),
        ("사업장변경을 하세요", "Оформите смену места работы", []),
        ("사업장 변경을 하세요", "Смените завод", [Code.TERM]),
        ("보증금", "security", [Code.WORDING]),
    ],
)
def test_glossary(source, text, codes):
    assert [f.code for f in check(source, text, language="xx", terms=TERMS)] == codes


# --- whatever an engine answers, what is not a word stays (promises.md W4) -------------------------

phones = st.builds("0{}-{}-{}".format, st.integers(2, 64), st.integers(200, 9999), st.integers(1000, 9999))
urls = st.builds(
    "https://{}.go.kr/{}".format, st.from_regex(r"[a-z]{2,9}", fullmatch=True), st.from_regex(r"[a-z0-9/]{0,9}[a-z]",
                                                                                             fullmatch=True)
)  # fmt: skip
amounts = st.integers(1_000, 9_000_000).map("{:,}".format)
spoils = st.sampled_from(["phone", "url", "amount", "script", "bidi", "placeholder", "extra", "drop"])


@settings(max_examples=1000, deadline=None)
@given(phones, urls, amounts, spoils, st.integers(1, 9))
def test_a_spoilt_answer_never_passes(phone, url, amount, spoil, by):
    source = f"전화 {phone}, 주소 {url} , 수수료 {amount}원, {{name}} 님"
    right = f"Phone {phone}, address {url} , fee {amount} won, {{name}}"
    assert errors_of(check(source, right, language="en")) == []
    digits = re.sub(r"\D", "", amount)
    spoilt = {
        "phone": right.replace(phone, phone[:-1] + str((int(phone[-1]) + by) % 10)),
        "url": right.replace(url, url + "x"),
        "amount": right.replace(amount, f"{int(digits) + by:,}"),
        "script": right + "<script>alert(1)</script>",
        "bidi": "\u202e" + right,
        "placeholder": right.replace("{name}", "{user}"),
        "extra": right + " 070-7777-7777",
        "drop": right.replace(phone, ""),
    }[spoil]
    assert errors_of(check(source, spoilt, language="en"))


@settings(max_examples=500, deadline=None)
@example("9" * 40 + "원", "9" * 40, "zh-Hans")
@given(st.text(), st.text(), st.sampled_from(["en", "zh-Hans", "vi", "ru", "th", "km", "my", "ur", "xx"]))
def test_no_text_breaks_a_check(source, text, language):
    for finding in check(source, text, language=language):
        assert finding.message


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("이사한 날부터 14일 안에 신고합니다.", "이사한 날부터 14일 안에 알려요.", None),
        ("이사한 날부터 14일 안에 신고합니다.", "이사한 날부터 15일 안에 알려요.", Code.DATE),
        ("이사한 날부터 14일 안에 신고합니다.", "이사하면 빨리 알려요.", Code.DATE),
        ("수수료는 60,000원입니다.", "60,000원을 내요.", None),
        ("수수료는 60,000원입니다.", "6만 원을 내요.", None),
        ("수수료는 60,000원입니다.", "60,000을 내요.", Code.CURRENCY),
        ("수수료는 60,000원입니다.", "6천 원을 내요.", Code.AMOUNT),
        ("1345에 전화하세요.", "전화해서 물어보세요.", Code.PHONE),
        ("1345에 전화하세요.", "1345나 1350에 물어보세요.", Code.ADDED),
        ("031-120에 전화하세요.", "031-121에 물어보세요.", Code.PHONE),
        ("E-9 근로자", "E-7으로 일하는 사람", Code.CODE),
        ("1년 안에 돌아옵니다.", "그 일은 빨리 해요.", Code.DATE),
        ("[연장](guide:extend-your-stay)하세요.", "[늘리기](guide:extend-your-stay)를 보세요.", None),
        ("[연장](guide:extend-your-stay)하세요.", "늘리기를 보세요.", Code.LINK),
        ("**미리** 받습니다.", "미리 받아요.", Code.BOLD),
        ("%(name)s에 갑니다.", "거기에 가요.", Code.PLACEHOLDER),
        ("체류기간을 연장합니다.", "비자 기간을 늘려요.\u202e", Code.CONTROLS),
    ],
)
def test_easy_korean_may_be_hangul_and_must_keep_all_else(source, text, code):
    for language in ("ko-x-easy", "ko-easy"):
        found = [finding.code for finding in check(source, text, language=language)]
        assert (code in found) if code else (found == []), found
