"""Catalogs from a few texts, for tests."""

from collections.abc import Mapping

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, Item
from layoutc.catalog.resolver import Resolved, resolve
from layoutc.findings import Finding
from layoutc.source import SourceFile
from layoutc.syntax.documents import read_document
from layoutc.syntax.parser import parse
from tests.projects import base_text

LAYOUT, CODES = "areas/local_tax.layout", "codes/taxable.codes"
REGISTRY, LAW, NEEDS = "registry/registry.yaml", "law/table.yaml", "needs/nhi_society.yaml"
BASE = {path: base_text(path) for path in (LAYOUT, CODES, REGISTRY, LAW, NEEDS)}


def resolved(files: Mapping[str, str]) -> Resolved:
    """The catalog of files by their paths below `layouts/`, all right in syntax."""
    sources = [(path.partition("/")[0], SourceFile(f"layouts/{path}", text)) for path, text in files.items()]
    layouts = [parse(source) for folder, source in sources if folder in ("areas", "codes")]
    registry = [read_document(source, "registry") for folder, source in sources if folder == "registry"]
    law = [read_document(source, "law") for folder, source in sources if folder == "law"]
    needs = [read_document(source, "needs") for folder, source in sources if folder == "needs"]
    wrong = [found.message.en for parsed in layouts for found in parsed.findings]
    wrong += [found.message.en for document in (*registry, *law, *needs) for found in document.findings]
    assert wrong == []
    return resolve(layouts, registry, law, needs)


def edited(*edits: tuple[str, str, str]) -> dict[str, str]:
    """The base project's files after replacing, in each (path, old, new), what stands there once."""
    files = dict(BASE)
    for path, old, new in edits:
        assert files[path].count(old) == 1, (path, old)
        files[path] = files[path].replace(old, new)
    return files


def catalog(*edits: tuple[str, str, str], more: Mapping[str, str] | None = None) -> Catalog:
    """The catalog of an edited base project without a finding."""
    result = resolved(edited(*edits) | dict(more or {}))
    assert [found.message.en for found in result.findings] == []
    return result.catalog


def findings(*edits: tuple[str, str, str], more: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    return resolved(edited(*edits) | dict(more or {})).findings


def said(*edits: tuple[str, str, str], more: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """rule, text at the place, English help of each finding."""
    return [(found.rule.id, found.place.text(), found.help.en) for found in findings(*edits, more=more)]


def told(*edits: tuple[str, str, str], more: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """rule and text at the place of each finding."""
    return [(rule, place) for rule, place, _ in said(*edits, more=more)]


def area(*edits: tuple[str, str, str], more: Mapping[str, str] | None = None) -> Area:
    return catalog(*edits, more=more).areas["local_tax"]


def item(kind: str, clauses: str = "") -> Item:
    """The item `total_income` with another type and other clauses."""
    old = 'yen(11, signed)  "総所得金額"  required'
    return catalog((LAYOUT, old, f'{kind} "総所得金額" {clauses}')).items["local_tax", "income.total_income"].item


def another_area(name: str = "child_allowance", code: str = "TM00000000000003", first: int = 201) -> str:
    """A second layout, of one item, exposed to nobody."""
    return f"""area {name} "児童手当関係情報" {{
  code      {code}
  ministry  mic
  provider  municipality
  law       "児童手当法"
  basis     "番号法別表第二"

  record payment "支給" {{
    key month  TK90000000000{first}  year_month  "支給年月"
  }}
}}
"""
