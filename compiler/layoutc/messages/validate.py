"""The words of `layoutc validate`: its help, its report and its files."""

from collections.abc import Sequence
from datetime import date

from layoutc.findings import Text

ABOUT = Text(
    "データのファイル（JSON、NDJSON、CSV、XML）を、提供者と照会者の組のレイアウトに照らして検査する。- は標準入力である。"
    "誤りのある行を飛ばして最後まで読む。値は形だけを示す（9 は数字、漢 は漢字）。",
    "Check files of records (JSON, NDJSON, CSV, XML) against what a pair exchanges. - is standard input."
    " A broken row never stops the rest. Values are shown by their shape only.",
)
RECORD = Text(
    "CSV のレコードの種類（見出しで決まらないとき）", "the kind of record of a CSV file, where its header does not tell"
)
INPUT_FORMAT = Text("入力の形式（既定: 名前と内容による）", "format of the input (default: by name and content)")
ENCODING = Text("CSV の文字コード（既定: 内容による）", "encoding of CSV (default: by content)")
REJECTS = Text(
    "誤りのある行と理由を、このフォルダーに書く（個人情報を含む）",
    "write the rejected rows and why to this folder (they hold personal data)",
)
MAX_FINDINGS = Text("示す指摘の数の上限（数えるのは全て）", "show at most so many findings (all are counted)")
SHOW_VALUES = Text("値そのものを示す（個人情報を含む）", "show the values themselves (personal data)")
FORMAT = Text("出力の形式", "format of the output")


def layouts_unusable(count: int) -> Text:
    return Text(
        f"レイアウトに{count}件の誤りがあるため、検査できない。layoutc check で示される",
        f"the layouts have {count} mistake{'' if count == 1 else 's'} and can't be checked against; layoutc check shows them",
    )


def same_name(name: str) -> Text:
    return Text(
        f"`{name}` という名前のファイルが二つあり、--rejects で区別できない",
        f"two files are called `{name}`, which --rejects can't tell apart",
    )


def not_a_file(path: str) -> Text:
    return Text(f"`{path}` はフォルダーである。ファイルを挙げる", f"`{path}` is a folder; name files")


def save_as_csv(path: str) -> Text:
    return Text(
        f"`{path}` は Excel のブックである。Excel で「CSV UTF-8（コンマ区切り）」の形式で保存し、その CSV を検査する",
        f"`{path}` is a workbook of Excel; save it there as `CSV UTF-8 (Comma delimited)` and check that",
    )


def file_name(name: str) -> Text:
    return Text("標準入力", "standard input") if name == "-" else Text(name, name)


def place(line: int, row: int, column: str | None, *, of_table: bool) -> Text:
    if not row:
        return (
            Text(f"{line}行目", f"line {line}")
            if not of_table
            else Text(f"{line}行目（見出し）", f"line {line} (header)")
        )
    ja = f"{line}行目" + (f" {column}列" if column else "") + f"（{row}件目）"
    en = f"line {line}" + (f", column {column}" if column else "") + f" (row {row})"
    return Text(ja, en)


def value_is(value: str) -> Text:
    return Text(f"値 {value}", f"value {value}")


def more_findings(count: int) -> Text:
    return Text(
        f"ほかに{count}件の指摘がある（--max-findings で増やす。--rejects で全てをファイルに書く）。",
        f"{_many(count, 'more finding')} (--max-findings shows more; --rejects writes all of them to files).",
    )


def summary_header() -> tuple[Text, ...]:
    """Over the columns rule, item, findings, first place."""
    return Text("規則", "rule"), Text("項目", "item"), Text("件数", "findings"), Text("最初の箇所", "first")


def more_rows(count: int) -> Text:
    return Text(f"…ほか{count}種類", f"… and {count} more kinds")


_FORMS = {"json": "JSON", "ndjson": "NDJSON", "csv": "CSV", "xml": "XML"}
_ENCODINGS = {"utf-8": "UTF-8", "cp932": "CP932"}


def file_line(name: str, form: str, encoding: str | None, rows: int, rejected: int, findings: int) -> Text:
    kind = ", ".join([_FORMS[form], *([_ENCODINGS[encoding]] if encoding else [])])
    head = f"{name}（{kind.replace(', ', '、')}）: "
    ja = f"{head}{rows}件"
    en = f"{name} ({kind}): "
    if not findings:
        return Text(f"{ja}、誤りなし。", f"{en}{_many(rows, 'row')}, all right.")
    if not rows:
        return Text(
            f"{head}読めたデータは一件もない（指摘{findings}件）。",
            f"{en}no row could be read ({_many(findings, 'finding')}).",
        )
    if not rejected:
        return Text(
            f"{ja}に誤りはないが、ファイルそのものに誤りがある（指摘{findings}件）。",
            f"{en}{_many(rows, 'row')}, all right, but the file itself is not ({_many(findings, 'finding')}).",
        )
    return Text(
        f"{ja}のうち{rejected}件に誤り（指摘{findings}件）。",
        f"{en}{rejected} of {_many(rows, 'row')} rejected ({_many(findings, 'finding')}).",
    )


def against(area: str, procedure: str, day: date) -> Text:
    return Text(
        f"照らし合わせたもの: {day}時点の{area}（{procedure}）", f"Checked against {area} ({procedure}) as of {day}"
    )


def masked() -> Text:
    return Text(
        "値は形だけを示した（9 数字、A a 英字、あ ひらがな、ア カタカナ、漢 漢字）。--show-values で値を示す。",
        "Values are shown by their shape (9 a figure, A a letters, あ ア kana, 漢 kanji); --show-values shows them.",
    )


def explain(rule: str) -> Text:
    return Text(f"規則の説明: layoutc explain {rule}", f"What a rule means: layoutc explain {rule}")


def rejects_written(folder: str, names: Sequence[str]) -> Text:
    return Text(
        f"{folder} に書いた: {'、'.join(names)}。個人情報を含むので、扱いに注意する。",
        f"Written to {folder}: {', '.join(names)}. They hold personal data; handle with care.",
    )


def reasons_header() -> tuple[Text, ...]:
    return (
        Text("行", "line"),
        Text("件", "row"),
        Text("列", "column"),
        Text("規則", "rule"),
        Text("項目コード", "code"),
        Text("項目", "item"),
        Text("場所", "path"),
        Text("内容", "finding"),
        Text("直し方", "help"),
        Text("値", "value"),
    )


def empty_file() -> Text:
    return Text("データが一件もない", "there is no row in it")


def check_file() -> Text:
    return Text(
        "正しいファイルか、最後まで書き出されているかを確かめる",
        "check that it is the right file and was written to its end",
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
