"""One page asked for: counted against the quota, asked again where that helps, refused in plain words where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from etl.api.codes import Fault, Refusal
from etl.api.envelopes import Page, read_page
from etl.api.http import Answer, Caller, NetworkFailed
from etl.api.keys import plain_key, scrubbed, scrubbed_bytes
from etl.api.quota import SEOUL, Quota, QuotaSpent
from etl.errors import FetchFailed
from etl.source import Api, Provider

# Seconds before the second, third and fourth attempt.
WAITS_S = (2.0, 10.0, 60.0)
# Each provider's names for the key, the number of the page and the rows on one.
PARAMETERS: Mapping[Provider, tuple[str, str, str]] = {
    Provider.DATAGO: ("serviceKey", "pageNo", "numOfRows"),
    Provider.NEIS: ("KEY", "pIndex", "pSize"),
    Provider.GG: ("KEY", "pIndex", "pSize"),
    Provider.KOSIS: ("apiKey", "", ""),
    Provider.SGIS: ("accessToken", "", ""),
}
BY_STATUS: Mapping[int, tuple[Fault, str]] = {
    401: (Fault.SETUP, "the key is not accepted"),
    403: (Fault.SETUP, "the key has no permission for this dataset; each dataset has to be applied for by itself"),
    404: (Fault.SETUP, "there is no such service (any more)"),
    429: (Fault.PASSING, "too many calls at once"),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for pages of one API. `say` tells the operator, `sleep` waits seconds."""

    api: Api
    source_name: str
    key: str
    quota: Quota
    caller: Caller
    say: Callable[[str], None]
    sleep: Callable[[float], None]
    since: datetime | None = None

    def page(self, number: int, chosen: Mapping[str, str]) -> tuple[bytes, Page]:
        """A page's bytes (without the key, should it be echoed) and what is in them.

        QuotaSpent when today's calls are used up, by our count or the provider's; FetchFailed in plain words
        otherwise.
        """
        for wait_s in (*WAITS_S, None):
            try:
                return self._once(number, chosen)
            except FetchFailed as error:
                if isinstance(error, Refusal) and error.fault is Fault.SPENT:
                    self.quota.spend_all()
                    raise QuotaSpent from None
                if wait_s is None or not passes(error):
                    raise FetchFailed(self.in_words(error)) from None
                self.tell(f"{error} Asking again in {wait_s:.0f} s.")
                self.sleep(wait_s)
        raise AssertionError("unreachable")

    def _once(self, number: int, chosen: Mapping[str, str]) -> tuple[bytes, Page]:
        self.quota.take()
        answer = self.caller.get(self.parameters(number, chosen))
        body = scrubbed_bytes(answer.body, self.key)
        refuse_status(Answer(answer.status, body), self.api)
        return body, read_page(body, api=self.api)

    def parameters(self, number: int, chosen: Mapping[str, str]) -> dict[str, str]:
        """The parameters of one call; the client encodes them once."""
        api = self.api
        key_param, page_param, size_param = (
            own or usual
            for own, usual in zip(
                (api.key_param, api.page_param, api.size_param), PARAMETERS[api.provider], strict=True
            )
        )
        asked = {key_param: plain_key(self.key), **api.params, **chosen}
        if is_paged(api):
            asked |= {page_param: str(number), size_param: str(api.page_size)}
        if self.since:
            asked[api.since] = self.since.astimezone(SEOUL).strftime("%Y%m%d%H%M%S")
        return asked

    def in_words(self, error: FetchFailed) -> str:
        """What went wrong, and where the operator can see to it."""
        where = ""
        if isinstance(error, Refusal) and error.fault is Fault.SETUP:
            where = f" The key is GEOPORTAL_KEY_{self.api.key}; the dataset's page: {self.api.page or self.api.url}"
        return scrubbed(f"{self.source_name}: {error}{where}", self.key)

    def tell(self, text: str) -> None:
        """Tell the operator, never the key."""
        self.say(scrubbed(f"{self.source_name}: {text}", self.key))


def is_paged(api: Api) -> bool:
    """Whether the API gives its rows in pages."""
    return api.paged and bool(api.page_param or PARAMETERS[api.provider][1])


def passes(error: FetchFailed) -> bool:
    """Whether it may be well in a minute."""
    return isinstance(error, NetworkFailed) or (isinstance(error, Refusal) and error.fault is Fault.PASSING)


def refuse_status(answer: Answer, api: Api) -> None:
    """Refusal for a status that is no success: by the error in the body, or else by the status itself."""
    if answer.status == 200:
        return
    try:
        read_page(answer.body, api=api)
    except Refusal as error:
        if error.fault is not Fault.BROKEN:
            raise
    if answer.status == 429 and b"quota" in answer.body.lower():
        raise Refusal("The provider says that the quota is used up.", fault=Fault.SPENT, code="HTTP 429")
    fault, meaning = BY_STATUS.get(
        answer.status,
        (Fault.PASSING if answer.status >= 500 else Fault.UNKNOWN, "the provider's server failed or refused"),
    )
    raise Refusal(f"The provider answered HTTP {answer.status}: {meaning}.", fault=fault, code=f"HTTP {answer.status}")
