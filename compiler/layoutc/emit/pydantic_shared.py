"""The modules of the package `layoutc_models` that pairs share: what it is, its scalar types, its code lists."""

from collections.abc import Mapping
from typing import assert_never

from layoutc.catalog.model import CodeList
from layoutc.catalog.types import (
    CodeFacets,
    Date,
    DateTime,
    Decimal,
    FlagFacets,
    IntegerFacets,
    ItemType,
    StringFacets,
    facets,
    spell,
)
from layoutc.emit.definitions import remarks
from layoutc.emit.literals import python_docstring, python_literal
from layoutc.emit.naming import checked_value, pascal

FOLDER = "layoutc_models"
LINE_LENGTH = 120

_ABOUT = """\
データ標準レイアウトから生成した pydantic のモデル。提供者ごとのパッケージに、照会者ごとのモジュールがある。

`from layoutc_models.PROVIDER.QUERIER import …` は、その組の型だけを読み込む。"""
_STRICT = ["strict=True"]


def package() -> str:
    """`__init__.py`."""
    return (
        python_docstring([line for line in _ABOUT.split("\n") if line])
        + f"\n\nfrom {FOLDER}._base import Absent, AbsentReason\n\n"
        + '__all__ = ["Absent", "AbsentReason"]\n'
    )


def types(scalars: Mapping[str, ItemType]) -> str:
    """`_types.py`: a name for each scalar type."""
    lines = [python_docstring(["項目の型。長さは文字数。"]), ""]
    plain = [name for name, kind in (("date", Date(False)), ("datetime", DateTime())) if kind in scalars.values()]
    lines += [f"from datetime import {', '.join(plain)}"] if plain else []
    lines += ["from decimal import Decimal"] if any(isinstance(kind, Decimal) for kind in scalars.values()) else []
    lines += ["from typing import Annotated", "", "from pydantic import Field", "", f"from {FOLDER} import _base", ""]
    for name, kind in scalars.items():
        lines += [f"{pascal(name)} = {_annotated(kind)}", python_docstring([spell(kind)])]
    return "\n".join(lines) + "\n"


def _annotated(kind: ItemType) -> str:
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            whole = python_literal(f"^(?:{pattern})$")
            match kind:
                case Date(partial=False):
                    return _annotation("date", "_base.date_text", [whole])
                case DateTime():
                    return _annotation("datetime", "_base.datetime_text", [whole])
                case Decimal():
                    return _annotation("Decimal", "_base.decimal_text", [whole])
            return _annotation(
                "str", "Field", _STRICT, [f"min_length={minimum}", f"max_length={maximum}", f"pattern={whole}"]
            )
        case IntegerFacets(smallest, largest):
            return _annotation("int", "Field", _STRICT, [f"ge={smallest}", f"le={largest}"])
        case FlagFacets():
            return _annotation("bool", "Field", _STRICT)
        case CodeFacets(name):
            raise ValueError(f"{name} is a code list, not a scalar type")
        case unknown:
            assert_never(unknown)


def _annotation(python: str, function: str, *arguments: list[str]) -> str:
    flat = [argument for each in arguments for argument in each]
    call = f"    {function}({', '.join(flat)}),"
    if len(call) > LINE_LENGTH:
        ends = "," if len(flat) > 1 else ""
        call = "\n".join([f"    {function}(", *(f"        {argument}{ends}" for argument in flat), "    ),"])
    return f"Annotated[\n    {python},\n{call}\n]"


def codes_module(codes: CodeList) -> str:
    """`_codes/NAME.py`: an enumeration."""
    notes = [f"{value.value}: {value.label}" + (f"（{value.note}）" if value.note else "") for value in codes.values]
    about = [codes.label, *remarks(codes).split("\n"), *notes]
    members = [
        f"    V{checked_value(value.value)} = {python_literal(value.value)}, {python_literal(value.label)}"
        for value in codes.values
    ]
    lines = [python_docstring([f"コード一覧 {codes.label}"]), "", f"from {FOLDER} import _base", "", ""]
    lines += [f"class {pascal(codes.name)}(_base.Code):", python_docstring([line for line in about if line], "    ")]
    return "\n".join([*lines, *([""] if members else []), *members]) + "\n"
