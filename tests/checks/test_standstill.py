"""Which procedures can't run, who waits, and the fewest changes."""

from pathlib import Path

from layoutc.reports.report import Report
from tests.projects import base_text, checked, over_base

LAYOUT, REGISTRY, NEEDS = "areas/local_tax.layout", "registry/registry.yaml", "needs/nhi_society.yaml"
EXPOSED = "    income.tax_year, income.total_income\n"


def run(folder: Path, **changed: str) -> Report:
    return checked(over_base(folder, {path.replace("__", "/"): text for path, text in changed.items()}))


def lacking(folder: Path, registry: str, procedures: str, needs: str) -> Report:
    layout = (
        base_text(LAYOUT).replace(EXPOSED, "    income.tax_year\n").replace("for nhi_benefit {", f"for {procedures} {{")
    )
    return checked(over_base(folder, {LAYOUT: layout, REGISTRY: registry, NEEDS: needs}))


TWO = base_text(REGISTRY).replace(
    "institutions:\n",
    '  nhi_premium:\n    label: 保険料の徴収\n    queriers: [nhi_society]\n    law: 国民健康保険法\n    rows: ["42"]\ninstitutions:\n',
)


def test_nothing_stands_still_in_the_base_project(tmp_path: Path) -> None:
    report = checked(over_base(tmp_path, {}))
    assert (report.standstills, report.fixes) == ((), ())


def test_a_line_that_serves_two_procedures_is_one_change_that_helps_both(tmp_path: Path) -> None:
    entry = base_text(NEEDS).split("  nhi_benefit:\n")[1]
    needs = f"{base_text(NEEDS)}  nhi_premium:\n{entry}"
    report = lacking(tmp_path, TWO, "nhi_benefit, nhi_premium", needs)
    [fix] = [each for each in report.fixes if each.rule == "need.not-exposed"]
    missing = {found.subject.item for found in report.findings if found.rule.id == fix.rule}
    assert (fix.path, fix.lines) == ("layouts/areas/local_tax.layout", len(missing))
    assert fix.findings == 2 * len(missing)
    assert fix.impact.counts() == {"procedures": 2, "institutions": 1, "systems": 1}


def test_a_querier_stands_with_its_procedures_and_counts_its_systems_once(tmp_path: Path) -> None:
    entry = base_text(NEEDS).split("  nhi_benefit:\n")[1]
    report = lacking(tmp_path, TWO, "nhi_benefit, nhi_premium", f"{base_text(NEEDS)}  nhi_premium:\n{entry}")
    [stopped] = report.standstills
    assert stopped.querier == "nhi_society"
    assert {each.procedure for each in stopped.procedures} == {"nhi_benefit", "nhi_premium"}
    assert {each.worst.value for each in stopped.procedures} == {"not_exposed"}
    assert stopped.impact.counts() == {"procedures": 2, "institutions": 1, "systems": 1}


def test_one_fallback_is_fewer_than_two_deadlines(tmp_path: Path) -> None:
    """Two records with deadlines of their own, one need that both fail."""
    layout = base_text(LAYOUT).replace("    key tax_year", "    register yearly by 07-01\n    key tax_year", 1)
    other = (
        '  record other "その他" {\n    register yearly by 08-01\n'
        '    key seq TK90000000000301 int(2) "連番"\n  }\n\n  expose to'
    )
    layout = layout.replace("  expose to", other, 1).replace(EXPOSED, f"{EXPOSED}    other.seq\n")
    needs = (
        "querier: nhi_society\nprocedures:\n  nhi_benefit:\n    needs:\n      - area: local_tax\n"
        "        items: [income.tax_year, income.total_income, other.seq]\n        why: 判定\n        cite: 法\n"
        "        at_most: 3 days old\n"
    )
    report = checked(over_base(tmp_path, {LAYOUT: layout, NEEDS: needs}))
    [fix] = [each for each in report.fixes if each.rule == "need.stale"]
    assert fix.findings == 3
    assert (fix.path, fix.lines) == ("layouts/areas/local_tax.layout", 2)


def test_a_selection_of_rules_weighs_only_their_verdicts(tmp_path: Path) -> None:
    from layoutc import project
    from tests.projects import DAY

    layout = base_text(LAYOUT).replace(EXPOSED, "    income.tax_year\n")
    loaded = project.load(over_base(tmp_path, {LAYOUT: layout}))
    chosen = project.check(loaded, DAY, project.Selection(rules=frozenset(["need.stale"])))
    assert (chosen.findings, chosen.standstills) == ((), ())


def test_what_could_not_be_read_is_not_said_to_stand_still(tmp_path: Path) -> None:
    report = checked(over_base(tmp_path, {LAYOUT: base_text(LAYOUT).replace("  ministry  mic", "  minstry  mic")}))
    assert {verdict.outcome.value for verdict in report.verdicts} == {"unknown"}
    assert report.standstills == ()
