"""One page of an API's answer: rows and total out of each provider's envelope, or what it refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from etl.api.codes import DATAGO_NAMES, has_rows, plain_code
from etl.api.trees import Tree, broken, tree_of
from etl.source import Api

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one answer by the API's own names of fields; `total` is how many there are on all pages,
    None when the answer does not say."""

    rows: list[Row]
    total: int | None


def read_page(body: bytes, *, api: Api) -> Page:
    """The page in an answer's bytes. "No data" is a page without rows; everything else that is no page of rows
    raises Refusal, which says what is to be done."""
    tree = tree_of(body)
    if isinstance(tree, list):
        return Page(rows_of(tree), None)
    root = root_of(tree)
    stated = stated_result(tree, root)
    if stated and not has_rows(*stated, provider=api.provider):
        return Page([], 0)
    found = at_path(root, api.rows.split("/")) if api.rows else usual_rows(root)
    if found is None and stated is None:
        raise broken(f"The answer has neither rows nor a result code (it has: {', '.join(list(tree)[:5])}).")
    rows = rows_of(found)
    refuse_error_row(rows, api)
    total = stated_total(root)
    return Page(rows, total if total is None or total >= len(rows) else None)


def root_of(tree: Mapping[str, Tree]) -> Mapping[str, Tree]:
    """What the envelope holds: below its single outer name (`response`, a service's name), if it has one."""
    inner = next(iter(tree.values())) if len(tree) == 1 else None
    if inner == "":
        return {}
    if isinstance(inner, list) and any(isinstance(part, dict) and {"head", "row"} & set(part) for part in inner):
        return merged(inner)
    return inner if isinstance(inner, dict) else tree


def merged(value: Tree) -> dict[str, Tree]:
    """`[{"a": 1}, {"b": 2}]` as one dict, as NEIS and Gyeonggi split theirs; a dict as it is; nothing as {}."""
    if isinstance(value, dict):
        return value
    parts = value if isinstance(value, list) else []
    return {name: inner for part in parts if isinstance(part, dict) for name, inner in part.items()}


def stated_result(tree: Mapping[str, Tree], root: Mapping[str, Tree]) -> tuple[str, str] | None:
    """The code and message of the answer, wherever its provider puts them; None when there is none."""
    gateway = root.get("cmmMsgHeader")
    if isinstance(gateway, dict):
        return gateway_result(gateway)
    if "RESULT" in tree and root is tree["RESULT"]:
        return text(root.get("CODE")), text(root.get("MESSAGE"))
    result = merged(root.get("head")).get("RESULT") or root.get("RESULT")
    if isinstance(result, dict):
        return text(result.get("CODE")), text(result.get("MESSAGE"))
    for part in (merged(root.get("header")), root):
        for code, message in (("resultCode", "resultMsg"), ("err", "errMsg"), ("errCd", "errMsg")):
            if code in part:
                return text(part[code]), text(part.get(message))
    return None


def gateway_result(header: Mapping[str, Tree]) -> tuple[str, str]:
    """The data.go.kr gateway's refusal. Which of its two texts is the constant and which the sentence has
    changed over time; without a number the constant tells. It is never a success."""
    said = [text(header.get(name)) for name in ("returnAuthMsg", "errMsg")]
    named = [plain_code(one) for one in said if plain_code(one) in DATAGO_NAMES.values()]
    number = plain_code(text(header.get("returnReasonCode")))
    code = number if number not in ("", "0") else (named[0] if named else "99")
    return code, ", ".join(one for one in said if one)


def usual_rows(root: Mapping[str, Tree]) -> Tree | None:
    """Where most answers have their rows: `body.items`, `row` (NEIS, Gyeonggi) or `result` (SGIS)."""
    body = root.get("body")
    if isinstance(body, dict):
        return body.get("items") or ""
    return next((root[name] for name in ("row", "result", "items") if name in root), None)


def at_path(root: Tree, names: list[str]) -> Tree | None:
    """What lies at a path of names below the root; None when the path breaks off, "" where it ends in nothing."""
    for name in names:
        if not root:
            return ""
        if not isinstance(root, dict) or name not in root:
            return None
        root = root[name]
    return "" if root is None else root


def rows_of(found: Tree) -> list[Row]:
    """Rows out of a list, one object, `{"item": ...}`, or nothing (None, "", {}), as text."""
    if isinstance(found, dict) and set(found) == {"item"}:
        return rows_of(found["item"])
    if isinstance(found, dict):
        return [{name: text(value) for name, value in found.items()}] if found else []
    if isinstance(found, list):
        return [row for one in found if one not in ("", None, {}) for row in rows_of(one)]
    if text(found):
        raise broken(f"Where rows should be there is text ({text(found)[:60]!r}).")
    return []


def text(value: Tree) -> str:
    """A value as the text it would have in a CSV; nothing is "", and what is no plain value stays JSON."""
    if isinstance(value, str):
        return value.strip()
    if value in (None, {}, []):
        return ""
    return json.dumps(value, ensure_ascii=False)


def stated_total(root: Mapping[str, Tree]) -> int | None:
    """How many rows there are on all pages, where the answer says so."""
    for part in (merged(root.get("body")), root, merged(root.get("head"))):
        for name in ("totalCount", "list_total_count"):
            stated = text(part.get(name))
            if stated.isascii() and stated.isdigit():
                return int(stated)
    return None


def refuse_error_row(rows: list[Row], api: Api) -> None:
    """Refusal for a provider that puts its error where a row should be (KOPIS: `returncode`, `errmsg`)."""
    if len(rows) == 1 and {"returncode", "errmsg"} <= set(rows[0]):
        has_rows(plain_code(rows[0]["errmsg"]), rows[0]["errmsg"], provider=api.provider)
