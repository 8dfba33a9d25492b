"""Made-up providers: each speaks the wire format of a real one, pages like it and refuses like it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from werkzeug import Request, Response

KEY = "ab+/Made/Up+Key0123456789=="
Row = dict[str, object]


def rows(count: int, *, first: int = 1) -> list[Row]:
    return [{"id": f"A{number}", "name": f"지은{number}의원"} for number in range(first, first + count)]


def datago_json(some: Sequence[Row], total: int) -> Response:
    items: object = {"item": some[0] if len(some) == 1 else list(some)} if some else ""
    body = {"header": {"resultCode": "00", "resultMsg": "OK"}, "body": {"items": items, "totalCount": total}}
    return Response(json.dumps({"response": body}, ensure_ascii=False), content_type="application/json")


def datago_xml(some: Sequence[Row], total: int) -> Response:
    items = "".join(f"<item>{fields(row)}</item>" for row in some)
    return Response(
        "<?xml version='1.0' encoding='UTF-8'?><response><header><resultCode>00</resultCode></header>"
        f"<body><items>{items}</items><totalCount>{total}</totalCount></body></response>",
        content_type="application/xml",
    )


def fields(row: Row) -> str:
    return "".join(f"<{name}>{value}</{name}>" for name, value in row.items())


def hub_json(some: Sequence[Row], total: int) -> Response:
    """NEIS and Gyeonggi Data Dream."""
    if not some:
        return Response('{"RESULT":{"CODE":"INFO-200","MESSAGE":"해당하는 데이터가 없습니다."}}')
    head = [{"list_total_count": total}, {"RESULT": {"CODE": "INFO-000", "MESSAGE": "정상 처리되었습니다."}}]
    return Response(json.dumps({"schoolInfo": [{"head": head}, {"row": list(some)}]}, ensure_ascii=False))


def kosis_json(some: Sequence[Row], total: int) -> Response:
    return Response(json.dumps(list(some), ensure_ascii=False))


def kopis_xml(some: Sequence[Row], total: int) -> Response:
    return Response("<dbs>" + "".join(f"<db>{fields(row)}</db>" for row in some) + "</dbs>")


def gateway(code: str, name: str, *, status: int = 200, echo: str = "") -> Response:
    """The data.go.kr gateway's refusal; it may repeat what it was asked."""
    return Response(
        f"<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>{name}{echo}"
        f"</returnAuthMsg><returnReasonCode>{code}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>",
        status=status,
        content_type="text/xml",
    )


@dataclass
class Provider:
    """A provider with these rows, which gives at most `cap` at once. `instead` are answers, by the number of
    the call, that are given in the place of rows; `before` is done before each call."""

    rows: list[Row]
    answer: Callable[[Sequence[Row], int], Response] = datago_json
    names: tuple[str, str, str] = ("serviceKey", "pageNo", "numOfRows")
    cap: int = 1000
    instead: dict[int, Response] = field(default_factory=dict)
    before: Callable[[Provider], None] = lambda self: None
    chosen_by: str = ""
    calls: list[dict[str, str]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def __call__(self, request: Request) -> Response:
        asked = request.args.to_dict()
        self.calls.append(asked)
        self.queries.append(request.query_string.decode())
        self.before(self)
        if len(self.calls) in self.instead:
            return self.instead[len(self.calls)]
        key, page, size = self.names
        if asked.get(key) != KEY:
            return gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR", echo=unquote(request.url))
        some = [row for row in self.rows if not self.chosen_by or row[self.chosen_by] == asked[self.chosen_by]]
        count = min(int(asked.get(size, len(some))), self.cap)
        start = (int(asked.get(page, 1)) - 1) * count
        return self.answer(some[start : start + count], len(some))

    @property
    def pages(self) -> list[int]:
        """The numbers of the pages that were asked for, in order."""
        return [int(call[self.names[1]]) for call in self.calls]
