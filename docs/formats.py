"""Writes docs/formats.md: what each format is for, and where formats differ, from the code's own tables: python docs/formats.py"""

from pathlib import Path

from layoutc.emit.exceptions import DEVIATIONS, Deviation
from layoutc.emit.registry import EMITTERS, Emitter
from layoutc.findings import Text

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/formats.md"
_INTRODUCTION = """\
# The formats / 形式

One layout, several formats, the same answers taken and refused in each. Take the one that your tools read; nobody has to read two.
`layoutc compile` writes those marked *always*; `layoutc compile --emit NAME` writes one of the others, for one pair with
`--pair PROVIDER/QUERIER`. No network is used, and no file needs another one that is not beside it.

一つのレイアウトから、受け入れる回答も拒否する回答も同じになる複数の形式を書く。手元の道具が読むものを一つ選べばよい。`layoutc compile` は「常に」とあるものを書き、
ほかは `layoutc compile --emit 形式` で書く（一つの組だけなら `--pair 提供者/照会者`）。ネットワークは使わず、別の場所のファイルも要らない。

This page is written by `python docs/formats.py`. / このページは `python docs/formats.py` で作成する。
"""
_ABOUT = {
    "jsonschema": (
        "`jsonschema/PROVIDER/QUERIER.schema.json`",
        Text(
            "JSON を検証するあらゆる言語。JSON Schema 2020-12。定義ごとに `#/$defs/名称` を参照する。",
            "Any language that validates JSON. JSON Schema 2020-12; refer to a definition as `#/$defs/NAME`.",
        ),
    ),
    "pydantic": (
        "`layoutc_models/PROVIDER/QUERIER.py`",
        Text(
            "Python。型の付いた属性で読み書きし、検証もする。要るのは pydantic だけである。",
            "Python. Reads, writes and validates, with typed attributes. Needs pydantic and nothing else.",
        ),
    ),
    "openapi": (
        "`openapi/PROVIDER/QUERIER.openapi.json`",
        Text(
            "サーバー間の照会。OpenAPI 3.1 から、サーバーとクライアントのコードを作る。",
            "A link between servers. Generate server and client from OpenAPI 3.1.",
        ),
    ),
    "arrow": (
        "`arrow/PROVIDER/QUERIER/AREA.PROCEDURE.RECORD.arrows`",
        Text(
            "Parquet などの大量のデータ。レコードごとに一つの表。規則の検証はしない。",
            "Bulk data in Parquet and the like, a table for each kind of record. It holds the data and checks little of it.",
        ),
    ),
    "xsd": (
        "`xsd/answers/PROVIDER/QUERIER.xsd`, `xsd/copies/AREA.xsd`",
        Text(
            "Java や .NET など、XML で交換するシステム。回答と副本データ。XML Schema 1.0。",
            "Systems that exchange XML, in Java or .NET. Answers, and the provider's copies. XML Schema 1.0.",
        ),
    ),
}
_SAMPLES = """\
```console
$ layoutc compile --emit xsd --pair municipality/nhi_society
```

## Try a system with samples / 見本で試す

```console
$ layoutc sample --pair municipality/nhi_society --area local_tax --procedure nhi_benefit --format xml --count 100
$ layoutc sample --pair municipality/nhi_society --area local_tax --procedure nhi_benefit --invalid --count 500 --expected why.ndjson
```

The first are right: a system has to take them all. They begin with those that reach every branch of the definition, so a hundred of them are worth more than a hundred drawn ones.
The second are wrong: a system has to refuse them all, and `why.ndjson` says of each which rule it breaks and where. As JSON, NDJSON, CSV or XML; the same `--seed`
gives the same bytes on any machine. All values are fictitious and look it (見本, 架空, ABC, 9999). The right ones also come as Parquet, a kind of record a file:
`--format parquet --record RECORD > FILE`, with `pip install 'layoutc[arrow]'`; the bytes are the same with the same version of pyarrow.

前者は正しく、全て受け入れなければならない。定義の全ての分岐に届くものから始まるので、乱数だけの百件より役に立つ。後者は誤りで、全て拒否しなければならない。`why.ndjson` に、
それぞれが反する規則と場所がある。JSON、NDJSON、CSV 又は XML で書け、同じ `--seed` なら、どの計算機でも同じバイト列になる。値は全て架空で、見てそれと分かる（見本、架空、ABC、9999）。
正しいものは Parquet でも書ける。`--format parquet --record レコード > ファイル` でレコードごとに一つのファイルとし、`pip install 'layoutc[arrow]'` が要る。pyarrow の版が同じなら、同じバイト列になる。
"""
_AGREEMENT = """\
## How it is known that they agree / 一致の確認

`layoutc sample` makes answers from a layout: right ones that reach every branch of it, and wrong ones that each break one rule at a known place. The tests
put them to pydantic, to `layoutc validate`, to three validators of JSON Schema (jsonschema, jsonschema-rs, ajv) and, as XML, to two of XML Schema (libxml2, xmlschema). Each has
to say what the answer was made for, except where an entry below covers that very answer. Every entry has a test that shows it.

`layoutc sample` は、レイアウトの全ての分岐に届く正しい回答と、知られた場所で一つの規則にだけ反する誤った回答とを作る。試験では、これを pydantic、`layoutc validate`、JSON Schema の
三つの検証器（jsonschema、jsonschema-rs、ajv）及び XML にして XML Schema の二つの検証器（libxml2、xmlschema）に渡す。どの答えも、作ったときの意図と同じでなければならない。
異なってよいのは、下の表がその回答に当てはまるときだけである。表の各行には、それを示す試験がある。

```console
$ python -m bench.agreement --records 1000000
```

## Where they differ / 異なるところ
"""
_KINDS = {
    "loose": Text("受け入れる", "takes"),
    "strict": Text("拒否する", "refuses"),
    "unsayable": Text("書けない", "can't hold"),
}


def page() -> str:
    """The whole page, from what the formats and the exceptions say about themselves."""
    formats = ["| format 形式 | files | for 用途 |", "| --- | --- | --- |", *map(_format, EMITTERS)]
    table = [
        "| exception 例外 | formats 形式 | rule 規則 | what differs | 異なるところ |",
        "| --- | --- | --- | --- | --- |",
    ]
    table += map(_row, DEVIATIONS)
    return "\n".join([_INTRODUCTION, *formats, "", _SAMPLES, _AGREEMENT, *table, "", *map(_section, DEVIATIONS)])


def _format(emitter: Emitter) -> str:
    files, purpose = _ABOUT[emitter.name]
    always = " (always 常に)" if emitter.default else ""
    return f"| `{emitter.name}`{always} | {files} | {purpose.en}<br>{purpose.ja} |"


def _row(each: Deviation) -> str:
    rule = f"[`{each.rule}`](rules.md#{each.rule.replace('.', '')})" if each.rule else ""
    formats = ", ".join(f"`{name}`" for name in each.formats)
    return f"| [`{each.id}`](#{each.id.replace('.', '')}) | {formats} | {rule} | {each.what.en} | {each.what.ja} |"


def _section(each: Deviation) -> str:
    kind = _KINDS[each.kind]
    where = f"{', '.join(each.engines)}" if each.engines else "any validator / どの検証器でも"
    lines = [f"## {each.id}", "", f"*{', '.join(each.formats)}: {kind.en} / {kind.ja}. {where}*", ""]
    for what, why, advice, because, so in (
        (each.what.en, each.why.en, each.advice.en, "Why:", "What to do:"),
        (each.what.ja, each.why.ja, each.advice.ja, "理由：", "対処："),
    ):
        lines += [what, f"- {because} {why}", f"- {so} {advice}", ""]
    return "\n".join(lines)


def main() -> None:
    (ROOT / PAGE).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
