"""The Arrow schemas: what a column is called, what it holds, and that other implementations than the writing one read them."""

import io
import os
import sys
from pathlib import Path

import arro3.io
import pyarrow as pa
import pyarrow.ipc as ipc
import pytest

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.types import Integer, spell
from layoutc.emit.arrow_schema import schema
from layoutc.emit.artifacts import MARK, NotInstalledError
from layoutc.emit.registry import emit

from .sample import SMALL, TYPES, WIDE, catalog, everything, item, record

GOLDEN = Path(__file__).parent.parent / "golden" / "arrow"
MAIN = "arrow/municipality/nhi_society/every_type.benefit.main.arrows"


def streams(source: Catalog) -> dict[str, bytes]:
    return {each.path: each.content for each in emit(source, ["arrow"]) if isinstance(each.content, bytes)}


def tables(source: Catalog) -> dict[str, pa.Schema]:
    return {path: ipc.open_stream(content).schema for path, content in streams(source).items()}


def shown(table: pa.Schema) -> str:
    """A column a line, those of a repeat indented; what is told of a column stands behind it."""

    def told(metadata: dict[bytes, bytes] | None) -> str:
        return " ".join(f"{key.decode()}={text.decode()!r}" for key, text in (metadata or {}).items())

    def lines(fields: list[pa.Field], indent: str) -> list[str]:
        found = []
        for field in fields:
            entry = field.type.value_field if pa.types.is_list(field.type) else None
            kind = f"list<{entry.name}: struct{'' if entry.nullable else ' not null'}>" if entry else str(field.type)
            found.append(f"{indent}{field.name}: {kind}{'' if field.nullable else ' not null'}  {told(field.metadata)}")
            found += lines(list(entry.type), indent + "  ") if entry else []
        return found

    return "\n".join([*lines(list(table), ""), "", told(table.metadata).replace(" layoutc.", "\nlayoutc.")]) + "\n"


def test_the_small_catalog_gives_the_golden_schemas() -> None:
    written = {f"{path.removeprefix('arrow/')}.txt": shown(table) for path, table in tables(SMALL).items()}
    if os.environ.get("LAYOUTC_UPDATE_GOLDEN"):
        for name, text in written.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, "utf-8", newline="\n")
    found = {path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8") for path in GOLDEN.rglob("*.txt")}
    assert found == written


def test_each_type_has_its_column() -> None:
    columns = tables(WIDE)[MAIN]
    assert {spell(kind): str(columns.field(f"TK{100 + at:014}").type) for at, kind in enumerate(TYPES)} == {
        "text(10)": "string",
        "wide(5)": "string",
        "kana(5)": "string",
        "ascii(8)": "string",
        "digits(6)": "string",
        "digits(1..3)": "string",
        "int(3)": "int64",
        "yen(12, signed)": "int64",
        "decimal(5, 2)": "decimal128(5, 2)",
        "decimal(2, 2, signed)": "decimal128(2, 2)",
        "decimal(3, 0)": "decimal128(3, 0)",
        "date": "date32[day]",
        "date(partial)": "string",
        "year_month": "string",
        "year": "int64",
        "fiscal_year": "int64",
        "datetime": "timestamp[ms, tz=+09:00]",
        "flag": "bool",
        "code(nontaxable)": "string",
    }


def test_what_may_be_missing_can_be_null_and_has_a_column_for_the_reason_if_it_may_give_one() -> None:
    columns = tables(WIDE)[MAIN]
    must, may, bare = "TK00000000000100", "TK00000000000200", "TK00000000000400"
    assert {name: columns.field(name).nullable for name in (must, may, bare)} == {must: False, may: True, bare: True}
    reasons = {name: f"{name}.ReasonOfNull" in columns.names for name in (must, may, bare)}
    assert reasons == {must: False, may: True, bare: False}
    assert columns.field(f"{may}.ReasonOfNull").type == pa.string()
    assert columns.field(f"{may}.ReasonOfNull").nullable


def test_a_repeat_is_a_list_of_structs_that_may_hold_lists() -> None:
    some = tables(WIDE)[MAIN].field("TK00000000000500")
    assert not some.nullable
    assert not some.type.value_field.nullable
    inner = some.type.value_type.field("TK00000000000502")
    assert inner.nullable
    assert inner.type.value_type.names == ["TK00000000000503", "TK00000000000503.ReasonOfNull"]


@pytest.mark.parametrize("source", [SMALL, WIDE], ids=["small", "wide"])
def test_the_implementation_in_rust_reads_the_same_schema(source: Catalog) -> None:
    for path, content in streams(source).items():
        read = arro3.io.read_ipc_stream(io.BytesIO(content)).schema
        assert pa.schema(read).equals(tables(source)[path], check_metadata=True)


def test_a_file_says_what_it_is_and_ends_after_the_schema() -> None:
    for content in streams(WIDE).values():
        assert MARK.encode() in content[:1024]  # where `output` looks for it
        assert WIDE.notice.encode() in content
        assert ipc.open_stream(content).read_all().num_rows == 0


def test_a_text_of_a_layout_stays_a_text() -> None:
    label = '"}\u2028\ud800\x00<script>'
    odd = everything("odd", (record("main", item("a", 1, TYPES[0], label)),))
    (table,) = tables(catalog(odd)).values()
    assert table.field(0).metadata[b"layoutc.label"] == '"}\u2028\\ud800\x00<script>'.encode()


def test_codes_are_listed_with_their_labels_in_the_order_of_the_list() -> None:
    codes = tables(WIDE)[MAIN].field("TK00000000000118").metadata[b"layoutc.codes"]
    assert codes.decode() == '{"0": "課税", "1": "均等割のみ非課税", "2": "非課税"}'


def test_a_column_keeps_its_type_when_the_item_gets_more_digits() -> None:
    """So that the files of two editions can be read as one table."""
    before, after = (record("main", item("a", 1, Integer("yen", digits))) for digits in (3, 15))
    assert schema(before, {}).equals(schema(after, {}))


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "layoutc.emit.arrow_schema")
    monkeypatch.delattr("layoutc.emit.arrow_schema")
    with pytest.raises(NotInstalledError) as caught:
        emit(SMALL, ["arrow"])
    assert "layoutc[arrow]" in caught.value.text.ja
    assert "layoutc[arrow]" in caught.value.text.en
