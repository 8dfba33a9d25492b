"""The bytes of an answer, JSON or XML, to one kind of tree: dicts, lists, text and None."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from etl.api.codes import Fault, Refusal

DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
WEB_PAGE = re.compile(r"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|script)\b", re.I | re.S)
TITLE = re.compile(r"<title[^>]*>([^<]{1,80})", re.IGNORECASE)
# KOSIS used to answer errors in JSON without quotation marks around names.
LOOSE_ERROR = re.compile(r"""\{\s*"?err"?\s*:\s*"?(-?\d+)"?\s*,\s*"?errMsg"?\s*:\s*"([^"]*)"\s*\}""")
# The gateway may repeat the request's address in its refusal without escaping it, which is no XML any more.
LOOSE_GATEWAY = re.compile(r"<returnReasonCode>\s*(\d+)\s*</returnReasonCode>")
KOREAN_CODECS = {"euc-kr": "cp949", "euckr": "cp949", "ks_c_5601-1987": "cp949", "ms949": "cp949"}

Tree = Any


def tree_of(body: bytes) -> Tree:
    """The answer as a tree: numbers stay the text they were sent as, an XML element is a dict of its children
    (a list where a name repeats), one without children its text. Refusal (broken) for what is neither."""
    text = decoded(body).strip().lstrip("\ufeff")
    if not text:
        raise broken("The answer is empty.")
    if text[0] in "{[":
        return from_json(text)
    if text[0] != "<" or WEB_PAGE.match(text[:5000]):
        raise broken(f"The answer is {page_named(text)}, not data; the service may be down for maintenance.")
    return from_xml(text)


def broken(message: str) -> Refusal:
    """The refusal for what is no answer at all."""
    return Refusal(message, fault=Fault.BROKEN)


def decoded(body: bytes) -> str:
    """The answer's text, by its byte order mark, its XML declaration, or as UTF-8 or CP949."""
    declared = DECLARED.search(body[:200])
    name = declared[1].decode("ascii").casefold() if declared else ""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        name = "utf-16"
    for codec in (KOREAN_CODECS.get(name, name) or "utf-8-sig", "utf-8-sig", "cp949"):
        try:
            return body.decode(codec)
        except (UnicodeError, LookupError):
            continue
    raise broken("The answer's text is garbled.")


def page_named(text: str) -> str:
    """What an answer that is no data looks like, for the operator."""
    title = TITLE.search(text[:5000])
    if title:
        return f"a web page ({title[1].strip()!r})"
    return "a web page" if text[0] == "<" else f"plain text ({text[:60]!r})"


def from_json(text: str) -> Tree:
    """JSON with numbers as text, just as they were sent."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: "")
    except (ValueError, RecursionError) as error:
        loose = LOOSE_ERROR.fullmatch(text)
        if loose:
            return {"err": loose[1], "errMsg": loose[2]}
        raise broken(f"The answer is cut off or no JSON ({type(error).__name__}).") from error


def from_xml(text: str) -> Tree:
    """XML as `{root: ...}`; entities and outside references are refused."""
    try:
        root = fromstring(text, forbid_dtd=True)
        return {local(root): branch(root)}
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        loose = LOOSE_GATEWAY.search(text[:5000])
        if loose:
            return {"OpenAPI_ServiceResponse": {"cmmMsgHeader": {"returnReasonCode": loose[1]}}}
        raise broken(f"The answer is cut off or no XML ({type(error).__name__}).") from error


def branch(element: Element) -> Tree:
    """One element: its text, or its children by name."""
    if not len(element):
        return (element.text or "").strip()
    children: dict[str, Tree] = {}
    for child in element:
        name, value = local(child), branch(child)
        if name not in children:
            children[name] = value
        elif isinstance(children[name], list):
            children[name].append(value)
        else:
            children[name] = [children[name], value]
    return children


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
