"""Every string of the interface, read out of the code and the templates, with the files that hold it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.template import templatize

ROOT: Path = settings.BASE_DIR
PLAIN = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
# What Django writes for each tag of a template; all else of it becomes X.
CALL = re.compile(r"\b(n?p?gettext|_)\(")


class Message(NamedTuple):
    """A string to translate: English, its plural or '', and its context or None."""

    text: str
    plural: str = ""
    context: str | None = None


def collect() -> dict[Message, list[str]]:
    """All of them in the order of their files; the paths are relative to the project."""
    found: dict[Message, list[str]] = {}
    for path in _files():
        name = path.relative_to(ROOT).as_posix()
        read = _of_code if path.suffix == ".py" else _of_template
        for message in read(path.read_text(encoding="utf-8")):
            places = found.setdefault(message, [])
            if name not in places:
                places.append(name)
    return found


def _files() -> list[Path]:
    folder = ROOT / "geoportal"
    code = [path for path in folder.rglob("*.py") if "migrations" not in path.parts]
    texts = [path for kind in ("*.html", "*.txt", "*.xml") for path in folder.rglob(f"templates/**/{kind}")]
    return sorted(code + texts)


def _of_code(source: str) -> Iterator[Message]:
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _message(names.get(node.func.id, ""), node.args)


def _message(function: str, args: list[ast.expr]) -> Iterator[Message]:
    texts = [arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if function in PLAIN and texts:
        yield Message(texts[0])
    elif function in PLURAL and len(texts) == 2:
        yield Message(texts[0], texts[1])
    elif function in CONTEXT and len(texts) == 2:
        yield Message(texts[1], "", texts[0])


def _of_template(source: str) -> Iterator[Message]:
    text = templatize(source)
    for start in CALL.finditer(text):
        call = _call(text, start.end())
        if call:
            yield from _message("gettext" if start[1] == "_" else start[1], call.args)


def _call(text: str, start: int) -> ast.Call | None:
    """The call whose arguments begin there: up to the first bracket that makes it whole."""
    end = start
    while end := text.find(")", end) + 1:
        try:
            node = ast.parse(f"f({text[start:end]}", mode="eval").body
        except SyntaxError:
            continue
        return node if isinstance(node, ast.Call) else None
    return None
