"""Whole layout files, right in syntax and form, written as carelessly as people may: every construct of the language, odd spaces,
comments and blank lines wherever the grammar lets a line end, lists broken behind commas, escapes, full-width labels."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from layoutc.syntax.characters import INVISIBLE
from layoutc.syntax.grammar import tables

_KEYWORDS = frozenset(tables()["strings"].values())
_LIKE_KEYWORDS = (
    "keyed",
    "key_2",
    "codes_of",
    "since_when",
    "fortune",
    "from_x",
    "unto",
    "required_by",
    "areas",
    "dayswork",
)
_SIGNS = "課税額ｱア（）、。＃　“” aZ09#{}[](),=.*-'…①👪葛か\u3099\t"
_DATES = ("2018", "2016-07", "2017-07-18", "0001", "2024-02-29")


@dataclass(frozen=True, slots=True)
class Style:
    """How a layout is written. `breaks_in_clauses`: whether a line may end behind a comma of `absent a, b`."""

    draw: st.DrawFn
    line_end: str
    breaks_in_clauses: bool

    def one_of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def sometimes(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def space(self) -> str:
        return self.one_of(" ", " ", "  ", "\t ", "      ")

    def gap(self) -> str:
        """Where no space is needed."""
        return self.one_of("", "", " ", "   ")

    def comment(self) -> str:
        return self.draw(_COMMENTS)

    def end(self) -> str:
        """The end of a line, with what the grammar lets stand between two statements, and the next line's indentation."""
        first = self.gap() + (self.comment() if self.sometimes() else "")
        more = "".join(
            self.line_end + self.gap() + (self.comment() if self.sometimes() else "") + self.gap()
            for _ in range(self.draw(st.sampled_from([0, 0, 0, 1, 2, 3])))
        )
        return first + more + self.line_end + self.gap()

    def words(self, *words: str) -> str:
        return "".join(word + self.space() for word in words[:-1]) + words[-1]

    def listed(self, words: Sequence[str], *, breaks: bool = True) -> str:
        commas = [
            self.gap() + "," + (self.end() if breaks and self.sometimes() else self.gap())
            for _ in range(len(words) - 1)
        ]
        return "".join(word + comma for word, comma in zip(words, [*commas, ""], strict=True))

    def some(self, strategy: st.SearchStrategy[str], most: int = 3) -> str:
        return self.listed(self.draw(st.lists(strategy, min_size=1, max_size=most)))


def _visible(text: str) -> str:
    return INVISIBLE.sub("", text.replace("\r", "").replace("\n", ""))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_ANY_TEXT = st.one_of(st.text(st.sampled_from(_SIGNS + '"\\'), max_size=12), st.text(max_size=6).map(_visible))
_COMMENTS = _ANY_TEXT.map(lambda text: f"#{text}")
NAMES = st.one_of(
    st.sampled_from(_LIKE_KEYWORDS),
    st.from_regex(re.compile(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,9}){0,3}", re.ASCII), fullmatch=True),
).filter(lambda name: name not in _KEYWORDS)
LABELS = _ANY_TEXT.map(lambda text: _quoted(text if text.strip() else f"名{text}"))
_PATHS = st.builds(
    lambda names, all_of: ".".join(names) + (".*" if all_of else ""),
    st.lists(NAMES, min_size=1, max_size=4),
    st.booleans(),
)
_CODE_DIGITS = st.from_regex(re.compile(r"[0-9]{14}", re.ASCII), fullmatch=True)
_VALUES = st.from_regex(re.compile(r"[0-9A-Z]{1,20}", re.ASCII), fullmatch=True)


def _clauses(style: Style, *allowed: str) -> str:
    chosen = style.draw(st.lists(st.sampled_from(allowed), unique=True, max_size=len(allowed))) if allowed else []
    return "".join(style.space() + _clause(style, keyword) for keyword in chosen)


def _clause(style: Style, keyword: str) -> str:
    match keyword:
        case "required":
            return keyword
        case "since" | "until":
            return style.words(keyword, style.one_of(*_DATES))
        case "absent":
            reasons = style.draw(st.lists(NAMES, min_size=1, max_size=3))
            return keyword + style.space() + style.listed(reasons, breaks=style.breaks_in_clauses)
        case _:
            return keyword + style.gap() + style.draw(LABELS)


def _type(style: Style) -> str:
    name = style.one_of("text", "yen", "digits", "decimal", "date", "code", "flag", "fiscal_year")
    arguments = {
        "text": ("4000",),
        "yen": ("12", "signed"),
        "digits": (f"1{style.gap()}..{style.gap()}20",),
        "decimal": ("5", "2", "signed"),
        "date": ("partial",),
        "code": (style.draw(NAMES),),
    }.get(name)
    if not arguments:
        return name
    inner = (style.gap() + "," + style.gap()).join(arguments)
    return f"{name}{style.gap()}({style.gap()}{inner}{style.gap()})"


def _item(style: Style, _depth: int) -> str:
    key = "key" + style.space() if style.sometimes() else ""
    words = style.words(style.draw(NAMES), "TK" + style.draw(_CODE_DIGITS), _type(style), style.draw(LABELS))
    allowed = ("required", "absent", "unit", "reading", "since", "until", "basis", "note")
    return key + words + _clauses(style, *allowed) + style.end()


def _repeat(style: Style, depth: int) -> str:
    bounds = style.one_of("3", "0..20", "1 .. *", "0  ..5")
    words = ("repeat", style.draw(NAMES), "TK" + style.draw(_CODE_DIGITS))
    header = f"{style.words(*words)}{style.gap()}[{style.gap()}{bounds}{style.gap()}]{style.gap()}{style.draw(LABELS)}"
    header += _clauses(style, "reading", "since", "until", "basis", "note")
    return _block(style, header, _item, *([_repeat] if depth < 3 else []), depth=depth + 1)


def _value(style: Style, _depth: int) -> str:
    written = style.draw(_VALUES) + style.gap() + style.draw(LABELS)
    return written + _clauses(style, "since", "until", "note") + style.end()


def _line(style: Style, _depth: int) -> str:
    return _path_list(style) + _clauses(style, "since", "until") + style.end()


def _path_list(style: Style) -> str:
    less = style.space() + "except" + style.space() + style.some(_PATHS) if style.sometimes() else ""
    return style.some(_PATHS, most=6) + less


def _set(style: Style, _depth: int) -> str:
    equals = style.gap() + "=" + (style.gap() if style.sometimes() else style.end())
    return style.words("set", style.draw(NAMES), style.draw(LABELS)) + equals + _path_list(style) + style.end()


def _expose(style: Style, _depth: int) -> str:
    header = style.words("expose", "to", "") + style.some(NAMES, 4) + style.space() + style.words("for", "")
    header += style.some(NAMES, 6)
    header += style.space() + style.words("from", "") + style.some(NAMES) if style.sometimes() else ""
    return _block(style, header + _clauses(style, "since", "until"), _line)


def _record(style: Style, _depth: int) -> str:
    header = style.words("record", style.draw(NAMES), style.draw(LABELS)) + _clauses(style, "since", "until")
    return _block(style, header, _item, _item, _repeat, lines=_properties(style, "register", "basis", "note"))


def _properties(style: Style, *allowed: str) -> list[str]:
    chosen = style.draw(st.lists(st.sampled_from(allowed), unique=True, max_size=4))
    if "register" in chosen:
        chosen.append("register")
    return [_property(style, keyword) + style.end() for keyword in chosen]


def _property(style: Style, keyword: str) -> str:
    match keyword:
        case "code":
            return style.words(keyword, "TM" + style.draw(_CODE_DIGITS))
        case "ministry":
            return style.words(keyword, style.draw(NAMES))
        case "provider":
            return style.words(keyword, style.some(NAMES, 9))
        case "register":
            deadline = style.one_of(
                "same_day",
                "next_business_day",
                "within 2 business_days",
                "within 8 days",
                "monthly at month_end",
                "monthly by 15 of next_month",
                "yearly by 07-01",
                "undecided",
            )
            return style.words(keyword, *deadline.split())
        case "retain":
            return style.words(keyword, *style.one_of("5 fiscal_years", "10 years", "18 months", "current").split())
        case _:
            return keyword + style.gap() + style.draw(LABELS)


Member = Callable[[Style, int], str]


def _block(style: Style, header: str, *members: Member, depth: int = 0, lines: Sequence[str] = ()) -> str:
    chosen = style.draw(st.lists(st.sampled_from(members), max_size=4))
    first = style.gap() if style.sometimes() else style.end()
    inner = "".join((*lines, *(member(style, depth) for member in chosen)))
    return header + style.gap() + "{" + first + inner + "}" + style.end()


def _area(style: Style) -> str:
    header = style.words("area", style.draw(NAMES), style.draw(LABELS)) + _clauses(style, "since", "until")
    lines = _properties(style, "code", "ministry", "provider", "law", "register", "retain", "basis", "note")
    return _block(style, header, _record, _set, _expose, lines=lines)


def _codes(style: Style) -> str:
    header = style.words("codes", style.draw(NAMES), style.draw(LABELS))
    return _block(style, header, _value, lines=_properties(style, "basis", "note"))


@st.composite
def layouts(draw: st.DrawFn, *, breaks_in_clauses: bool = True) -> str:
    """The text of a file that `parse` reads without a finding; names need not resolve."""
    style = Style(draw, draw(st.sampled_from(["\n", "\n", "\r\n"])), breaks_in_clauses)
    start = style.end() if style.sometimes() else ""
    declarations = draw(st.lists(st.sampled_from([_area, _area, _codes]), max_size=3))
    text = start + "".join(declaration(style) for declaration in declarations)
    return text.rstrip() if style.sometimes() else text
