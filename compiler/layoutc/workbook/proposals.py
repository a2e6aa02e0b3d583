"""Names and codes for what a workbook leaves without: the same proposal each time, for people to look at."""

import re
from collections.abc import Iterable

from layoutc.catalog.catalog import Catalog

_ROWS = (
    ("あ い う え お", "a i u e o"),
    ("か き く け こ", "ka ki ku ke ko"),
    ("さ し す せ そ", "sa shi su se so"),
    ("た ち つ て と", "ta chi tsu te to"),
    ("な に ぬ ね の", "na ni nu ne no"),
    ("は ひ ふ へ ほ", "ha hi fu he ho"),
    ("ま み む め も", "ma mi mu me mo"),
    ("や ゆ よ", "ya yu yo"),
    ("ら り る れ ろ", "ra ri ru re ro"),
    ("わ を ん", "wa o n"),
    ("が ぎ ぐ げ ご", "ga gi gu ge go"),
    ("ざ じ ず ぜ ぞ", "za ji zu ze zo"),
    ("だ ぢ づ で ど", "da ji zu de do"),
    ("ば び ぶ べ ぼ", "ba bi bu be bo"),
    ("ぱ ぴ ぷ ぺ ぽ", "pa pi pu pe po"),
    ("ゔ ぁ ぃ ぅ ぇ ぉ", "vu a i u e o"),
)
_KANA = {kana: roman for kanas, romans in _ROWS for kana, roman in zip(kanas.split(), romans.split(), strict=True)}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_LONG = 40


def romanised(text: str) -> str | None:
    """Hiragana or katakana → a name in snake_case; None if there is anything else in it."""
    kana = "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヴ" else sign for sign in text)
    out, doubled = "", False
    for sign in kana:
        if sign in "ー・ 　":
            continue
        if sign == "っ":
            doubled = True
            continue
        if sign in _SMALL:
            if not out.endswith("i"):
                return None
            stem = out[:-1]
            out = stem + (_SMALL[sign][1:] if stem.endswith(("sh", "ch", "j")) else _SMALL[sign])
        elif sign in _KANA:
            roman = _KANA[sign]
            out += ("t" if roman.startswith("ch") else roman[0]) + roman if doubled else roman
        else:
            return None
        doubled = False
    return out[:_LONG] or None


def name_for(label: str, reading: str, code: str, place: int, taken: Iterable[str], what: str = "item") -> str:
    """From the reading, else from a label in kana, else from the last figures of the code, else from the place (from 1).

    `what` is item, repeat or record, the word before such a number.
    """
    figures = re.sub("[^0-9]", "", code)
    wished = romanised(reading) if reading else romanised(label)
    name = wished or (f"{what}_{int(figures[-7:])}" if figures else f"{what}_{place}")
    used, free, number = set(taken), name, 1
    while free in used:
        number += 1
        free = f"{name}_{number}"
    return free


def area_number(catalog: Catalog, area: str) -> int:
    """The four figures of an area in placeholder codes: its own if its items have them, else the next that is free."""
    found = {
        name: int(each.code[3:7])
        for name, declared in catalog.areas.items()
        for each in (found.item for found in declared.items())
        if re.fullmatch("TK9[0-9]{13}", each.code)
    }
    return found.get(area) or max(found.values(), default=0) + 1


def placeholder(area: int, record: int, place: int) -> str:
    """TK9, four figures for the area, two for the record, seven for the place in it, in steps of ten."""
    return f"TK9{area % 10_000:04}{record % 100:02}{place * 10 % 10_000_000:07}"
