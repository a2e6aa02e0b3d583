"""How many mistakes of one file are told: enough to mend it, and never so many that a broken file stalls a run."""

from collections.abc import Sequence

from layoutc.findings import Finding, in_reading_order
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules

MAX_FINDINGS = 1000


def too_many(source: SourceFile) -> Finding:
    return Finding(rules.LIMIT, Place(source, Span(0, 0)), say.too_many(MAX_FINDINGS), say.fix_the_first())


def bounded(source: SourceFile, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings; of more than the limit the first ones, and one that says so."""
    if len(findings) <= MAX_FINDINGS:
        return tuple(findings)
    others = in_reading_order([found for found in findings if found.rule is not rules.LIMIT])
    return (*others[:MAX_FINDINGS], too_many(source))
