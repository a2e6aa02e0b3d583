"""SARIF 2.1.0, which code hosts and editors read."""

from collections.abc import Sequence
from dataclasses import asdict
from urllib.parse import quote

from layoutc.checks.waivers import Waived
from layoutc.findings import Example, Finding, Rule
from layoutc.messages import reports as words
from layoutc.reports import explain
from layoutc.reports.printable import json_text
from layoutc.reports.report import Report
from layoutc.reports.summary import rules_of
from layoutc.source import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "PROJECTROOT"


def render(report: Report, rules: Sequence[Rule], language: str, version: str) -> str:
    """One run with the rules that ran, those without findings too. Paths are relative to PROJECTROOT, which is left
    open. `version` is that of layoutc."""
    known = rules_of((*report.findings, *(each.finding for each in report.waived)), rules)
    places = {rule.id: place for place, rule in enumerate(known)}
    driver = {
        "name": "layoutc",
        "version": version,
        "language": language,
        "rules": [_rule(rule, language) for rule in known],
    }
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _message(words.project_root().in_language(language))}},
        "results": [
            *(_result(finding, places[finding.rule.id], language) for finding in report.findings),
            *(
                {**_result(each.finding, places[each.finding.rule.id], language), "suppressions": [_suppression(each)]}
                for each in report.waived
            ),
        ],
        "properties": {"as_of": report.day.isoformat()},
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, language: str) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.replace("-", ".").replace("_", ".").split(".")),
        "shortDescription": {"text": rule.title.in_language(language)},
        "fullDescription": {"text": rule.meaning.in_language(language)},
        "help": {"text": explain.render(rule, language), "markdown": _markdown(rule, language)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.id.split(".")[0]], "problem.severity": rule.severity.value},
    }


def _markdown(rule: Rule, language: str) -> str:
    def block(title: str, example: Example) -> str:
        return f"**{title}** `layouts/{example.path}`\n\n```\n{example.text.rstrip()}\n```"

    parts = (
        rule.meaning.in_language(language),
        block(words.bad_example().in_language(language), rule.bad),
        block(words.good_example().in_language(language), rule.good),
    )
    return "\n\n".join(parts) + "\n"


def _result(finding: Finding, rule_index: int, language: str) -> dict[str, object]:
    message, help_text = finding.message.in_language(language), finding.help.in_language(language)
    if help_text:
        message += f"\n{words.help_word().in_language(language)}: {help_text}"
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": rule_index,
        "level": finding.rule.severity.value,
        "message": _message(message),
        "locations": [{"physicalLocation": _physical(finding.place)}],
        "relatedLocations": [
            {
                "id": number,
                "physicalLocation": _physical(each.place),
                "message": _message(each.message.in_language(language)),
            }
            for number, each in enumerate(finding.related, start=1)
        ],
        "partialFingerprints": {"layoutc/v1": finding.fingerprint},
        "properties": {"subject": asdict(finding.subject), "impact": finding.impact.counts()},
    }


def _suppression(waived: Waived) -> dict[str, object]:
    waiver = waived.waiver
    return {
        "kind": "external" if waiver.line is None else "inSource",
        "status": "accepted",
        "justification": f"{waiver.reason} [{waiver.reference}]",
        "location": {"physicalLocation": _physical(waiver.place)},
    }


def _physical(place: Place) -> dict[str, object]:
    location = place.location()
    return {
        "artifactLocation": {"uri": quote(location.path, errors="surrogatepass"), "uriBaseId": _ROOT},
        "region": {
            "startLine": location.line,
            "startColumn": location.column,
            "endLine": location.end_line,
            "endColumn": location.end_column,
        },
    }


def _message(text: str) -> dict[str, str]:
    # SARIF reads {0} as a placeholder and [text](1) as a link (§3.11.5, §3.11.6); rule texts are no such templates.
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}
