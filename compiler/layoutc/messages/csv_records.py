"""What is said about records in CSV, and about their encoding."""

from layoutc.findings import Text

_LONGEST_HEADER = 40


def no_encoding() -> Text:
    return Text("UTF-8 でも CP932（Shift_JIS）でもない", "neither UTF-8 nor CP932 (Shift_JIS)")


_ENCODINGS = {"utf-8": "UTF-8", "cp932": "CP932"}


def not_encoded(codec: str, place: int) -> Text:
    name = _ENCODINGS[codec]
    return Text(f"{place}バイト目が {name} の文字でない", f"byte {place} is no character of {name}")


def other_encoding(codec: str, other: str | None) -> Text:
    first, second = _ENCODINGS[codec], _ENCODINGS[other or codec]
    return Text(
        f"{first} のファイルの中に、{second} とみられる行がある",
        f"the file is in {first}, but this row seems to be in {second}",
    )


def save_as_csv_utf8() -> Text:
    return Text(
        "Excel では「CSV UTF-8（コンマ区切り）」で保存し直す。文字コードは --encoding で指定することもできる",
        "save it again, in Excel as 'CSV UTF-8'; --encoding names an encoding",
    )


def user_defined(code: str) -> Text:
    return Text(
        f"外字（利用者定義文字、{code}）がある。相手の機械では別の文字になる",
        f"there is a user-defined character (外字, {code}), which is another one on other machines",
    )


def replace_user_defined() -> Text:
    return Text("標準の文字に置き換える（縮退する）", "write a standard character instead")


def utf_16() -> Text:
    return Text("UTF-16 のファイルである", "the file is in UTF-16")


def quote_not_closed() -> Text:
    return Text('引用符（"）が閉じていない', 'a quote (") is not closed')


def wrong_quotes() -> Text:
    return Text('引用符（"）の位置の誤り', 'a quote (") stands in the wrong place')


def close_quote() -> Text:
    return Text(
        'セル全体を " で囲み、中の " は "" と書く', 'put quotes around the whole cell, and write a " inside as ""'
    )


def no_header() -> Text:
    return Text(
        "一行目に、この照会の項目コード、名称又は日本語の項目名がない",
        "the first line has no code, name or label of an item of this answer",
    )


def separated_otherwise(sign: str) -> Text:
    shown = {"\t": Text("タブ", "tabs"), ";": Text("セミコロン（;）", "semicolons")}[sign]
    return Text(
        f"列がカンマでなく{shown.ja}で区切られている", f"the columns are separated by {shown.en}, not by commas"
    )


def save_with_commas() -> Text:
    return Text("「CSV UTF-8（コンマ区切り）」の形式で保存し直す", "save it as `CSV UTF-8 (Comma delimited)`")


def write_header() -> Text:
    return Text(
        "一行目を見出しとし、項目コード（TK…）又は項目名を書く。--pair、--area、--procedure も確かめる",
        "the first line names the columns by item codes (TK…) or labels; check --pair, --area and --procedure too",
    )


def which_record(names: str) -> Text:
    return Text(
        f"見出しがどのレコードにも合い、決められない（{names}）", f"the columns fit several kinds of record ({names})"
    )


def name_record(name: str) -> Text:
    return Text(f"--record {name} のように指定する", f"name one, for instance --record {name}")


def column_missing() -> Text:
    return Text("必須項目の列がない", "a required item has no column")


def add_column() -> Text:
    return Text("列を加える。全ての行が誤りとなる", "add the column; without it every row is wrong")


def unknown_column(place: int, header: str) -> Text:
    """The header is no value of a record: other cells of its row are names of items."""
    name = header if len(header) <= _LONGEST_HEADER else f"{header[:_LONGEST_HEADER]}…"
    return Text(
        f"{letters(place)}列の見出し「{name}」は、この照会に対して提供できる項目でない",
        f"column {letters(place)}, `{name}`, is nothing that may be sent in this answer",
    )


def remove_column() -> Text:
    return Text("見出しを直すか、列を除く", "correct the header or remove the column")


def ambiguous_label(place: int) -> Text:
    return Text(
        f"{letters(place)}列の見出しと同じ名前の項目が複数ある",
        f"several items are labelled like column {letters(place)}",
    )


def use_codes(codes: str) -> Text:
    return Text(f"項目コードで書く（{codes}）", f"write the item's code ({codes})")


def column_twice(place: int) -> Text:
    return Text(f"{letters(place)}列と同じ列が前にもある", f"column {letters(place)} has come before")


def cell_without_column(place: int) -> Text:
    return Text(
        f"提供できる項目でない{letters(place)}列に値がある",
        f"a value in column {letters(place)}, which is none of an item",
    )


def wrong_width(count: int, wanted: int) -> Text:
    return Text(f"セルが{count}個ある。見出しは{wanted}個である", f"{count} cells, but the header has {wanted}")


def row_cut_short() -> Text:
    return Text(
        '値の中の改行で行が分かれていないか、最後まで書き出されているかを確かめる。改行のあるセルは " で囲む',
        'a line break inside a value may have cut the row, or the file may end early; put such a cell into quotes (")',
    )


def check_commas() -> Text:
    return Text(
        '値の中の , （金額の桁区切りなど）が列を分けていないか確かめ、そのセルを " で囲む',
        'a comma inside a value may have split it; put that cell into quotes (")',
    )


def letters(place: int) -> str:
    """A column as spreadsheets count them: 1 is A, 27 is AA."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
