"""Every defect planted into the real corpus is found, exactly, and nothing else is.

`LAYOUTC_PLANTED=all pytest -n 2 --dist=load tests/planted` plants every one there is, which takes a night; a number, as many of each family.
"""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from layoutc import project
from tests.planted.corpus import Corpus, Key, key
from tests.planted.declaration_defects import DECLARATION_FAMILIES
from tests.planted.defects import DAY, REPORT_DAY, Defect, Family
from tests.planted.exposure_defects import EXPOSURE_FAMILIES
from tests.planted.facts import Facts
from tests.planted.item_defects import ITEM_FAMILIES
from tests.planted.score import planted
from tests.planted.table_defects import TABLE_FAMILIES
from tests.projects import put

pytestmark = pytest.mark.slow
FAMILIES: tuple[Family, ...] = (*EXPOSURE_FAMILIES, *ITEM_FAMILIES, *TABLE_FAMILIES, *DECLARATION_FAMILIES)
OF_EACH_FAMILY = 4
QUIET = 2  # of each family, what must cause nothing


def _chosen(defects: list[Defect], most: int) -> list[Defect]:
    """Spread evenly over all there are."""
    asked = os.environ.get("LAYOUTC_PLANTED", "")
    most = len(defects) if asked == "all" else int(asked or most)
    return [defects[at * len(defects) // most] for at in range(most)] if most < len(defects) else defects


def _of(family: Family, facts: Facts) -> list[Defect]:
    defects = list(family(facts))
    loud = [each for each in defects if each.expected or each.ended]
    return _chosen(loud, OF_EACH_FAMILY) + _chosen(
        [each for each in defects if not (each.expected or each.ended)], QUIET
    )


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_each_defect_is_found_and_nothing_else(
    family: Family, facts: Facts, corpus: Corpus, request: pytest.FixtureRequest
) -> None:
    counts: Counter[str] = Counter(mutations=0, quiet=0, found=0, missed=0, extra=0)
    wrong: list[tuple[str, Counter[Key], Counter[Key]]] = []
    for defect in _of(family, facts):
        day = date.fromisoformat(defect.day)
        assert any(corpus.texts.get(path) != text for path, text in defect.edits.items()), f"no edit: {defect.name}"
        before, after = corpus.baseline(day).keys, corpus.run(defect.edits, day).keys
        assert not defect.given or corpus.run(defect.given, day).keys == before, f"not satisfied before: {defect.name}"
        wanted = before - defect.ended + defect.expected
        missed, extra = wanted - after, after - wanted
        counts["mutations"] += 1
        counts["quiet"] += not (defect.expected or defect.ended)
        counts["found"] += (defect.expected - missed).total()
        counts["missed"] += missed.total()
        counts["extra"] += extra.total()
        if missed or extra:
            wrong.append((defect.name, missed, extra))
    planted(request, counts)
    assert counts["mutations"], "a family without a place in the corpus"
    assert not wrong, "\n".join(
        f"{name}: missed {dict(missed)}, extra {dict(extra)}" for name, missed, extra in wrong[:5]
    )


@pytest.mark.parametrize("day", [REPORT_DAY, "2020-03-31", DAY])
def test_facts_and_catalog_agree(facts: Facts, corpus: Corpus, day: str) -> None:
    """What the defects are made from is what layoutc reads, to the last item; else a site would go untried."""
    catalog = corpus.baseline(date.fromisoformat(day)).catalog
    exposed = {subject: set(paths) for subject, paths in facts.exposed(day).items()}
    assert exposed == {subject: set(paths) for subject, paths in catalog.exposed.items() if paths}
    assert set(facts.needed(day)) == set(catalog.needs_of)
    assert {(area.name, path) for area in facts.areas.values() for path in area.standing(day)} == set(catalog.items)
    lawful = {
        (line.row, area, provider, querier)
        for line in catalog.legal_lines
        for each in line.information
        for area in each.areas
        for provider in line.providers
        for querier in line.queriers
    }
    assert {(row, area, provider, querier) for area, provider, querier, row in facts.basis(day)} == lawful


@pytest.mark.parametrize("family", FAMILIES[::9], ids=lambda family: family.__name__)
def test_a_project_in_a_folder_finds_the_same(family: Family, facts: Facts, corpus: Corpus, tmp_path: Path) -> None:
    defect = next(each for each in family(facts) if each.expected)
    put(tmp_path, {path: text for path, text in {**corpus.texts, **defect.edits}.items() if text is not None})
    day = date.fromisoformat(defect.day)
    report = project.check(project.load(tmp_path), day)
    found = Counter(
        (rule, *(each.removeprefix("layouts/") for each in rest)) for rule, *rest in map(key, report.findings)
    )
    assert found == corpus.run(defect.edits, day).keys == corpus.baseline(day).keys + defect.expected
