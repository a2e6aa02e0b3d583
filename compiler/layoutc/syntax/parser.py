"""Layout text → tree. A correct file goes through lark at full speed; a broken one is read again by recovery.py."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from lark import Lark
from lark.exceptions import UnexpectedInput

from layoutc.findings import Finding
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.builder import Builder
from layoutc.syntax.characters import INVISIBLE, half_width, invisible
from layoutc.syntax.forms import forms
from layoutc.syntax.limits import bounded
from layoutc.syntax.recovery import recover
from layoutc.syntax.tree import Declaration, Type

MAX_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """The declarations that could be read, and everything that was wrong with the text.

    `lost` are the words of lines that could not be read: what they declare is not to be called undeclared elsewhere.
    """

    source: SourceFile
    declarations: tuple[Declaration, ...]
    findings: tuple[Finding, ...]
    lost: frozenset[str] = frozenset()


@cache
def grammar() -> Lark:
    text = files("layoutc.syntax").joinpath("layout.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", start=["start", "type"], transformer=Builder(), maybe_placeholders=False)


def _read(text: str) -> list[Declaration]:
    return cast("list[Declaration]", grammar().parse(text, start="start"))  # Builder makes it


def parse(source: SourceFile) -> Parsed:
    """Reads a whole file; every mistake is a finding, nothing is raised."""
    if len(source.text) > MAX_CHARACTERS:
        place = Place(source, Span(0, 0))
        too_long = Finding(rules.LIMIT, place, say.too_long(len(source.text), MAX_CHARACTERS), say.split_the_file())
        return Parsed(source, (), (too_long,))
    findings = list(invisible(source)) if INVISIBLE.search(source.text) else []
    lost: frozenset[str] = frozenset()
    try:
        declarations: list[Declaration] = _read(source.text + "\n")
    except UnexpectedInput:
        text, misplaced = half_width(source)
        text = INVISIBLE.sub(" ", text)
        recovered = recover(grammar(), source, text + "\n", misplaced)
        declarations, lost = recovered.declarations, recovered.lost
        findings += recovered.findings
    return Parsed(source, tuple(declarations), bounded(source, [*findings, *forms(source, declarations)]), lost)


def parse_type(text: str) -> Type | None:
    """A type as an item has it, `yen(12, signed)`; None if the text is none."""
    try:
        kind: object = grammar().parse(text, start="type")
    except UnexpectedInput:
        return None
    return kind if isinstance(kind, Type) else None
