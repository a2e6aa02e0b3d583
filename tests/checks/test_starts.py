"""Who has started the exchange on a day, and who waits for whom."""

from datetime import date
from pathlib import Path

import pytest

from layoutc.checks.registry import Checked, run_checks
from layoutc.findings import Finding
from tests.catalog.texts import REGISTRY, catalog
from tests.projects import checked, over_base

DAY = date(2017, 7, 31)
SYSTEM = "      - name: 国保システム\n"
TWO = "      - name: 国保システム\n      - {name: 新システム, count: 3}\n"


def run(starts: str, systems: str = SYSTEM, day: date = DAY) -> Checked:
    return run_checks(catalog((REGISTRY, SYSTEM, f"{systems}{starts}")).at(day))


def starts(*entries: str) -> str:
    return "starts:\n" + "".join(f"  - {{{each}}}\n" for each in entries)


def outcomes(ran: Checked) -> set[str]:
    return {verdict.outcome for verdict in ran.verdicts}


def waiting(ran: Checked) -> list[Finding]:
    return [each for each in ran.findings if each.rule.id in ("need.not-started", "need.unknown")]


PROVIDER = 'kinds: [municipality], start: "2017-07"'
QUERIER = 'kinds: [nhi_society], start: "2017-07"'


def test_where_no_start_is_declared_nothing_waits() -> None:
    assert waiting(run("")) == []


def test_on_the_day_of_the_start_nothing_waits_and_on_the_day_before_all_do() -> None:
    assert waiting(run(starts(PROVIDER, QUERIER))) == []
    late = run(starts(QUERIER, 'kinds: [municipality], start: "2017-08-01"'))
    assert outcomes(late) == {"not_started"}
    assert outcomes(run(starts(QUERIER, 'kinds: [municipality], start: "2017-08-01"'), day=date(2017, 8, 1))) == {"ok"}


@pytest.mark.parametrize("day", [date(2017, 7, 31), date(2099, 1, 1)])
def test_an_undecided_start_has_not_come_on_any_day(day: date) -> None:
    assert outcomes(run(starts(QUERIER, "kinds: [municipality], start: undecided"), day=day)) == {"not_started"}


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2017, 6, 30), "not_started"),
        (date(2017, 7, 1), "unknown"),
        (date(2018, 2, 28), "unknown"),
        (date(2018, 3, 1), "ok"),
    ],
)
def test_a_start_between_two_days_is_unknown_between_them(day: date, outcome: str) -> None:
    between = 'kinds: [municipality], start: {earliest: "2017-07", latest: "2018-03"}'
    assert outcomes(run(starts(between, 'kinds: [nhi_society], start: "2017"'), day=day)) == {outcome}


def test_a_kind_that_declares_no_start_among_others_is_unknown() -> None:
    ran = run(starts(QUERIER))
    assert outcomes(ran) == {"unknown"}
    assert [each.subject.provider for each in waiting(ran)] == ["municipality"]


def test_one_finding_says_for_all_needs_who_waits_for_a_provider() -> None:
    [found] = waiting(run(starts(QUERIER, "kinds: [municipality], start: undecided"), TWO))
    assert (found.subject.provider, found.subject.querier) == ("municipality", None)
    assert found.impact.counts() == {"procedures": 1, "institutions": 1, "systems": 4}
    assert found.place.text() == "undecided"


def test_a_system_that_has_not_started_itself_waits_for_no_provider() -> None:
    ran = run(
        starts(
            QUERIER,
            "kinds: [nhi_society], systems: [新システム], start: undecided",
            "kinds: [municipality], start: undecided",
        ),
        TWO,
    )
    by_cause = {
        (each.subject.provider or each.subject.querier): each.impact.counts()["systems"] for each in waiting(ran)
    }
    assert by_cause == {"municipality": 1, "nhi_society": 3}


def test_nobody_waits_for_a_provider_when_the_querier_itself_has_not_started() -> None:
    ran = run(starts("kinds: [nhi_society, municipality], start: undecided"))
    assert [each.subject.querier for each in waiting(ran)] == ["nhi_society"]


def test_an_entry_for_the_role_goes_before_one_for_both() -> None:
    ran = run(starts("kinds: [nhi_society], role: querier, start: undecided", PROVIDER, QUERIER))
    assert [each.subject.querier for each in waiting(ran)] == ["nhi_society"]
    ran = run(starts("kinds: [nhi_society], role: provider, start: undecided", PROVIDER, QUERIER))
    assert waiting(ran) == []


def test_before_the_network_starts_there_is_one_finding_for_everybody() -> None:
    text = f'network_start: "2017-08"\n{starts("kinds: [municipality], start: undecided")}'
    ran = run(text, TWO)
    [found] = waiting(ran)
    assert outcomes(ran) == {"not_started"}
    assert (found.subject.provider, found.subject.querier) == (None, None)
    assert found.impact.counts()["systems"] == 4


def test_institutions_that_act_for_others_wait_with_them() -> None:
    acting = "  - {name: 連合会, kind: municipality, acts_for: [nhi_society], systems: [{name: 共同, count: 11}]}\n"
    [found] = waiting(run(acting + starts(QUERIER, "kinds: [municipality], start: undecided")))
    assert found.impact.counts() == {"procedures": 1, "institutions": 2, "systems": 12}


def test_what_the_layout_lacks_outweighs_that_the_exchange_has_not_started(tmp_path: Path) -> None:
    files = {
        "registry/starts.yaml": starts("kinds: [nhi_society], start: undecided"),
        "needs/nhi_society.yaml": (
            "querier: nhi_society\nprocedures:\n  nhi_benefit:\n    needs:\n      - area: local_tax\n"
            "        items: [income.tax_year, income.absent_here]\n        why: 判定\n        cite: 法\n"
        ),
    }
    report = checked(over_base(tmp_path, files))
    assert [verdict.causes for verdict in report.verdicts if verdict.item == "income.absent_here"] == [("missing",)]
    assert {verdict.outcome for verdict in report.verdicts} == {"missing", "not_started"}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("kinds: [nhi_societies], start: undecided", "nhi_society"),
        ("kinds: [nhi_society], systems: [国保シテスム], start: undecided", "国保システム"),
        ('kinds: [nhi_society], start: "2017-13"', "2017-13"),
        ('kinds: [nhi_society], start: {earliest: "2018-03", latest: "2017-07"}', ""),
        ("kinds: [nhi_society], start: soon", "undecided"),
        ("kinds: [nhi_society], role: both, start: undecided", "querier"),
    ],
)
def test_a_mistake_in_a_start_is_a_finding_that_says_what_to_write(tmp_path: Path, entry: str, says: str) -> None:
    [found] = checked(over_base(tmp_path, {"registry/starts.yaml": starts(entry)})).findings
    assert found.place.file.path == "layouts/registry/starts.yaml"
    assert says in found.message.en + found.help.en
