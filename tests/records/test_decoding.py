"""Which of the two encodings a file is in, decided by the bytes."""

import pytest

from layoutc.records.readers.decoding import CP932, UTF_8, Decoder, likely
from layoutc.records.rows import Fault


@pytest.mark.parametrize("text", ["課税年度", "①髙～", "ﾃｽﾄ,ﾔﾏﾀﾞ ﾀﾛｳ", "総所得金額（円）", "表示ソ能", "ー", "ﾂ･"])
def test_text_of_japanese_windows_is_known(text: str) -> None:
    assert likely(text.encode(CP932)) == CP932


@pytest.mark.parametrize("text", ["課税年度", "①髙～", "𠮷", "ﾃｽﾄ", "－", "ー", "é漢", "ﾂ･"])
def test_utf_8_is_known(text: str) -> None:
    assert likely(text.encode()) == UTF_8


def test_bytes_that_are_right_in_both_are_read_as_what_japan_writes() -> None:
    assert likely(b"\xc2\xa5") == CP932  # ﾂ･, or ¥ in UTF-8
    assert likely("竅".encode()) == UTF_8


def test_the_first_bytes_that_tell_decide_for_the_file() -> None:
    decoder = Decoder()
    assert decoder.decode(b"TK00000000000010") == "TK00000000000010"
    assert decoder.codec is None
    assert decoder.decode("続柄".encode(CP932)) == "続柄"
    assert decoder.codec == CP932
    assert isinstance(decoder.decode("続柄あ".encode()), Fault)
    assert decoder.decode("氏名".encode(CP932)) == "氏名"


@pytest.mark.parametrize("raw", [b"\xf0\x40", b"\xf9\xfc", b"\x80", b"\xa0", b"\xfd", b"\xfe", b"\xff"])
def test_what_is_no_character_elsewhere_is_refused(raw: bytes) -> None:
    found = Decoder(CP932, named=True).decode(b"\x82\xa0" + raw)
    assert isinstance(found, Fault)
    assert found.rule.id == "record.encoding"


def test_bytes_of_neither() -> None:
    found = Decoder().decode(b"\xff\xff")
    assert isinstance(found, Fault)
    assert found.rule.id == "record.encoding"


def test_an_encoding_that_was_named_is_kept() -> None:
    found = Decoder(UTF_8, named=True).decode("続柄".encode(CP932))
    assert isinstance(found, Fault)
    assert "UTF-8" in found.message.en
