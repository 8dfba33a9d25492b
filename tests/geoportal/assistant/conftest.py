"""A few guide pages that the assistant has read, and a model server that answers what a test scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.geoportal.assistant.model_server import ModelServer
from tests.geoportal.guides.conftest import FILES

ASKED = "비자 연장 서류가 뭐예요?"
OUT_OF_SCOPE = [
    ("ko", "김치찌개 끓이는 법 알려 주세요"),
    ("ko", "오늘 날씨 어때요?"),
    ("en", "What is the weather like today?"),
]
DANGERS = [
    ("!fire", "ko", "옆집에서 불길 올라와요 우리 지금 5층이에요"),
    ("!fire", "en", "flames coming out of the kitchen we are stuck upstairs"),
    ("!medical", "en", "his face went crooked and he cannot lift his arm"),
    ("!crime", "en", "a strange man came in and i am hiding in the closet"),
]
_read: dict[tuple[str, bool], Any] = {}


@pytest.fixture
def reading(db, monkeypatch):
    """A function that lets the model read what is published; what was read once is not read again."""
    from geoportal.assistant import embedding, library, services
    from geoportal.assistant.categories import PassageKind
    from geoportal.assistant.reading import Piece

    encoded = embedding._encoded

    def remembered(texts, *, asks):
        new = [text for text in dict.fromkeys(texts) if (text, asks) not in _read]
        _read.update(((text, asks), row) for text, row in zip(new, encoded(new, asks=asks), strict=True))
        return np.array([_read[text, asks] for text in texts], dtype=np.float32).reshape(-1, embedding.DIMENSIONS)

    def read():
        services.store_passages()
        services.read_passages()

    monkeypatch.setattr(embedding, "_encoded", remembered)
    refused = [(code, Piece(PassageKind.ASKS, f"no-{at}", text)) for at, (code, text) in enumerate(OUT_OF_SCOPE)]
    monkeypatch.setattr(services, "out_of_scope", lambda: refused)
    perils = [
        (kind, code, Piece(PassageKind.ASKS, f"danger-{at}", text)) for at, (kind, code, text) in enumerate(DANGERS)
    ]
    monkeypatch.setattr(services, "dangers", lambda: perils)
    library.forget()
    yield read
    library.forget()


@pytest.fixture
def guides(reading, django_capture_on_commit_callbacks):
    """The pages of the guides' own tests, loaded, published and read."""
    from geoportal.guides.loading import load

    with django_capture_on_commit_callbacks(execute=True):
        load(FILES)
    reading()


@pytest.fixture
def guide_page(reading):
    """One page, published and read: far quicker than a load."""
    from wagtail.models import Locale, Page

    from geoportal.guides.models import ProcedurePage

    locale, _made = Locale.objects.get_or_create(language_code="ko")
    page = ProcedurePage(
        title="체류기간 연장하기",
        slug="extend-stay",
        locale=locale,
        summary="체류기간이 끝나기 전에 연장을 신청합니다.",
        questions=[("question", ASKED), ("question", "비자 연장은 언제부터 할 수 있어요?")],
        documents=[("document", {"name": "여권", "note": "원본"}), ("document", {"name": "외국인등록증", "note": ""})],
        steps=[("step", "방문 예약을 합니다."), ("step", "서류를 냅니다.")],
        faq=[("entry", {"question": "대신 갈 수 있어요?", "answer": "상황에 따라 다릅니다. 1345에 물어보세요."})],
        sources=[("source", {"name": "법무부", "url": "https://www.hikorea.go.kr", "checked_on": date(2026, 11, 29)})],
        hotlines=["1345"],
    )
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    root.add_child(instance=page)
    reading()
    return page


@pytest.fixture
def model(settings):
    """The server, and the settings that connect it."""
    server = ModelServer()
    settings.AI_URL, settings.AI_MODEL, settings.AI_KEY = server.url, "scripted", "key-of-the-test"
    settings.AI_WAIT_S = 3.0
    yield server
    server.close()
