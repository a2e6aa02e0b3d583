"""The report as JSON, in the shape that `check.schema.json` beside this module describes."""

from dataclasses import asdict

from layoutc.findings import Finding, Text
from layoutc.reports.printable import json_text
from layoutc.reports.report import Report
from layoutc.reports.summary import by_rule, verdict_counts
from layoutc.source import Place


def render(report: Report) -> str:
    """Every key is always there; lines and columns count from 1, columns in characters, the end exclusive."""
    document = {
        "as_of": report.day.isoformat(),
        "notice": report.notice,
        "findings": [_finding(finding) for finding in report.findings],
        "waived": [
            {
                "finding": _finding(each.finding),
                "waiver": {
                    "reason": each.waiver.reason,
                    "reference": each.waiver.reference,
                    "until": each.waiver.period.until.isoformat() if each.waiver.period.until else None,
                    "location": _location(each.waiver.place),
                },
            }
            for each in report.waived
        ],
        "standstills": [
            {
                "querier": each.querier,
                "label": each.label,
                "procedures": [
                    {"procedure": one.procedure, "label": one.label, "items": one.items, "worst": one.worst.value}
                    for one in each.procedures
                ],
                **{name: each.impact.counts()[name] for name in ("institutions", "systems")},
            }
            for each in report.standstills
        ],
        "fixes": [
            {
                "rule": fix.rule,
                "path": fix.path,
                "lines": fix.lines,
                "findings": fix.findings,
                "impact": fix.impact.counts(),
            }
            for fix in report.fixes
        ],
        "summary": {
            "findings": len(report.findings),
            "by_rule": {rule: total.counts() for rule, total in by_rule(report.findings).items()},
            "verdicts": verdict_counts(report.verdicts),
        },
    }
    return json_text(document)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule.id,
        "severity": finding.rule.severity.value,
        "fingerprint": finding.fingerprint,
        "message": _both(finding.message),
        "help": _both(finding.help),
        "location": _location(finding.place),
        "related": [{**_location(each.place), "message": _both(each.message)} for each in finding.related],
        "subject": asdict(finding.subject),
        "impact": finding.impact.counts(),
    }


def _both(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}


def _location(place: Place) -> dict[str, object]:
    return asdict(place.location())
