"""Guides' segments through wagtail-localize's own kind of string."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from wagtail_localize.strings import StringValue

from geoportal.translation.localize_machine import Machine, with_tags, without_tags

pytestmark = pytest.mark.django_db(transaction=True)
KO, ZH = SimpleNamespace(language_code="ko"), SimpleNamespace(language_code="zh-hans")


def test_segments_come_back_with_their_own_tags(google):
    plain, linked = StringValue("90일 안에 신고 &amp; 등록"), StringValue('<b>꼭</b> <a id="a1">하이코리아</a>에서')
    found = Machine({}).translate(KO, ZH, [plain, linked])
    assert found[plain].data == "90x xx xx &amp; xx"
    assert found[linked].data == '<b>x</b> <a id="a1">xxxxx</a>xx'
    (asked,) = google.asked
    assert sorted(asked.contents) == ["90일 안에 신고 & 등록", "{t0}꼭{t1} {t2}하이코리아{t3}에서"]
    assert asked.target_language_code == "zh-CN"


def test_a_segment_whose_tags_are_lost_or_moved_stays_untranslated(google):
    linked = StringValue('<b>꼭</b> <a id="a1">하이코리아</a>에서')
    google.fault = lambda texts: ["{t1}x{t0} {t2}y{t3}"] * len(texts)
    assert Machine({}).translate(KO, ZH, [linked]) == {}
    assert with_tags("a {t0}b", ["<b>", "</b>"]) is None
    assert with_tags("<i>{t0}b{t1}", ["<b>", "</b>"]) == "&lt;i&gt;<b>b</b>"
    assert without_tags("a < b".replace("<", "&lt;")) == ("a < b", [])


def test_it_offers_itself_only_with_an_engine(google, translator):
    assert Machine({}).can_translate(KO, ZH)
    assert not Machine({}).can_translate(KO, KO)
    translator(ENGINE="")
    assert not Machine({}).can_translate(KO, ZH)
