"""The words of the command line: help, and what is said about a call that can't be carried out."""

from collections.abc import Mapping, Sequence
from datetime import date

from layoutc.findings import Text

ABOUT = Text(
    "データ標準レイアウトを検査し、JSON Schema、Pydantic モデルなどに変換する。データのファイルも検査する。",
    "Check data standard layouts (データ標準レイアウト), compile them to JSON Schema, Pydantic models and other formats, and check files of records.",
)
CHECK = Text(
    "レイアウトを読み、誤りと過不足（照会する側が必要とする項目と、照会できる項目との差）を示す。"
    "PATH を挙げると、そのファイルに関わる指摘だけを示す。",
    "Read the layouts and show mistakes, and where what queriers need differs from what is exposed."
    " With PATHs, only findings that touch these files.",
)
COMPILE = Text(
    "提供者と照会者の組ごとに JSON Schema と Pydantic モデルを generated/ に書く。ほかの形式は --emit で書く。",
    "Write JSON Schema and Pydantic models for every provider/querier pair to generated/; other formats with --emit.",
)
FMT = Text(
    "レイアウトとコード一覧の書式を整える。コメントは残る。",
    "Lay out layout and code list files in the one style; comments are kept.",
)
EXPLAIN = Text("規則の意味と、悪い例・良い例を示す。", "Show what a rule means, with a bad and a good example.")
MATRIX = Text(
    "提供者と照会者の組ごとに、項目と判定の数を示す。",
    "Show provider x querier: areas, procedures, items and verdicts.",
)
DEADLINES = Text(
    "登録期限（写しがどれだけ早く正本に追いつくか）を数える。",
    "Count the registration deadlines: how soon copies follow the master.",
)
EXPORT = Text(
    "レイアウトを Excel のブックに書く。日又は版を指定しなければ、全ての版を開始日・終了日とともに書く。",
    "Write the layouts as an Excel workbook. Without a day or an edition it holds every edition, with its dates.",
)
BUNDLE = Text(
    "版（又は日）のレイアウト、生成物、見本、検査の結果を一つの ZIP にまとめる。同じ入力からは常に同じバイト列になる。"
    "--verify を付けると、受け取った ZIP を展開せずに確かめ、違いを示す。",
    "Put an edition (or a day) into one ZIP: layouts, what is generated, samples, the check's report."
    " The same input always gives the same bytes. With --verify, look through such a ZIP without extracting it and show what differs.",
)
IMPORT = Text(
    "Excel のブックをレイアウトに取り込む。読み取れないセルがあれば、全て「シート!セル」で示し、何も書かない。",
    "Read an Excel workbook into layouts. Every cell that was not understood is shown as `sheet!cell`; then nothing is written.",
)

PROJECT = Text("layouts/ のあるフォルダー（既定: 現在のフォルダー）", "the folder that holds layouts/ (default: here)")
SHIPPED = Text("layoutc に付属のレイアウトを使う", "take the layouts that came with layoutc")
LANG = Text("表示の言語（既定: ロケールによる）", "language of messages (default: by the locale)")
NO_CACHE = Text("キャッシュを使わない（答えは同じで、遅くなる）", "do without the cache: the same answers, later")
QUIET = Text("結果以外を表示しない", "show nothing but results")
AS_OF = Text(
    "その日に有効なレイアウトを対象とする（既定: 今日）", "the layouts as they stood that day (default: today)"
)
AS_OF_OR_ALL = Text(
    "その日に有効なレイアウトだけ（既定: 全ての版）", "only the layouts as they stood that day (default: every edition)"
)
EDITION = Text("登録簿にある版の名称で日を指定する", "a day by the name of an edition of the registry")
QUERIER = Text("この照会者の種類だけ（繰り返し可）", "only this kind of querier (may repeat)")
PROVIDER = Text("この提供者の種類だけ（繰り返し可）", "only this kind of provider (may repeat)")
AREA = Text("この業務分野だけ（繰り返し可）", "only this area (may repeat)")
SHOW_WAIVED = Text("免除された指摘も示す", "show the waived findings too")
SELECTION = Text("登録簿の selections にある業務分野だけ", "only the areas of this selection of the registry")
SELECT = Text("この規則だけ（繰り返し可）", "only this rule (may repeat)")
FORMAT = Text("出力の形式", "format of the output")
OUT_OF_IMPORT = Text("プロジェクトの代わりに、DIR/layouts/ に書く", "write to DIR/layouts/ instead of into the project")
MAPPING = Text(
    "layoutc が書いたのではないブックの読み方を示す YAML",
    "a YAML document that tells how to read a workbook of another make",
)
PARTIAL = Text(
    "読み取れないものがあっても、読み取れたものを書く", "write what was understood even where something was not"
)
XLSX = Text("書き出すブック", "the workbook to write")
OUT = Text("出力先のフォルダー（既定: generated/）", "the folder to write to (default: generated/)")
CHECK_ONLY = Text(
    "何も書かず、違いがあれば示して 1 で終わる", "write nothing; show what differs and exit 1 if anything does"
)
DIFF = Text("違いを行ごとに示す（何も書かない）", "show the difference line by line (writes nothing)")
PAIR = Text("この組だけ（例: 市町村長/国民健康保険組合）", "only this pair, for instance municipality/nhi_society")
EMIT = Text(
    "この形式だけ（繰り返し可。既定: jsonschema と pydantic）",
    "only this format (may repeat; default: jsonschema and pydantic)",
)
BUNDLE_OUT = Text("書き込むファイル（既定: layouts_版_日.zip）", "the file to write (default: layouts_EDITION_DAY.zip)")
BUNDLE_EMIT = Text(
    "この形式だけ（繰り返し可。既定: 追加のパッケージの要らない全形式）",
    "only this format (may repeat; default: all that need no further package)",
)
SBOM = Text(
    "作成に用いたソフトウェアの一覧（SBOM、CycloneDX）をこのファイルに書く",
    "write to this file what software made it (SBOM, CycloneDX)",
)
VERIFY = Text("この ZIP を確かめる（何も書かない）", "verify this ZIP (writes nothing)")
AGAINST = Text(
    "このフォルダーのレイアウトから作った場合とも比べる（--verify と共に指定する）",
    "compare with what the layouts of this folder give, too (goes with --verify)",
)
LIST = Text("全ての規則を一覧する", "list all rules")
EXIT_CODES = Text(
    "終了コード: 0 指摘なし、1 指摘あり、2 呼び出し又は機械の誤り",
    "Exit codes: 0 nothing to report, 1 findings, 2 the call or the machine is at fault",
)
USAGE = Text("使い方", "Usage")
OPTIONS = Text("[オプション]", "[OPTIONS]")
COMMAND = Text("コマンド [引数]...", "COMMAND [ARGS]...")
HEADINGS = {"Options": Text("オプション", "Options"), "Commands": Text("コマンド", "Commands")}
NEEDED = Text("〔必須〕", " [required]")
HELP = Text("この説明を表示する", "show this help")
VERSION = Text("版を表示する", "show the version")


def default(value: str) -> Text:
    return Text(f"（既定: {value}）", f" (default: {value})")


def wrong_call(problem: str) -> Text:
    return Text(f"呼び出しの誤り: {problem}", f"wrong call: {problem}")


def missing(name: str) -> Text:
    return Text(f"{name} を指定する", f"{name} is missing")


def takes_no_value(name: str) -> Text:
    return Text(f"{name} に値は付けない", f"{name} takes no value")


def needs_a_value(name: str) -> Text:
    return Text(f"{name} の値がない", f"{name} needs a value")


def followed_by(name: str) -> Text:
    return Text(f"続きに `{name}` がある", f"`{name}` follows it")


def not_one_of(name: str, value: str) -> Text:
    return Text(f"{name} に `{value}` は選べない", f"`{value}` can't be chosen for {name}")


def not_a_number(name: str, value: str) -> Text:
    return Text(f"{name} の `{value}` は使えない", f"{name} does not take `{value}`")


def numbers(least: float | None, most: float | None) -> Text:
    if most is None:
        return Text(f"{least}以上の整数を書く", f"write a whole number from {least} on")
    return Text(f"{least}から{most}までの整数を書く", f"write a whole number from {least} to {most}")


def is_a_folder(name: str, path: str) -> Text:
    return Text(f"{name} の `{path}` はフォルダーである", f"`{path}`, given with {name}, is a folder")


def is_a_file(name: str, path: str) -> Text:
    return Text(f"{name} の `{path}` はファイルである", f"`{path}`, given with {name}, is a file")


def name_a_file() -> Text:
    return Text("ファイルを指定する", "name a file")


def name_a_folder() -> Text:
    return Text("フォルダーを指定する（なければ作られる）", "name a folder (it is made where there is none)")


def no_place_for(words: Sequence[str]) -> Text:
    shown = [f"`{word}`" for word in words]
    return Text(f"余分な引数がある: {'、'.join(shown)}", f"there is no place for {', '.join(shown)}")


def wrong_hyphens(argument: str) -> Text:
    return Text(
        f"`{argument}` は半角のハイフン二つで始まっていない", f"`{argument}` does not begin with two half-width hyphens"
    )


def see_help(command: str) -> Text:
    return Text(f"`{command} --help` を参照", f"see `{command} --help`")


def no_such_option(name: str) -> Text:
    return Text(f"オプション `{name}` はない", f"there is no option `{name}`")


def no_such_command(name: str) -> Text:
    return Text(f"コマンド `{name}` はない", f"there is no command `{name}`")


KIND = Text("機関の種類", "kind of institution")
AN_AREA = Text("業務分野", "area")
A_PROCEDURE = Text("事務", "procedure")
A_RECORD = Text("レコード", "record")
A_RULE = Text("規則", "rule")
AN_EDITION = Text("版", "edition")
A_SELECTION = Text("選定", "selection")


def no_such_name(what: Text, name: str) -> Text:
    return Text(f"{what.ja} `{name}` はない", f"there is no {what.en} `{name}`")


def names_several(name: str) -> Text:
    return Text(f"`{name}` は一つに決まらない", f"`{name}` names more than one")


def did_you_mean(name: str, label: str | None = None) -> Text:
    if label is None:
        return Text(f"`{name}` の誤りではないか", f"did you mean `{name}`?")
    return Text(f"`{name}`（{label}）の誤りではないか", f"did you mean `{name}` ({label})?")


def known(labels: Mapping[str, str | None], more: int = 0) -> Text:
    """Names on one line, or with their labels on a line each; and how many more there are."""
    if any(labels.values()):
        ja = [f"\n    {name}（{label}）" for name, label in labels.items()]
        en = [f"\n    {name} ({label})" for name, label in labels.items()]
        return Text(
            f"あるもの:{''.join(ja)}" + (f"\n    ほか{more}" if more > 0 else ""),
            f"there are:{''.join(en)}" + (f"\n    and {more} more" if more > 0 else ""),
        )
    return Text(
        f"あるもの: {'、'.join(labels)}" + (f" ほか{more}" if more > 0 else ""),
        f"there are: {', '.join(labels)}" + (f", and {more} more" if more > 0 else ""),
    )


def passed_over(paths: Sequence[str]) -> Text:
    """Files that look like layouts."""
    few = [ascii(path)[1:-1] if not path.isprintable() else path for path in paths[:3]]
    more_ja, more_en = (f" ほか{len(paths) - 3}", f" and {len(paths) - 3} more") if len(paths) > 3 else ("", "")
    return Text(
        f"読んでいないファイル: {'、'.join(few)}{more_ja}。業務分野は layouts/areas/ の .layout、コード一覧は layouts/codes/ の .codes、"
        "登録簿・法定の表・必要項目は layouts/registry/、law/、needs/ の .yaml だけを読む。",
        f"Not read: {', '.join(few)}{more_en}. Only these are: .layout in layouts/areas/, .codes in layouts/codes/,"
        " and .yaml in layouts/registry/, law/ and needs/.",
    )


def list_of_rules() -> Text:
    return Text("全ての規則は `layoutc explain --list` で示される", "`layoutc explain --list` shows all rules")


def name_a_rule() -> Text:
    return Text("規則の名称を挙げるか --list を付ける", "name a rule, or give --list")


def not_a_day(text: str) -> Text:
    return Text(
        f"`{text}` は日付でない。2017-07-31 のように書く", f"`{text}` is not a day; write for instance 2017-07-31"
    )


def day_or_edition() -> Text:
    return Text("--as-of と --edition は同時に指定できない", "--as-of and --edition can't be given together")


def nothing_exchanged(pair: str, day: date) -> Text:
    return Text(f"{day}時点で `{pair}` の組が交換する項目はない", f"the pair `{pair}` exchanges nothing as of {day}")


def not_a_pair(text: str) -> Text:
    return Text(
        f"`{text}` は組でない。municipality/nhi_society のように書く",
        f"`{text}` is not a pair; write for instance municipality/nhi_society",
    )


def written(added: int, changed: int, removed: int, folder: str) -> Text:
    if not added + changed + removed:
        return Text(f"{folder} は最新である。", f"{folder} is current.")
    return Text(
        f"{folder}: 追加 {added}、変更 {changed}、削除 {removed}。",
        f"{folder}: {added} added, {changed} changed, {removed} removed.",
    )


def not_xlsx(path: str) -> Text:
    return Text(f"`{path}` の拡張子が .xlsx でない", f"`{path}` does not end in .xlsx")


def exported(path: str, count: int) -> Text:
    return Text(f"{path}: {count}業務分野を書いた。", f"{path}: {count} area{'' if count == 1 else 's'} written.")


def imported(count: int) -> Text:
    if not count:
        return Text("変わるものはない。", "Nothing changes.")
    return Text(f"{count}個のファイルを書いた。", f"{count} file{'' if count == 1 else 's'} written.")


def import_stopped(count: int) -> Text:
    return Text(
        f"取り込めないものが{count}件あるため、何も書かなかった。取り込めたものだけを書くときは --partial を付ける。",
        f"{count} thing{'' if count == 1 else 's'} can't be imported; nothing was written. --partial writes what was understood.",
    )


def import_would_stop(count: int) -> Text:
    return Text(
        f"取り込めないものが{count}件あるため、このままでは何も書かれない。--partial を付ければ、取り込めたものだけを書く。",
        f"{count} thing{'' if count == 1 else 's'} can't be imported; as it is, nothing would be written. --partial writes what was understood.",
    )


def not_in_workbook(names: Sequence[str]) -> Text:
    """Areas and code lists that stay."""
    few = len(names) <= 3
    ja, en = (f"（{'、'.join(names)}）", f" ({', '.join(names)})") if few else ("", "")
    return Text(
        f"ブックから読み取らなかった業務分野・コード一覧{len(names)}件は、今のまま残る{ja}。",
        f"{len(names)} area{'' if len(names) == 1 else 's'} or code list{'' if len(names) == 1 else 's'} not read from the workbook stay{'s' if len(names) == 1 else ''} as before{en}.",
    )


def shipped_stay() -> Text:
    return Text("layoutc に付属のレイアウトは書き換えられない", "the layouts that came with layoutc can't be changed")


def only_elsewhere() -> Text:
    return Text(
        "--out で別の場所に書くか、--diff で違いだけを見る", "write elsewhere with --out, or only look with --diff"
    )


def only_told() -> Text:
    return Text("--check 又は --diff で違いだけを見る", "only look, with --check or --diff")


def left_as_it_is(name: str) -> Text:
    return Text(
        f"`{name}` は、レイアウトとして書けない箇所がブックにあるため、今のまま変えない。上の指摘を直して取り込み直す。",
        f"`{name}` stays as it is, for the workbook says of it what no layout can; mend what is shown and import again.",
    )


def comments_lost(path: str, count: int) -> Text:
    return Text(
        f"{path}: なくなったもののコメント{count}個は失われる。",
        f"{path}: {count} comment{'' if count == 1 else 's'} on what is gone will be lost.",
    )


def nothing_written() -> Text:
    return Text("レイアウトに誤りがあるため、何も書かなかった。", "The layouts have mistakes; nothing was written.")


def formatted(count: int) -> Text:
    if not count:
        return Text("整える必要のあるファイルはない。", "Nothing to format.")
    return Text(f"{count}個のファイルを整えた。", f"{count} file{'' if count == 1 else 's'} formatted.")


def internal_error(kind: str, path: str) -> Text:
    return Text(
        f"layoutc の内部の誤り（{kind}）。`{path}` を添えて報告してほしい",
        f"internal error of layoutc ({kind}); please report it with `{path}`",
    )


def interrupted() -> Text:
    return Text("中断された", "interrupted")
