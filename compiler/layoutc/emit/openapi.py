"""OpenAPI 3.1: a document for each pair, an operation for each procedure; the answers are those of the JSON Schema.

docs/decisions/openapi.md says what is chosen, what generators make of it and what is reconstructed.
"""

from collections.abc import Collection, Iterable
from itertools import groupby

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.types import Date, Digits
from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.definitions import Definition, Names, Pair, others, title
from layoutc.emit.literals import json_document
from layoutc.emit.naming import checked, file_name
from layoutc.emit.schemas import Parts, Schema, Style, schemas, type_schema
from layoutc.messages.checks import current_only, length_of_time

FOLDER = "openapi"

_STYLE = Style("#/components/schemas/", for_generators=True)
_PERSON = Digits(15, 15)
_DAY = Date()
_PROBLEMS = (
    ("400", "unreadable", "JSONとして読めない照会。"),
    ("404", "unknown-person", "この番号の者について提供できる情報がない。"),
    ("422", "not-acceptable", "この事務の照会として受けられない。`errors` が本文中の場所と理由を示す。"),
)
_REASONS = {
    "missing": "必要な項目がない",
    "unknown": "定めのない項目がある",
    "type": "型が違う",
    "form": "書き方が違う",
    "information": "この事務で照会できる特定個人情報ではない",
    "repeated": "同じ特定個人情報が二度ある",
    "order": "終わりの日が始めの日より前にある",
}
_EXAMPLE_PERSON = "9" * 15
_ABOUT = """\
照会一件は、一人の者について、一つの事務のために、一つ以上の特定個人情報を求める。答えは、求められたものだけを、特定個人情報名コードの下に返す。
番号は要求の本文だけに入れ、URLにもログにも残さない。誤りの応答は、値を含まない。"""


def emit(catalog: Catalog, without: Collection[Names] = ()) -> tuple[Artifact, ...]:
    """`openapi/PROVIDER/QUERIER.openapi.json` for every pair of a catalog of a day."""
    parts: Parts = {}
    return tuple(
        Artifact(path(pair.provider, pair.querier), json_document(_document(catalog, pair, parts)))
        for pair in others(catalog, without)
    )


def path(provider: str, querier: str) -> str:
    return f"{FOLDER}/{file_name(provider)}/{file_name(querier)}.openapi.json"


def paths(provider: str, querier: str) -> tuple[str, ...]:
    """The files that a pair needs."""
    return (path(provider, querier),)


def _document(catalog: Catalog, pair: Pair, parts: Parts) -> Schema:
    procedures = _by_procedure(pair)
    return {
        "openapi": "3.1.0",
        "x-comment": MARK,
        "info": {
            "title": title(catalog, pair),
            "description": "\n\n".join(filter(None, [catalog.notice, _ABOUT])),
            # Of the form of the inquiry; a document carries no edition and no day.
            "version": "1",
        },
        "security": [{"mutual_tls": []}],
        "paths": {f"/inquiries/{name}": {"post": _operation(answers)} for name, answers in procedures.items()},
        "components": {
            "schemas": _components(catalog, pair, procedures, parts),
            "responses": {name: _problem_response(text) for _, name, text in _PROBLEMS},
            "securitySchemes": {
                "mutual_tls": {
                    "type": "mutualTLS",
                    "description": "照会する機関と提供する機関が互いに証明書で確かめる。",
                }
            },
        },
    }


def _by_procedure(pair: Pair) -> dict[str, tuple[Definition, ...]]:
    """Procedure → its definitions, both by name. ValueError if two areas of a procedure share their code."""
    in_order = sorted(pair.definitions, key=lambda each: (each.procedure.name, each.area.name))
    found = {name: tuple(each) for name, each in groupby(in_order, lambda definition: definition.procedure.name)}
    for name, answers in found.items():
        if len({each.area.code for each in answers}) < len(answers):
            raise ValueError(f"two areas of {name} have the same code")
    return found


def _operation(answers: tuple[Definition, ...]) -> Schema:
    procedure = answers[0].procedure
    name = checked(procedure.name)
    return {
        "operationId": f"ask_for_{name}",
        "summary": procedure.label,
        "description": f"事務の法令: {procedure.law}",
        "requestBody": {"required": True, "content": _json(f"inquiry.{name}")},
        "responses": {
            "200": {"description": "求められた特定個人情報。", "content": _json(f"answers.{name}")},
            **{status: {"$ref": f"#/components/responses/{problem}"} for status, problem, _ in _PROBLEMS},
        },
    }


def _json(name: str) -> Schema:
    return {"application/json": {"schema": _STYLE.reference(name)}}


def _problem_response(text: str) -> Schema:
    return {
        "description": text,
        "content": {"application/problem+json": {"schema": _STYLE.reference("problem")}},
    }


def _components(
    catalog: Catalog, pair: Pair, procedures: dict[str, tuple[Definition, ...]], parts: Parts
) -> dict[str, Schema]:
    found: dict[str, Schema] = {"person": _person(), "period": _period()}
    for name, answers in procedures.items():
        found[f"inquiry.{name}"] = _inquiry(name, answers)
        found[f"information.{name}"] = _information(answers)
        found[f"answers.{name}"] = _answers(answers)
    found |= {"problem": _problem(), "problem.error": _problem_error()}
    return found | schemas(catalog, pair.definitions, _STYLE, parts)


def _person() -> Schema:
    text = "15桁、前にゼロを置く。提供する機関の側の番号。個人番号を入れてはならない。"
    return type_schema(_PERSON, _STYLE, "団体内統合宛名番号", text)


def _period() -> Schema:
    text = "両端の日を含む。片方だけでもよい。保存されている範囲より前に遡っても誤りではなく、答えが残っている分だけになる。"
    return _STYLE.described("照会する期間", text) | {
        "type": "object",
        "properties": {
            "from": type_schema(_DAY, _STYLE, "始めの日"),
            "until": type_schema(_DAY, _STYLE, "終わりの日"),
        },
        "minProperties": 1,
        "additionalProperties": False,
    }


def _inquiry(procedure: str, answers: tuple[Definition, ...]) -> Schema:
    first = answers[0].area.code
    return _STYLE.described("照会", answers[0].procedure.label) | {
        "type": "object",
        "properties": {
            "person": _STYLE.reference("person"),
            "information": _STYLE.described("求める特定個人情報")
            | {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": _STYLE.reference(f"information.{procedure}"),
            },
            "period": _STYLE.reference("period"),
        },
        "required": ["person", "information"],
        "additionalProperties": False,
        "examples": [{"person": _EXAMPLE_PERSON, "information": [first]}],
    }


def _information(answers: tuple[Definition, ...]) -> Schema:
    lines = [f"{each.area.code}: {each.area.label}{_reach(each)}" for each in answers]
    return _STYLE.described("この事務で照会できる特定個人情報", "\n".join(lines)) | {
        "type": "string",
        "enum": [each.area.code for each in answers],
        "x-enum-varnames": [checked(each.area.name).upper() for each in answers],
        "x-enum-descriptions": [each.area.label for each in answers],
    }


def _reach(definition: Definition) -> str:
    """How far back the provider keeps the information, where that is declared."""
    retention = definition.area.retention
    if retention is None:
        return ""
    kept = retention.duration
    return f"（保存: {(current_only() if kept is None else length_of_time(kept.count, kept.unit)).ja}）"


def _answers(answers: Iterable[Definition]) -> Schema:
    text = "特定個人情報名コードごとの答え。求められたものがすべてあり、ほかにはない。該当する記録がなければ、その配列が空になる。"
    return _STYLE.described("答え", text) | {
        "type": "object",
        "properties": {each.area.code: _STYLE.reference(each.name) for each in answers},
        "minProperties": 1,
        "additionalProperties": False,
    }


def _problem() -> Schema:
    names = [name for _, name, _ in _PROBLEMS]
    return _STYLE.described("誤りの応答", "RFC 9457による。値を含まない。") | {
        "type": "object",
        "properties": {
            "type": {
                "type": "string",
                "enum": [f"urn:layoutc:problem:{name}" for name in names],
                "x-enum-varnames": [name.replace("-", "_").upper() for name in names],
            },
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "errors": {"type": "array", "items": _STYLE.reference("problem.error")},
        },
        "required": ["type", "title", "status"],
        "additionalProperties": False,
    }


def _problem_error() -> Schema:
    lines = [f"{reason}: {text}" for reason, text in _REASONS.items()]
    return _STYLE.described("本文中の誤り一つ", "\n".join(lines)) | {
        "type": "object",
        "properties": {
            "pointer": _STYLE.described("本文中の場所", "RFC 6901。定めのない項目では、それを含むもの。")
            | {"type": "string"},
            "reason": {"type": "string", "enum": list(_REASONS)},
        },
        "required": ["pointer", "reason"],
        "additionalProperties": False,
    }
