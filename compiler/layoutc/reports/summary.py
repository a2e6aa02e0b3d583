"""What all findings of a report come to. Institutions and systems that several findings hit count once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce

from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.findings import Finding, Impact, Rule, Severity
from layoutc.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Total:
    """Some findings together: how many, and whom they stop."""

    errors: int
    warnings: int
    impact: Impact

    def counts(self) -> dict[str, int]:
        """findings, procedures, institutions, systems."""
        return {"findings": self.errors + self.warnings, **self.impact.counts()}


def total(findings: Iterable[Finding]) -> Total:
    severities: Counter[Severity] = Counter()
    impacts: set[Impact] = set()
    for finding in findings:
        severities[finding.rule.severity] += 1
        impacts.add(finding.impact)
    return Total(severities[Severity.ERROR], severities[Severity.WARNING], reduce(Impact.union, impacts, Impact()))


def by_rule(findings: Iterable[Finding]) -> dict[str, Total]:
    """Rule id → its findings together, for rules that have any, in order of ids."""
    return {id_: total(group) for id_, group in sorted(findings_by_rule(findings).items())}


def findings_by_rule(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Rule id → its findings, in the order given."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule.id].append(finding)
    return groups


def rules_of(findings: Iterable[Finding], rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that were run, in their order, then those that only the findings name (mistakes of form, say)."""
    known = {rule.id: rule for rule in rules}
    for finding in findings:
        known.setdefault(finding.rule.id, finding.rule)
    return tuple(known.values())


def verdict_counts(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Outcome → number of needed items, for every outcome there is, `ok` first."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    outcomes = sorted(Outcome, key=lambda outcome: outcome is not Outcome.OK)
    return {outcome.value: counts[outcome] for outcome in outcomes}
