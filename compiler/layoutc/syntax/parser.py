"""Layout text → tree. A right text goes through reader.py at full speed; a broken one is read again by recovery.py."""

import re
from typing import Any

from layoutc.findings import Finding
from layoutc.frozen import dataclass
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.characters import INVISIBLE, all_visible, half_width, invisible
from layoutc.syntax.forms import forms
from layoutc.syntax.grammar import lark
from layoutc.syntax.limits import bounded
from layoutc.syntax.reader import read
from layoutc.syntax.tree import Declaration, Type

MAX_CHARACTERS = 4_000_000
_DECLARED = re.compile(r"^[ \t]*(?:area|codes)[ \t]+([a-z][a-z0-9_]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The declarations that could be read, and everything that was wrong with the text.

    `lost` are the words of lines that could not be read: what they declare is not to be called undeclared elsewhere.
    """

    source: SourceFile
    declarations: tuple[Declaration, ...]
    findings: tuple[Finding, ...]
    lost: frozenset[str] = frozenset()


def parse(source: SourceFile) -> Parsed:
    """Reads a whole file; every mistake is a finding, nothing is raised."""
    if len(source.text) > MAX_CHARACTERS:
        place = Place(source, Span(0, 0))
        too_long = Finding(rules.LIMIT, place, say.too_long(len(source.text), MAX_CHARACTERS), say.split_the_file())
        return Parsed(source, (), (too_long,), frozenset(_DECLARED.findall(source.text)))
    findings = [] if all_visible(source.text) else list(invisible(source))
    lost: frozenset[str] = frozenset()
    declarations: list[Declaration] | None = _right(source.text + "\n", "start")
    as_written = declarations is not None
    if declarations is None:
        from layoutc.syntax.recovery import recover

        text, misplaced = half_width(source)
        text = INVISIBLE.sub(" ", text)
        recovered = recover(lark(), source, text + "\n", misplaced)
        declarations, lost = recovered.declarations, recovered.lost
        findings += recovered.findings
    findings += forms(source, declarations, as_written=as_written)
    return Parsed(source, tuple(declarations), bounded(source, findings), lost)


def parse_type(text: str) -> Type | None:
    """A type as an item has it, `yen(12, signed)`; None if the text is none."""
    kind: Type | None = _right(text, "type")
    return kind


def _right(text: str, start: str) -> Any:
    """What the rule makes of a right text; None if it is not right. What reader.py leaves open lark decides."""
    found = read(text, start)
    if found is not None:
        return found
    from lark.exceptions import UnexpectedInput

    try:
        return lark().parse(text, start=start)
    except UnexpectedInput:
        return None
