import json
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import from_json
from wcwidth import wcwidth

from layoutc.columns import display_width
from layoutc.reports.printable import cut, json_text, printable

from .strategies import as_json, characters, tried


def test_nothing_unseen_is_printed() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            assert printable(character) != character, hex(ord(character))
            assert printable(character).isascii()


def test_what_is_printed_has_a_width() -> None:
    for character in map(chr, range(0x20000)):
        assert printable(character) != character or wcwidth(character) >= 0, hex(ord(character))


def test_what_people_write_is_left_alone() -> None:
    written = "地方税関係情報　（平成29年7月）ｱｲｳ が\u3099 é 𠮷 😀 \ue000 ~ \\"
    assert printable(written) == written


@tried
@given(st.text(characters), st.integers(1, 40))
def test_cut_text_fits_and_begins_the_same(text: str, width: int) -> None:
    shown = cut(printable(text), width)
    assert display_width(shown) <= width
    assert shown == printable(text) or (shown.endswith("…") and printable(text).startswith(shown[:-1]))


@tried
@given(st.text(characters))
def test_json_says_the_same_with_nothing_unseen(text: str) -> None:
    written = json_text({text: [text]})
    assert json.loads(written) == {as_json(text): [as_json(text)]}
    assert from_json(written) == json.loads(written)  # a reader that takes no lone surrogate
    assert all(printable(line) == line for line in written.split("\n"))
    written.encode("utf-8")


def test_json_holds_no_lone_surrogate() -> None:
    written = json_text({"path": "a\ud800\u202e\U000e0001漢"})
    assert written == '{\n  "path": "a\\\\ud800\\u202e\\udb40\\udc01漢"\n}\n'
    assert from_json(written) == {"path": "a\\ud800\u202e\U000e0001漢"}
