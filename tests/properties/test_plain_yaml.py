"""plain_yaml.py and libyaml read alike: the same data at the same places, or it is left to libyaml."""

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from layoutc.source import SourceFile
from layoutc.syntax import documents, plain_yaml
from layoutc.syntax.nodes import Mapping, Node
from tests.trying import examples

if TYPE_CHECKING:
    from layoutc.findings import Finding

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
_law = settings(deadline=None, max_examples=examples(150), suppress_health_check=list(HealthCheck))
_TEXTS = (
    "国民健康保険組合",
    "a b",
    "10",
    "0010",
    "-1",
    "true",
    "~",
    "a:b",
    "a#b",
    "a, b",
    "👪 x",
    "it's",
    "2017-07",
    "ー",
)
_PIECES = [
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "#",
    " # x",
    ": ",
    ":",
    "- ",
    "-",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\t",
    "|",
    ">",
    "&a ",
    "*a",
    "!x ",
    "?",
    "%",
    "---\n",
    "...",
    "\r",
    "\\",
    "\u2028",
    "\ufeff",
    "\x85",
    "\x00",
    "null",
    "<<",
    "key: ",
]


def by_libyaml(text: str) -> Node | None:
    """None where it is refused, or anything is found wrong with it."""
    findings: list[Finding] = []
    try:
        root = documents._compose(SourceFile("layouts/needs/a.yaml", text), findings)
    except documents._Unreadable:
        return None
    return None if findings else root


def alike(text: str) -> bool:
    found = plain_yaml.compose(text)
    return found is None or found == by_libyaml(text)


def test_the_corpus_is_plain_and_reads_alike() -> None:
    for folder in ("registry", "law", "needs"):
        for path in sorted(LAYOUTS.joinpath(folder).glob("*.yaml")):
            text = path.read_text("utf-8")
            found = plain_yaml.compose(text)
            assert isinstance(found, Mapping), path.name
            assert found == by_libyaml(text), path.name


@st.composite
def documents_of(draw: st.DrawFn) -> str:
    """A text of lines as registries and needs have them, mostly right."""
    lines = [draw(st.sampled_from(["", "# comment\n", "\n"]))]

    def value() -> str:
        plain = draw(st.sampled_from(_TEXTS))
        return draw(st.sampled_from([plain, f'"{plain}"', f"[{plain}, b]", f"{{k: {plain}, l: [x, y]}}", "[]", "{}"]))

    def end() -> str:
        return draw(st.sampled_from(["\n", "\n", "\n", "  # 注記\n", "\n\n", "\n   # c\n"]))

    def block(indent: int, depth: int) -> None:
        dash = depth > 0 and draw(st.booleans())
        for number in range(draw(st.integers(1, 3))):
            margin = " " * indent
            inner = draw(st.integers(0, 4)) if depth < 3 else 0
            if dash and inner == 1:
                lines.append(f"{margin}- first: {value()}{end()}{margin}  second: {value()}{end()}")
            elif dash:
                lines.append(f"{margin}- {value()}{end()}")
            elif inner in (1, 2):
                lines.append(f"{margin}key{number}:{end()}")
                block(indent + draw(st.sampled_from([2, 2, 2, 0, 1, 4])), depth + 1)
            else:
                lines.append(f"{margin}key{number}: {value()}{end()}")

    block(0, 0)
    text = "".join(lines)
    return text.rstrip("\n") if draw(st.booleans()) else text


@_law
@given(documents_of())
def test_documents_read_alike(text: str) -> None:
    assert alike(text)


@_law
@given(documents_of(), st.data())
def test_damaged_documents_read_alike(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        end = min(end, start + data.draw(st.sampled_from([0, 0, 1, 2, 5, 40])))
        text = text[:start] + data.draw(st.sampled_from(_PIECES)) + text[end:]
    assert alike(text)


@_law
@given(st.lists(st.sampled_from([*_PIECES, *_TEXTS, "a", "b: ", "  ", "\n"]), max_size=14).map("".join))
@example("a:\n- b\n")
@example("a: b\n c\n")
@example("a: [b, c: d]\n")
@example("a: x\na: y\n")
@example('"a": b\n')
@example("- a\n")
@example("a:\n")
@example("a: b: c\n")
def test_any_text_reads_alike(text: str) -> None:
    assert alike(text)
