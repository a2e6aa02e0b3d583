"""UTF-8 or CP932, the Shift_JIS of Japanese Windows: decided by the first bytes that tell, and kept for the rest of the file."""

import re
from dataclasses import dataclass

from layoutc.messages import csv_records as say_csv
from layoutc.records import rules
from layoutc.records.rows import Fault

UTF_8, CP932 = "utf-8", "cp932"
_HALF_KANA = re.compile("[\x00-\x7f\uff61-\uff9f]*")
# What Python makes of bytes to which CP932 gives no character, or only one of this machine (外字).
_NO_CHARACTER = re.compile("[\x80-\xa0\ue000-\uf8ff]")


@dataclass(slots=True)
class Decoder:
    """`codec` is None as long as all was ASCII. A person may have `named` it: then nothing else is thought likely."""

    codec: str | None = None
    named: bool = False

    def decode(self, raw: bytes) -> str | Fault:
        if raw.isascii():
            return raw.decode("ascii")
        of_row = self.codec if self.named else likely(raw)
        codec = self.codec = self.codec or of_row
        if codec is None:
            return Fault(rules.ENCODING, (), say_csv.no_encoding(), say_csv.save_as_csv_utf8())
        if of_row not in (codec, None):
            return Fault(rules.ENCODING, (), say_csv.other_encoding(codec, of_row), say_csv.save_as_csv_utf8())
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError as error:
            return Fault(rules.ENCODING, (), say_csv.not_encoded(codec, error.start + 1), say_csv.save_as_csv_utf8())
        if codec == CP932 and (found := _NO_CHARACTER.search(text)):
            code = found[0].encode(CP932).hex().upper()
            return Fault(rules.ENCODING, (), say_csv.user_defined(code), say_csv.replace_user_defined())
        return text


def likely(raw: bytes) -> str | None:
    """The codec of bytes that are not ASCII; None if both refuse them.

    Some are right in both. Then UTF-8 is more likely, for its pattern is narrow; except where all that CP932 sees is half-width
    katakana and UTF-8 letters of Western Europe: the latter are rare in Japan.
    """
    utf_8, cp932 = _decodes(raw, UTF_8), _decodes(raw, CP932)
    if utf_8 and cp932:
        western = max(raw.decode(UTF_8)) <= "\u07ff"
        return CP932 if western and _HALF_KANA.fullmatch(raw.decode(CP932)) else UTF_8
    return UTF_8 if utf_8 else CP932 if cp932 else None


def _decodes(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
