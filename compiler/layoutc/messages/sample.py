"""The words of `layoutc sample`, and of naming one definition."""

from layoutc.findings import Text

ABOUT = Text(
    "見本の回答を標準出力に書く。値は全て架空で、乱数の種が同じなら同じ回答になる。--invalid を付けると、一つの規則にだけ反する回答を書く。",
    "Write sample answers to standard output. All values are fictitious; the same seed gives the same answers."
    " With --invalid, answers that break exactly one rule.",
)
PAIR = Text(
    "提供者と照会者の組（例: 市町村長/国民健康保険組合）",
    "the pair of provider and querier, for instance municipality/nhi_society",
)
AREA = Text("業務分野（日本語の名称、英名又はコード）", "the business area: its name, label or code")
PROCEDURE = Text("事務（一つしかなければ省ける）", "the procedure (may be left out where there is only one)")
COUNT = Text("回答の数（CSV と Parquet では行の数）", "how many answers (rows, in CSV and Parquet)")
SEED = Text("乱数の種", "the seed of the random numbers")
INVALID = Text(
    "誤った回答を書く。JSON では、反する規則とその場所を添える",
    "write wrong answers; in JSON each with the rule that it breaks, and where",
)
EXPECTED = Text(
    "回答はそのまま標準出力に、反する規則と場所はこのファイルに一行ずつ書く（--invalid とともに）",
    "write the answers as they are to standard output, and the rules and places to this file, a line each (with --invalid)",
)
FORMAT = Text(
    "回答の形式（CSV や XML に書けないものは除く。Parquet には `pip install 'layoutc[arrow]'` が要る）",
    "form of the answers; what CSV or XML can't hold is left out; Parquet needs `pip install 'layoutc[arrow]'`",
)
RECORD = Text(
    "CSV 又は Parquet に書くレコード（一つしかなければ省ける）",
    "the record to write as CSV or Parquet (may be left out where there is only one)",
)


def area_not_exchanged(pair: str, area: str) -> Text:
    return Text(f"`{pair}` の組は `{area}` を交換しない", f"the pair `{pair}` does not exchange `{area}`")


def name_the_procedure(pair: str, area: str) -> Text:
    return Text(
        f"`{pair}` の組は `{area}` を複数の事務で交換する。--procedure で一つを選ぶ",
        f"the pair `{pair}` exchanges `{area}` in several procedures; choose one with --procedure",
    )


def name_the_record(definition: str) -> Text:
    return Text(
        f"`{definition}` には複数のレコードがある。CSV と Parquet は一つずつなので、--record で一つを選ぶ",
        f"`{definition}` has several kinds of record, and CSV and Parquet hold one; choose it with --record",
    )


def only_with_tables() -> Text:
    return Text(
        "--record は --format csv 又は --format parquet とともに使う",
        "--record goes with --format csv or --format parquet",
    )


def no_wrong_values() -> Text:
    return Text(
        "Parquet の列は型の違う値を持てないため、--invalid とともには使えない",
        "a Parquet column can't hold wrong types of values, so it does not go with --invalid",
    )


def other_forms() -> Text:
    return Text("--format に json、ndjson、csv 又は xml を指定する", "choose json, ndjson, csv or xml with --format")


def not_to_a_terminal() -> Text:
    return Text("Parquet は文字でないため、端末には書かない", "Parquet is not text and is not written to a terminal")


def redirect() -> Text:
    return Text("`> FILE` を付けてファイルに書く", "write it to a file with `> FILE`")


def expected_without_invalid() -> Text:
    return Text("--expected は --invalid とともに使う", "--expected goes with --invalid")


def expected_needed(form: str) -> Text:
    return Text(
        f"{form} には反する規則を書けない。--expected FILE で書き先を指定する",
        f"{form} has no place for the rules; name a file for them with --expected FILE",
    )
