"""Where a format, or what reads it, answers differently from the layout; every entry has a test that shows it.

docs/formats.md is made from this table, and the run that compares the engines counts a difference only as one of these.
"""

from typing import Literal

from layoutc.findings import Text
from layoutc.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Deviation:
    """`engines` are the validators in which it shows, all of the formats' if none is named.

    `kind` says whether they take what the layout refuses (loose), refuse what it takes (strict), or can't be shown it (unsayable).
    `formats` are those of `compile`, and `csv`, which is read by `layoutc validate` alone. `rule` is the rule of records that is concerned; None where none is.
    """

    id: str
    formats: tuple[str, ...]
    engines: tuple[str, ...]
    kind: Literal["loose", "strict", "unsayable"]
    rule: str | None
    what: Text
    why: Text
    advice: Text


_JSON = ("jsonschema", "openapi")
_SCHEMAS = ("libxml2", "xmlschema")  # `layoutc validate` reads XML itself and is stricter

DEVIATIONS = (
    Deviation(
        "json.whole-number-with-point",
        _JSON,
        (),
        "loose",
        "record.type",
        Text("整数の項目で、1.0 や 1e0 を整数 1 として受け入れる。", "1.0 and 1e0 are taken as the integer 1."),
        Text(
            "JSON Schema では、小数部が零の数は全て整数である。書き方を規定する語はない。",
            "To JSON Schema a number without a fraction is an integer, however it is written; no keyword is about spelling.",
        ),
        Text(
            "送る側は、整数に小数点も指数も付けない。Pydantic モデルと layoutc は拒否する。",
            "Send whole numbers without point and exponent. The models and layoutc refuse them.",
        ),
    ),
    Deviation(
        "json.rounded-number",
        _JSON,
        (),
        "loose",
        "record.type",
        Text(
            "2018.00000000000000001 のように桁の多い小数を、丸めて整数として受け入れる。",
            "A fraction of many digits, 2018.00000000000000001, is rounded and taken as an integer.",
        ),
        Text(
            "多くの JSON の読取りは、数を倍精度浮動小数点数に丸めてから検証に渡す。",
            "Most readers of JSON round a number to a double before anything is validated.",
        ),
        Text(
            "レイアウトの整数は15桁までで、丸められることはない。整数に小数点を付けなければ問題は起こらない。",
            "Whole numbers of a layout have 15 digits at most and are never rounded. Without a point nothing happens.",
        ),
    ),
    Deviation(
        "json.name-twice",
        (*_JSON, "pydantic"),
        (),
        "loose",
        "record.syntax",
        Text(
            "一つのオブジェクトに同じ名称が二度あると、後のものだけを検証する。",
            "Of a name that stands twice in one object, only the last value is validated.",
        ),
        Text(
            "JSON の読取りが、検証の前に一つだけを残す。",
            "The reader of JSON keeps one of the two before anything is validated.",
        ),
        Text(
            "`layoutc validate` は拒否する。受け取る側は、重複を拒否する読取りを選ぶ。",
            "`layoutc validate` refuses them. Choose a reader that refuses duplicate names.",
        ),
    ),
    Deviation(
        "json.lone-surrogate",
        _JSON,
        ("jsonschema", "ajv"),
        "loose",
        "record.syntax",
        Text(
            r"文字にならない `\ud842`（サロゲートの片方）だけの値を、一文字として受け入れる。",
            r"`\ud842` without its other half (a lone surrogate) is taken as a character.",
        ),
        Text(
            "文字列を UTF-16 の単位やコードポイントの列として持つ言語では、片方だけでも文字列になる。"
            "全ての正規表現エンジンに共通する書き方では除けない。",
            "Languages whose strings are sequences of code units hold it like any other. No pattern that all engines share can exclude it.",
        ),
        Text(
            "Pydantic モデルと layoutc は拒否する。UTF-8 で書き直すと誤りになるので、受け取る側で先に変換する。",
            "The models and layoutc refuse it. It can't be written in UTF-8, so convert what arrives before using it.",
        ),
    ),
    Deviation(
        "json.utf16-length",
        _JSON,
        ("ajv, unicode: false",),
        "strict",
        "record.length",
        Text(
            "「𠮷」のような文字を二文字と数え、長さの上限に達する値を拒否する。",
            "Characters like 𠮷 count as two, so a text of the full length is refused.",
        ),
        Text(
            "JSON Schema は文字（コードポイント）で数えるよう定めるが、UTF-16 の単位で数える実装や設定がある。",
            "JSON Schema counts code points, but some validators, or ajv with `unicode: false`, count units of UTF-16.",
        ),
        Text(
            "コードポイントで数える実装を使う。ajv は既定のままでよい。",
            "Use a validator that counts code points; ajv does unless told otherwise.",
        ),
    ),
    Deviation(
        "xml.no-types",
        ("xsd",),
        (),
        "loose",
        "record.type",
        Text(
            '`"1"` と `1`、`"true"` と `true` のように、JSON の種類だけが違う値を区別しない。',
            '`"1"` and `1`, `"true"` and `true`: values that differ only in their JSON type are the same.',
        ),
        Text(
            "XML の値は全て文字の並びで、引用符にあたるものがない。",
            "In XML every value is a run of characters; there are no quotes.",
        ),
        Text(
            "種類は、XML から JSON に直すときにレイアウトの型で決まる。XML で受け取るなら気にしなくてよい。",
            "The item's type decides when XML becomes JSON. Nothing to do for those who exchange XML.",
        ),
    ),
    Deviation(
        "xml.no-empty-list",
        ("xsd",),
        (),
        "loose",
        "record.required",
        Text(
            "回答にレコードの配列がないことと、配列が空であることとを区別しない。",
            "An answer without the array of a record kind and one with an empty array are the same.",
        ),
        Text(
            "XML の形に配列はなく、レコードごとに要素がある。零件なら何も残らない。",
            "The XML form has no arrays but an element for each record; none leave nothing.",
        ),
        Text("XML では、要素がないことを零件と読む。", "In XML no element means no record."),
    ),
    Deviation(
        "xml.blanks",
        ("xsd",),
        _SCHEMAS,
        "loose",
        "record.form",
        Text(
            "日付、年月、日時、小数、整数及び真偽の値の前後の空白と改行を無視する。",
            "Blanks and line breaks around dates, months, times, decimals, whole numbers and flags are ignored.",
        ),
        Text(
            "XML Schema の日付や数の型は、値の前後の空白を必ず取り除く。型から Java などのコードを作れるよう、文字列型にはしない。",
            "The types of XML Schema for dates and numbers always strip blanks. They are used all the same, so that generators make dates and numbers of them.",
        ),
        Text(
            "送る側は空白を付けない。受け取る側は、スキーマの型を通して値を読む。",
            "Send no blanks; read values through the schema's types.",
        ),
    ),
    Deviation(
        "xml.reason-without-nil",
        ("xsd",),
        _SCHEMAS,
        "loose",
        "record.absent-reason",
        Text(
            "値がある要素の ReasonOfNull と、事由のない `xsi:nil` とを受け入れる。",
            "ReasonOfNull on an element with a value, and `xsi:nil` without a reason, are taken.",
        ),
        Text(
            "XML Schema 1.0 では、ある属性を別の属性や値の有無に結び付けられない。",
            "XML Schema 1.0 can't tie an attribute to another one or to there being a value.",
        ),
        Text(
            "`layoutc validate` で確かめる。値がないときは両方を、あるときはどちらも書かない。",
            "Check with `layoutc validate`. Write both without a value, neither with one.",
        ),
    ),
    Deviation(
        "xml.order",
        ("xsd",),
        (),
        "strict",
        None,
        Text(
            "項目がレイアウトの順でない文書を拒否する。JSON では順序に意味がない。",
            "A document whose items are not in the layout's order is refused; in JSON order means nothing.",
        ),
        Text(
            "XML Schema 1.0 では、繰返しのある要素の並びは順序を決めるしかない。",
            "XML Schema 1.0 can only fix the order of elements of which some may repeat.",
        ),
        Text(
            "レイアウトの順に書く。layoutc が書く XML は常にその順である。",
            "Write items in the layout's order, as the XML that layoutc writes.",
        ),
    ),
    Deviation(
        "xml.many-repetitions",
        ("xsd",),
        _SCHEMAS,
        "loose",
        "record.repetition",
        Text(
            "4000 を超える繰返しの上限を検証せず、下限は 4000 までしか検証しない。",
            "A maximum of repetitions beyond 4000 is not checked, a minimum only up to 4000.",
        ),
        Text(
            "大きな上限を数えるスキーマは、Java の検証器が読込みの時点で拒否する。",
            "The validator of Java refuses a schema that counts so far.",
        ),
        Text("`layoutc validate` 又は JSON Schema で確かめる。", "Check with `layoutc validate` or JSON Schema."),
    ),
    Deviation(
        "xml.characters",
        ("xsd",),
        (),
        "unsayable",
        "record.characters",
        Text(
            "制御文字を含む値や、要素名にならない名称は、XML に書けない。",
            "A value with a control character, or a name that no element can have, can't be written in XML.",
        ),
        Text(
            "XML 1.0 の文書が含める文字は限られている。レイアウトが認める値は全て書ける。",
            "XML 1.0 has no such characters. Every value that a layout allows can be written.",
        ),
        Text("誤った値なので、送らない。", "Such values are wrong; don't send them."),
    ),
    Deviation(
        "csv.no-types",
        ("csv",),
        (),
        "loose",
        "record.type",
        Text(
            '`"1"` と `1`、`"true"` と `true` のように、JSON の種類だけが違う値を区別しない。',
            '`"1"` and `1`, `"true"` and `true`: values that differ only in their JSON type are the same.',
        ),
        Text(
            "CSV のセルは文字の並びで、引用符は区切りを守るだけである。",
            "A cell is a run of characters; its quotes only protect separators.",
        ),
        Text(
            "種類は、読むときにレイアウトの型で決まる。表計算ソフトが先頭の 0 を落とさないよう、文字列として開く。",
            "The item's type decides when it is read. Open it as text, or a spreadsheet drops leading zeros.",
        ),
    ),
    Deviation(
        "csv.nothing-empty",
        ("csv",),
        (),
        "unsayable",
        None,
        Text(
            "空の繰返しは、送られていないことと区別できない。何も送らない繰返しの一回や、空の文字列は書けない。",
            "An empty repeat is the same as one that was not sent. An entry in which nothing is sent, or an empty text, can't be written.",
        ),
        Text("空のセルは、送られていないことを表す。", "An empty cell says that nothing was sent."),
        Text(
            "それらを区別して送るときは、JSON 又は XML を使う。空の文字列はどの項目でも誤りである。",
            "Send JSON or XML where it matters. An empty text is wrong for every item.",
        ),
    ),
    Deviation(
        "arrow.kinds-only",
        ("arrow",),
        (),
        "loose",
        None,
        Text(
            "文字種、長さ、コード一覧、数の範囲、年月や不完全な日付の書き方、繰返しの回数、未設定事由を検証しない。",
            "Characters, lengths, code lists, ranges, the forms of months and partial dates, repetitions and reasons are not checked.",
        ),
        Text(
            "列には型と null の可否しかない。ほかの規則は列のメタデータに書いてあるが、読む側が使うとは限らない。",
            "A column has a type and may be null or not. The other rules stand in its metadata, which no reader enforces.",
        ),
        Text("表にする前に `layoutc validate` で確かめる。", "Check with `layoutc validate` before making a table."),
    ),
    Deviation(
        "arrow.decimal-spelling",
        ("arrow",),
        (),
        "loose",
        "record.form",
        Text(
            'decimal(5, 2) の "1.5" は "1.50" に、"-0" は "0.00" になって戻る。',
            '"1.5" in a decimal(5, 2) comes back as "1.50", "-0" as "0.00".',
        ),
        Text("列は値を持ち、書き方を持たない。", "A column holds the value, not its spelling."),
        Text("値で比べる。どちらの書き方も正しい。", "Compare values; both spellings are right."),
    ),
)
