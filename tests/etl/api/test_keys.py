"""A key goes out in one spelling and never comes back."""

from urllib.parse import quote

import pytest

from etl.api.keys import fingerprint, plain_key, scrubbed, scrubbed_bytes

KEY = "ab+/Made/Up+Key=="


@pytest.mark.parametrize("stated", [KEY, quote(KEY, safe=""), f" {KEY}\n", f'"{KEY}"', quote(KEY)])
def test_trap_52_both_displayed_forms_are_one_key(stated: str) -> None:
    assert plain_key(stated) == KEY
    assert fingerprint(stated) == fingerprint(KEY)


@pytest.mark.parametrize(
    "form",
    [
        KEY,
        quote(KEY, safe=""),
        quote(KEY, safe="").lower(),
        quote(quote(KEY, safe=""), safe=""),
        KEY.replace("/", "\\/"),
        quote(KEY),
        KEY.replace("+", " "),
        KEY.replace("=", "&#61;").replace("/", "&#x2F;"),
        KEY.replace("=", "\\u003d"),
        quote(KEY, safe="+"),
    ],
)
def test_trap_52_no_form_of_the_key_is_left(form: str) -> None:
    said = f"<requestUrl>https://x.kr/?serviceKey={form}&pageNo=1</requestUrl>"
    assert scrubbed(said, KEY) == "<requestUrl>https://x.kr/?serviceKey=[key]&pageNo=1</requestUrl>"
    assert scrubbed(said, quote(KEY, safe="")) == scrubbed(said, KEY)
    assert scrubbed_bytes(said.encode("cp949"), KEY) == scrubbed(said, KEY).encode("cp949")


def test_without_a_key_nothing_is_hidden() -> None:
    assert (scrubbed("abc", ""), scrubbed_bytes(b"abc", " ")) == ("abc", b"abc")
