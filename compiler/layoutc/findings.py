"""What a check has to say: rules, findings and what they hit. Data only; reports print it."""

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from layoutc.frozen import dataclass
from layoutc.source import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in both languages, so that neither can be missing."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Example:
    """One file of a small project: `path` below `layouts/`, and the day of the check.

    Or a file of records, where `record` is the part of a layout that it is read against; or cells of a workbook, a line each.
    """

    path: str
    text: str
    day: str = "2017-07-31"
    record: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: its stable id, what it means, one text that breaks it and one that keeps it."""

    id: str
    severity: Severity
    title: Text
    meaning: Text
    bad: Example
    good: Example


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about, by declared names; None where it is about no such thing."""

    area: str | None = None
    provider: str | None = None
    querier: str | None = None
    procedure: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """Whom a finding stops. Sets of names, so that a sum counts nothing twice.

    `procedures` are names, `institutions` names, `systems` (institution, position in it, number of systems).
    """

    procedures: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    systems: frozenset[tuple[str, int, int]] = frozenset()

    def union(self, other: "Impact") -> "Impact":
        return Impact(
            self.procedures | other.procedures,
            self.institutions | other.institutions,
            self.systems | other.systems,
        )

    def counts(self) -> dict[str, int]:
        return {
            "procedures": len(self.procedures),
            "institutions": len(self.institutions),
            "systems": sum(count for _, _, count in self.systems),
        }


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding."""

    place: Place
    message: Text


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    place: Place
    message: Text
    help: Text
    related: tuple[Related, ...] = ()
    subject: Subject = Subject()
    impact: Impact = field(default_factory=Impact)

    @property
    def fingerprint(self) -> str:
        """Stays the same while other lines change: made of the rule and the subject, or else of file and text."""
        from hashlib import sha256

        subject = self.subject
        names = (subject.area, subject.provider, subject.querier, subject.procedure, subject.item)
        about = names if any(names) else (self.place.file.path, self.place.text())
        parts = "\x1f".join((self.rule.id, *(part or "" for part in about)))
        return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file, place and rule; several of one rule at one place in the order of what they relate to."""

    def key(found: Finding) -> tuple[str, int, str, list[tuple[str, int]], str]:
        related = [(each.place.file.path, each.place.span.start) for each in found.related]
        return found.place.file.path, found.place.span.start, found.rule.id, related, found.message.en

    return sorted(findings, key=key)
