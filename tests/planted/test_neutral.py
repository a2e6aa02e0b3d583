"""Edits that say the same in other words change no finding and no byte of what is compiled.

Tried on the corpus with a defect of many families in it, so that there are findings to change.
`LAYOUTC_PLANTED=N pytest tests/planted` tries each edit N times, with other chances.
"""

import os
import random
from collections import Counter
from datetime import date

import pytest

from tests.planted.corpus import Corpus, Result
from tests.planted.defects import REPORT_DAY
from tests.planted.edits import EDITS, Edit
from tests.planted.facts import Facts
from tests.planted.score import neutral

pytestmark = pytest.mark.slow
_ASKED = os.environ.get("LAYOUTC_PLANTED", "1")
TIMES = 20 if _ASKED == "all" else int(_ASKED)
# one place each, chosen so that every edit finds what it edits around it
DEFECTS = (
    ("areas/tax_and_residents/local_tax.layout", "    income.return_type\n    premium_base", "    premium_base"),
    ("areas/pension/pension_national.layout", "    payable\n", ""),
    ("areas/long_term_care/ltc_insurance.layout", "  retain    5 years\n", ""),
    (
        "needs/municipality/long_term_care.yaml",
        "        cite: 介護保険法第36条\n",
        "        cite: 介護保険法第36条\n        reach: 5 years\n",
    ),
    ("needs/mhlw/pension.yaml", "          - income.tax_year\n", "          - income.tax_yaer\n"),
    ("needs/nhi_society.yaml", "          - status.assistance_status\n", ""),
    ("law/table2.yaml", "kinds: [late_elderly_union]", "kinds: [kkr]"),
)
DAYS = tuple(date.fromisoformat(day) for day in (REPORT_DAY, "2026-04-01"))


@pytest.fixture(scope="module")
def broken(facts: Facts) -> dict[str, str]:
    texts = dict(facts.texts)
    for path, old, new in DEFECTS:
        assert old in texts[path], (path, old)
        texts[path] = texts[path].replace(old, new)
    return texts


@pytest.fixture(scope="module")
def broken_corpus(broken: dict[str, str]) -> Corpus:
    return Corpus(broken)


@pytest.fixture(scope="module")
def before(broken_corpus: Corpus) -> list[Result]:
    return broken_corpus.runs({}, DAYS)


@pytest.fixture(scope="module")
def compiled(before: list[Result]) -> list[dict[str, str]]:
    return [result.compiled() for result in before]


def test_there_are_findings_to_change(before: list[Result], compiled: list[dict[str, str]]) -> None:
    rules = {found.rule.id for result in before for found in (*result.declared, *result.checked)}
    assert rules >= {"need.not-exposed", "need.missing", "exposure.unneeded", "exposure.no-legal-basis", "need.unknown"}
    assert all(compiled)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_that_says_the_same_changes_nothing(
    edit: Edit,
    broken: dict[str, str],
    broken_corpus: Corpus,
    before: list[Result],
    compiled: list[dict[str, str]],
    request: pytest.FixtureRequest,
) -> None:
    counts: Counter[str] = Counter({"edits": 0, "findings changed": 0, "bytes changed": 0})
    for chance in range(TIMES):
        texts = edit(broken, random.Random(chance))
        assert texts != broken, "it edits nothing"
        corpus = broken_corpus.changed(texts)
        after = corpus.runs({}, DAYS, tuple(texts))
        counts["edits"] += 1
        counts["findings changed"] += any(one.said != two.said for one, two in zip(before, after, strict=True))
        counts["bytes changed"] += [result.compiled() for result in after] != compiled
    neutral(request, counts)
    assert (counts["findings changed"], counts["bytes changed"]) == (0, 0)
