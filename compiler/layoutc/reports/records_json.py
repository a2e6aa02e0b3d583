"""A run of `validate` as JSON, in the shape that `validate.schema.json` beside this module describes."""

from collections.abc import Mapping

from layoutc.findings import Text
from layoutc.records.tally import Found
from layoutc.reports.printable import json_text
from layoutc.reports.records import Validated


def render(run: Validated) -> str:
    """Every key is always there; rows and lines count from 1, bytes from 0."""
    tally, definition = run.tally, run.definition
    return json_text(
        {
            "as_of": run.day.isoformat(),
            "notice": run.notice,
            "definition": {
                "name": definition.name,
                "area": definition.area.name,
                "procedure": definition.procedure.name,
            },
            "files": [
                {
                    "path": each.name,
                    "format": each.form,
                    "encoding": each.encoding,
                    "rows": each.rows,
                    "rejected": each.rejected,
                    "findings": each.findings,
                }
                for each in tally.files
            ],
            "findings": [_finding(found) for found in tally.kept],
            "summary": {
                "rows": sum(each.rows for each in tally.files),
                "rejected": sum(each.rejected for each in tally.files),
                "findings": tally.findings,
                "not_shown": tally.findings - len(tally.kept),
                "by_rule": dict(sorted(tally.by_rule.items())),
                "by_item": [
                    {
                        "rule": each.rule.id,
                        "item": each.code,
                        "label": each.label,
                        "findings": each.findings,
                        "first": {"path": each.first.file, "row": each.first.row, "line": each.first.line},
                    }
                    for each in tally.by_item.values()
                ],
            },
        }
    )


def _finding(found: Found) -> Mapping[str, object]:
    return {
        "rule": found.rule.id,
        "severity": found.rule.severity.value,
        "message": _both(found.message),
        "help": _both(found.help),
        "location": {
            "path": found.file,
            "row": found.row,
            "line": found.line,
            "byte": found.byte,
            "column": found.column,
        },
        "item": found.code,
        "label": found.label,
        "json_path": found.path,
        "value": found.value,
    }


def _both(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}
