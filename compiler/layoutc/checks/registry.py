"""All rules there are, and the run of all checks."""

from collections.abc import Callable, Iterable, Iterator

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.rules import CATALOG_RULES
from layoutc.checks.excess import exposures_without_legal_basis, needs_without_legal_basis, unneeded
from layoutc.checks.needs import check_needs
from layoutc.checks.rules import CHECK_RULES
from layoutc.checks.starts import check_starts, waits
from layoutc.checks.verdicts import Verdict
from layoutc.findings import Finding, Rule
from layoutc.frozen import dataclass
from layoutc.syntax.rules import SYNTAX_RULES

RULES: tuple[Rule, ...] = (*SYNTAX_RULES, *CATALOG_RULES, *CHECK_RULES)

CHECKS: tuple[Callable[[Catalog], Iterator[Finding]], ...] = (
    needs_without_legal_basis,
    unneeded,
    exposures_without_legal_basis,
)


@dataclass(frozen=True, slots=True)
class Checked:
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]


def run_checks(catalog: Catalog) -> Checked:
    """The whole cross-check of a catalog as it stood on one day."""
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    waiting = waits(catalog)
    for verdict, causes in check_needs(catalog, waiting):
        verdicts.append(verdict)
        findings.extend(causes)
    findings.extend(check_starts(catalog, waiting))
    for check in CHECKS:
        findings.extend(check(catalog))
    return Checked(tuple(findings), tuple(verdicts))


def rule(rule_id: str, rules: Iterable[Rule] = RULES) -> Rule | None:
    return next((each for each in rules if each.id == rule_id), None)
