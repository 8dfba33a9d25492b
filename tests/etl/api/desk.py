"""An operator's desk: one API at a made-up provider, and a clock and pauses that are only noted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer

from etl.api.client import Fetched, fetch_pages
from etl.api.http import Http
from etl.readers.api_page import read_api_page
from etl.source import Api
from tests.etl.api.providers import KEY, Provider

HTTP = Http(connect_s=2, whole_s=5, allowed_networks=(ip_network("127.0.0.1/32"),))


@dataclass
class Desk:
    """An operator's desk: one API at a made-up provider, a raw folder, and a clock and pauses that are only noted."""

    server: HTTPServer
    raw: Path
    api: Api
    now: datetime = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    said: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def serve(self, provider: Provider) -> Provider:
        """Put the provider at the API's address."""
        self.server.clear_all_handlers()
        self.server.expect_request("/openapi/list").respond_with_handler(provider)
        return provider

    def fetch(self, *, key: str = KEY, since: datetime | None = None, **changes: Any) -> Fetched:
        """One run, as the feed does it."""
        return fetch_pages(
            replace(self.api, **changes), source_name="made_up", key=key, folder=self.folder, since=since,
            say=self.said.append, http=HTTP, sleep=self.slept.append, now=lambda: self.now,
        )  # fmt: skip

    @property
    def folder(self) -> Path:
        return self.raw / "made_up" / "2026-11-22"

    def ids(self, fetched: Fetched) -> list[str]:
        """The ids in the saved pages, in order."""
        return [row.get("id", "") for path in fetched.files for row in read_api_page(path, api=self.api)]
