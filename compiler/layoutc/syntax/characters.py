"""Characters that do not belong: full-width signs where half-width ones are meant, and ones that nobody can see."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from layoutc.findings import Finding
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.limits import MAX_FINDINGS
from layoutc.syntax.scanning import COMMENT, LABEL

# Bidi controls and zero-width characters show a text other than the one that is compiled; controls have no business in a layout.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"  # that look like the half-width one
FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]+")
_MEANT = {
    "　": " ",
    **dict.fromkeys(SPACES, " "),
    "、": ",",
    "。": ".",
    "ー": "-",
    "―": "-",
    "‐": "-",
    "−": "-",
    "–": "-",
    "—": "-",
    "・": ".",
    "／": "-",
}
_QUOTES = "＂“”„‟〝〞〟「」『』"


@cache
def _token() -> re.Pattern[str]:
    """Only a text that is not right is searched for it."""
    return re.compile(
        rf"{LABEL}|{COMMENT}"
        r"|[\u3041-\u3096\u30a1-\u30fa\u3005\u3400-\u9fff\uf900-\ufaff][\u3041-\u30fe\u3005\u3400-\u9fff\uf900-\ufaff]*"
        rf"|(?P<quoted>[{_QUOTES}][^\"\n{_QUOTES}]*(?:[{_QUOTES}]|\"))"
        rf'|(?P<half>"[^"\n{_QUOTES}]*[{_QUOTES}])'
        rf"|(?P<wide>[\uff01-\uff5e\u3000{SPACES}、。ー―‐−–—・]+)"
    )


def meant(text: str) -> str:
    """What to type instead of full-width characters, one for one."""
    return "".join(_MEANT.get(sign) or (chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign) for sign in text)


def all_visible(text: str) -> bool:
    """Whether all but its line ends can be seen: then no sign needs to be looked for that can't."""
    return text.replace("\n", "").isprintable()


def invisible(source: SourceFile) -> Iterator[Finding]:
    for match in islice(INVISIBLE.finditer(source.text), MAX_FINDINGS + 1):
        sign = match.group()
        name = unicodedata.name(sign, "CONTROL CHARACTER")
        place = Place(source, Span(match.start(), match.end()))
        yield Finding(rules.INVISIBLE, place, say.invisible(f"U+{ord(sign):04X} {name}"), say.remove_character())


def half_width(source: SourceFile) -> tuple[str, list[Finding]]:
    """The text with every misplaced full-width sign replaced one for one, so that places stay, and a finding for each."""
    findings: list[Finding] = []
    pieces: list[str] = []
    done = 0
    for match in _token().finditer(source.text):
        if match.lastgroup is None:
            continue
        found = match.group()
        if match.lastgroup == "wide":
            replaced, written, instead = meant(found), found, meant(found)
            spans = [Span(match.start(), match.end())]
        else:
            replaced = f'"{found[1:-1]}"'
            spans = [Span(at, at + 1) for at in (match.start(), match.end() - 1) if source.text[at] != '"']
            written, instead = source.text[spans[0].start], '"'
        findings.extend(
            Finding(rules.FULL_WIDTH, Place(source, span), say.full_width(written), say.type_instead(instead))
            for span in spans[:1]
        )
        pieces += [source.text[done : match.start()], replaced]
        done = match.end()
    return "".join([*pieces, source.text[done:]]), findings
