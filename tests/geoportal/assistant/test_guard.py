"""What a model may say of some sources, and what it may not: nothing that they do not hold."""

from __future__ import annotations

import time

import pytest

from geoportal.assistant import facts
from geoportal.assistant.categories import Fault
from geoportal.assistant.guard import fault_of
from geoportal.assistant.material import Material
from geoportal.assistant.sentences import MOST_SENTENCES, Reader, Sentence

SOURCES = {
    one.id: one
    for one in (
        Material(
            "p1",
            "Extend your stay\nApply at the immigration office from 4 months before your permission ends. "
            "The fee is 60,000 won. Bring your passport and residence card.",
            "extend-your-stay",
        ),
        Material(
            "p2",
            "체류 기간 연장\n체류 기간이 끝나기 4개월 전부터 출입국·외국인관서에서 신청하세요. "
            "수수료는 60,000원입니다. 여권과 외국인등록증을 가져가세요. E-9 비자는 고용주 확인이 필요합니다.",
            "extend-your-stay",
        ),
        Material("h1", "1345\nImmigration Contact Center\nAnswers in 20 languages, on weekdays 09:00-22:00"),
        Material(
            "t1",
            "Maesan Clinic\n매산의원\nClinic\n420 m away, open until 18:00\nSuwon-si\n"
            "경기도 수원시 팔달구 매산로 12\n031-000-1234",
        ),
    )
}
TRUE = [
    ("en", "p1", "Apply at the immigration office from 4 months before your permission ends."),
    ("en", "p1", "The fee is 60,000 won, and you bring your passport and residence card."),
    ("en", "h1", "Call 1345 on weekdays between 09:00 and 22:00."),
    ("en", "t1", "The nearest one is Maesan Clinic in Suwon-si, 420 m away; its number is 031-000-1234."),
    ("ko", "p2", "체류 기간이 끝나기 4개월 전부터 출입국·외국인관서에서 신청할 수 있습니다."),
    ("ko", "p2", "수수료는 60,000원이고 여권과 외국인등록증이 필요합니다."),
    ("vi", "p1", "Hãy nộp đơn tại cơ quan xuất nhập cảnh từ 4 tháng trước khi hết hạn; lệ phí là 60.000 won."),
    ("zh-hans", "p1", "请在居留期限结束前4个月起到出入境机关申请，手续费为60,000韩元。"),
    ("ru", "p1", "Подайте заявление за 4 месяца до окончания срока; сбор — 60 000 вон."),
    ("th", "p1", "ยื่นคำขอได้ตั้งแต่ 4 เดือนก่อนหมดอายุ ค่าธรรมเนียม 60,000 วอน"),
    ("ne", "p1", "अनुमति सकिनुभन्दा ४ महिना अगाडि आवेदन दिनुहोस्, शुल्क ६०,००० वन हो।"),
    ("my", "p1", "ခွင့်ပြုချက် မကုန်မီ ၄ လ အလိုတွင် လျှောက်ထားပါ။"),
    ("km", "p1", "សូមដាក់ពាក្យ ៤ ខែ មុនពេលផុតកំណត់ ដោយយកលិខិតឆ្លងដែនមក។"),
    ("uz", "p1", "Muddat tugashidan 4 oy oldin ariza bering va pasportingizni olib boring."),
    ("mn", "p1", "Хугацаа дуусахаас 4 сарын өмнөөс өргөдөл өгч болно."),
    ("fil", "p1", "Mag-apply mula 4 buwan bago matapos ang iyong permiso; dalhin ang pasaporte."),
    ("id", "p1", "Ajukan mulai 4 bulan sebelum izin Anda berakhir dan bawa paspor."),
    ("ja", "p1", "許可が終わる4か月前から申請でき、手数料は60,000ウォンです。"),
    ("ur", "p1", "اجازت ختم ہونے سے 4 ماہ پہلے درخواست دیں۔"),
    ("bn", "p1", "মেয়াদ শেষ হওয়ার ৪ মাস আগে থেকে আবেদন করুন।"),
]
FALSE = [
    (Fault.UNKNOWN_SOURCE, "en", "p9", "Apply at the immigration office."),
    (Fault.NO_SOURCE, "en", "", "Apply at the immigration office."),
    (Fault.LENGTH, "en", "p1", "Yes."),
    (Fault.LENGTH, "en", "p1", "Apply at the immigration office. " * 20),
    (Fault.NUMBER, "en", "p1", "Apply at the immigration office from 5 months before."),
    (Fault.NUMBER, "en", "p1", "The fee is 4 won."),
    (Fault.NUMBER, "en", "p1", "Apply within 60,000 days."),
    (Fault.NUMBER, "en", "p1", "Bring your passport two weeks before."),
    (Fault.NUMBER, "en", "h1", "Call 02-1345-6789 now for help."),
    (Fault.NUMBER, "en", "h1", "Call ０２-１３４５-６７８９ now for help."),
    (Fault.NUMBER, "en", "t1", "Its number is 031-1234-000."),
    (Fault.NUMBER, "ko", "p2", "E-7 비자는 고용주 확인이 필요합니다."),
    (Fault.NUMBER, "zh-hans", "p1", "手续费为三十万韩元。"),
    (Fault.NUMBER, "ru", "p1", "Сбор — пятьдесят тысяч вон."),
    (Fault.NUMBER, "th", "p1", "ค่าธรรมเนียม ๕๐ วอน"),
    (Fault.NUMBER, "ko", "p2", "세 달 전부터 신청하세요."),
    (Fault.SIGNS, "en", "h1", "Call ②②② for help now."),
    (Fault.SIGNS, "en", "h1", "Call 1\ufe0f\u20e33\ufe0f\u20e3 for help now."),
    (Fault.SIGNS, "en", "p1", "Apply at the office \u202emoc.live now."),
    (Fault.SIGNS, "en", "p1", "Apply at e\u200bvil.com now."),
    (Fault.SIGNS, "en", "p1", "Apply at the office\U000e0041\U000e0042 now."),
    (Fault.LINK, "en", "p1", "Visit http://evil.example/x for help."),
    (Fault.LINK, "en", "p1", "See evil.com for the form."),
    (Fault.LINK, "en", "p1", "See evil。com for the form."),
    (Fault.LINK, "en", "p1", "See evil dot com for the form."),
    (Fault.LINK, "en", "p1", "See hxxps://evil for the form."),
    (Fault.LINK, "en", "p1", "Write to help@evil.com for the form."),
    (Fault.LINK, "en", "p1", "Message us on Telegram for quick help."),
    (Fault.LINK, "ko", "p2", "카카오톡으로 여권 사진을 보내세요."),
    (Fault.MARKUP, "en", "p1", "<b>Apply</b> at the immigration office."),
    (Fault.MARKUP, "en", "p1", "Apply at the [immigration office](x)."),
    (Fault.PERSONAL, "en", "p1", "The residence card is 900101-5123456."),
    (Fault.PROMPT, "en", "p1", "You write short answers for the foreign residents."),
    (Fault.PROMPT, "en", "p1", "WW91IHdyaXRlIHNob3J0IGFuc3dlcnM= is the text."),
    (Fault.PROMPT, "en", "p1", "Passage p1 says to apply."),
    (Fault.DECIDES, "en", "p1", "Your application will be approved."),
    (Fault.DECIDES, "ko", "p2", "당신은 연장 자격이 있습니다."),
    (Fault.DECIDES, "vi", "p1", "Bạn đủ điều kiện gia hạn."),
    (Fault.DECIDES, "ru", "p1", "Вы имеете право на продление."),
    (Fault.LANGUAGE, "ko", "p2", "Apply at the immigration office."),
    (Fault.NAME, "en", "p1", "Go to the office in Busan with your passport."),
    (Fault.NAME, "en", "p1", "Ask Mister Kim at the Hello Office about it."),
    (Fault.NAME, "ko", "p2", "부산출입국사무소에서 신청하세요."),
    (Fault.NAME, "ru", "p1", "Поезжайте в Пусан с паспортом."),
    (Fault.NAME, "zh-hans", "p1", "请去釜山办理手续。"),
    (Fault.NAME, "th", "p1", "ไปที่ปูซานพร้อมหนังสือเดินทาง"),
    (Fault.UNSUPPORTED, "en", "p1", "The moon is made of cheese and dogs love it."),
    (Fault.UNSUPPORTED, "en", "p1", "Stop taking your medicine."),
    (Fault.UNSUPPORTED, "vi", "p1", "Hãy đưa hộ chiếu của bạn cho người lạ ở góc phố."),
]


@pytest.mark.parametrize(("language", "source", "text"), TRUE)
def test_what_the_source_says_is_shown(language, source, text):
    assert fault_of(Sentence(text, (source,)), SOURCES, language) is None


@pytest.mark.parametrize(("fault", "language", "source", "text"), FALSE)
def test_what_it_does_not_say_is_not(fault, language, source, text):
    assert fault_of(Sentence(text, (source,) if source else ()), SOURCES, language) is fault


def test_sentences_are_read_out_of_any_text():
    text = (
        'Sure {x: "\n```json\n{"sentences": [{"text": "a \\"{b}\\" c", "sources": ["p1", "p1"]}, {"text": 1,'
        ' "sources": []},{'
        '"sources": [], "text": "d"}]}\n``` {"text": "e"} {"text": "f", "sources": ["h1"], "more": 1} {"text": "g"'
    )
    whole = [Sentence('a "{b}" c', ("p1",)), Sentence("d", ())]
    for size in (1, 3, 1000):
        reader = Reader()
        assert [one for at in range(0, len(text), size) for one in reader.read(text[at : at + size])] == whole


def test_a_flood_is_not_kept():
    reader = Reader()
    assert list(reader.read('{"text": "' + "x" * 100_000)) == []
    assert len(reader.open) <= 2001
    one = '{"text": "abc", "sources": []}'
    assert len(list(Reader().read(one * 100))) == MOST_SENTENCES


@pytest.mark.parametrize("piece", ["a", "1.", ".", "a-", "@", "1 ", "a.", "(. "])
def test_long_texts_are_looked_through_at_once(piece):
    text = piece * 50_000
    began = time.monotonic()
    said = facts.comparable(text[:400])
    list(facts.numbers(said))
    for pattern in (facts.LINK, facts.SPELLED_LINK, facts.HANDLE, facts.RUN, facts.CODE):
        pattern.findall(said)
    assert time.monotonic() - began < 1
    assert fault_of(Sentence(text, ("p1",)), SOURCES, "en") is Fault.LENGTH
