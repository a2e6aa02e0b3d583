"""Every rule's two examples do what `explain` says of them."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from layoutc import project
from layoutc.checks.registry import rule
from layoutc.emit.definitions import pairs
from layoutc.findings import Example, Rule
from layoutc.records.checking import judge
from layoutc.records.readers import ndjson
from layoutc.reports import explain
from layoutc.reports.explain import EXPLAINED
from layoutc.workbook.imported import import_workbook
from tests.projects import BASE, DAY, checked, ids, over_base
from tests.workbook.books import from_rows, put_cell, rows_of, written

FAMILIES = ("syntax", "text", "yaml", "name", "label", "code", "date", "type")
every_rule = pytest.mark.parametrize("one", EXPLAINED, ids=[one.id for one in EXPLAINED])


_AREA = """\
area local_tax "地方税関係情報" {{
  code     TM90000000000001
  ministry mic
  provider municipality
  law      "地方税法"
  register within 2 business_days
  retain   5 fiscal_years
  basis    "番号法別表第二"

{}
  expose to nhi_society for nhi_benefit {{
    income.*
  }}
}}
"""


def findings_of(folder: Path, example: Example) -> list[str]:
    """The ids of what a check finds, or of what is found in the records when they are read against the record."""
    if example.path.endswith(".xlsx"):
        return findings_of_cells(example.text)
    if example.record:
        loaded = project.load(over_base(folder, {"areas/local_tax.layout": _AREA.format(indented(example.record))}))
        assert ids(found for found in loaded.findings if found.place.file.path.endswith(".layout")) == []
        catalog = loaded.catalog.at(DAY)
        (definition,) = pairs(catalog)[0].definitions
        one = judge(definition, catalog.codes)
        rows = ndjson.read(io.BytesIO(example.text.encode("utf-8", "surrogateescape")))
        return [fault.rule.id for row in rows for fault in one.faults(row)]
    report = checked(over_base(folder, {example.path: example.text}), date.fromisoformat(example.day))
    return ids(report.findings)


def findings_of_cells(text: str) -> list[str]:
    """What an import finds in the workbook of the base project with these cells in it."""
    loaded = project.load(BASE)
    rows, finish = rows_of(written(loaded)), list[Callable[[Any, dict[str, Any]], object]]()
    for sheet, cell, value in re.findall(r"^(.+?)!([A-Z]+[0-9]+): ?(.*)$", text, re.MULTILINE):
        formula = re.fullmatch(r"(=.*) \((.*)\)", value)
        if formula:
            finish.append(partial(_formula, sheet, cell, formula[1], formula[2]))
        elif value.startswith("(comment) "):
            finish.append(partial(_comment, sheet, cell, value.removeprefix("(comment) ")))
        else:
            rows.setdefault(sheet, [])
            put_cell(rows, sheet, cell, int(value) if value.isdigit() else value.removeprefix("'"))
    content = from_rows(rows, lambda book, sheets: [each(book, sheets) for each in finish])
    if "(link)" in text:
        with zipfile.ZipFile(stream := io.BytesIO(content), "a") as archive:
            archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        content = stream.getvalue()
    return [found.rule.id for found in import_workbook(content, loaded.catalog, loaded.texts).findings]


def _formula(sheet: str, cell: str, formula: str, value: str, _book: Any, sheets: dict[str, Any]) -> None:
    sheets[sheet].write_formula(cell, formula, None, value)


def _comment(sheet: str, cell: str, text: str, _book: Any, sheets: dict[str, Any]) -> None:
    sheets[sheet].write_comment(cell, text)


def indented(text: str) -> str:
    return "".join(f"  {line}".rstrip() + "\n" for line in text.splitlines())


def test_the_base_project_has_no_finding() -> None:
    report = checked(BASE)
    assert ids(report.findings) == []
    assert {verdict.outcome for verdict in report.verdicts} == {"ok"}
    assert len(report.verdicts) == 4


@every_rule
def test_the_bad_example_is_found(one: Rule, tmp_path: Path) -> None:
    assert one.id in findings_of(tmp_path, one.bad)


@every_rule
def test_the_bad_example_is_found_for_one_reason_only(one: Rule, tmp_path: Path) -> None:
    found = findings_of(tmp_path, one.bad)
    assert {each for each in found if each.partition(".")[0] in (*FAMILIES, "record", "workbook")} <= {one.id}


@every_rule
def test_the_good_example_keeps_the_rule_and_is_well_written(one: Rule, tmp_path: Path) -> None:
    found = findings_of(tmp_path, one.good)
    assert one.id not in found
    assert [each for each in found if each.partition(".")[0] in (*FAMILIES, "record", "workbook")] == []


@every_rule
def test_the_examples_differ_in_little(one: Rule) -> None:
    bad, good = one.bad.text.splitlines(), one.good.text.splitlines()
    assert one.bad.path == one.good.path
    assert one.bad.text != one.good.text
    assert len(set(bad) ^ set(good)) <= 6


@every_rule
def test_a_rule_speaks_both_languages(one: Rule) -> None:
    for text in (one.title, one.meaning):
        assert re.search("[ぁ-んァ-ヶ一-龠]", text.ja)
        assert re.search("[a-z]{2}", text.en)
        assert text.ja != text.en


@every_rule
@pytest.mark.parametrize("language", ["ja", "en"])
def test_explain_has_a_page_of_every_rule(one: Rule, language: str) -> None:
    page = explain.render(one, language)
    assert one.id in page
    assert one.title.in_language(language) in page
    assert one.meaning.in_language(language) in page
    assert one.bad.path in page
    assert ("layouts/" in page) is not (bool(one.bad.record) or one.bad.path.endswith(".xlsx"))


@every_rule
def test_a_rule_is_found_by_its_id(one: Rule) -> None:
    assert rule(one.id, EXPLAINED) is one
    assert re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", one.id)


def test_no_two_rules_share_an_id() -> None:
    assert len({one.id for one in EXPLAINED}) == len(EXPLAINED)


def test_there_is_no_rule_of_another_name() -> None:
    assert rule("need.not_exposed", EXPLAINED) is None
