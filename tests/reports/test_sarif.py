import json
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from layoutc.findings import Finding, Text
from layoutc.reports import sarif
from layoutc.reports.report import Report
from layoutc.source import Place, SourceFile, Span

from .samples import DAY, NOT_EXPOSED, RULES, SINGLE
from .strategies import reports, tried


@pytest.mark.parametrize("language", ["ja", "en"])
def test_sarif_is_as_kept(language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"check.{language}.sarif", sarif.render(SINGLE, RULES, language, "0.1.0"))


@tried
@given(reports())
def test_any_report_can_be_read(report: Report) -> None:
    log = Sarif.model_validate_json(sarif.render(report, RULES, "ja", "0.1.0"))
    run = log.runs[0]
    rules, results = run.tool.driver.rules or [], run.results or []
    assert [rule.id for rule in rules][: len(RULES)] == [rule.id for rule in RULES]
    assert len({rule.id for rule in rules}) == len(rules)
    assert len(results) == len(report.findings)
    for result, finding in zip(results, report.findings, strict=True):
        assert result.rule_index is not None
        assert result.rule_id == rules[result.rule_index].id == finding.rule.id
        assert (result.partial_fingerprints or {})["layoutc/v1"] == finding.fingerprint
        physical = (result.locations or [])[0].physical_location
        assert physical is not None
        assert physical.artifact_location is not None
        assert physical.region is not None
        uri = physical.artifact_location.uri or ""
        assert uri.isascii()
        assert unquote_to_bytes(uri).decode("utf-8", "surrogatepass") == finding.place.file.path
        place = finding.place.location()
        assert (physical.region.start_line, physical.region.start_column) == (place.line, place.column)
        assert (physical.region.end_line, physical.region.end_column) == (place.end_line, place.end_column)


def test_a_path_that_is_no_unicode_is_still_a_uri() -> None:
    finding = Finding(NOT_EXPOSED, Place(SourceFile("a\udc80", "x"), Span(0, 1)), Text("", ""), Text("", ""))
    assert '"uri": "a%ED%B2%80"' in sarif.render(Report(DAY, (finding,), ()), RULES, "en", "1")


def test_a_message_is_no_template_and_no_link() -> None:
    place = Place(SourceFile("a b/漢.layout", "x"), Span(0, 1))
    finding = Finding(NOT_EXPOSED, place, Text("", "want `{0}` or [0..20](1)"), Text("", ""))
    result = json.loads(sarif.render(Report(DAY, (finding,), ()), RULES, "en", "1"))["runs"][0]["results"][0]
    assert result["message"] == {"text": "want `{{0}}` or [0..20\\](1)"}
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "a%20b/%E6%BC%A2.layout", "uriBaseId": "PROJECTROOT"}
