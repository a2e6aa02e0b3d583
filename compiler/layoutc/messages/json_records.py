"""What is said about records in JSON."""

from layoutc.findings import Text


def not_utf8(place: int) -> Text:
    return Text(f"{place}バイト目が UTF-8 の文字でない", f"byte {place} is no character of UTF-8")


def too_deep(line: int, column: int) -> Text:
    return Text(f"{line}行{column}桁: 入れ子が深すぎる", f"line {line} column {column}: nested too deep")


def number_too_long(line: int, column: int) -> Text:
    return Text(
        f"{line}行{column}桁: 数の桁数が多すぎる", f"line {line} column {column}: the number has too many figures"
    )


_JSON = (
    ("EOF", Text("途中で終わっている", "it ends in the middle"), Text("最後まで書き出されているか確かめる", "check that it was written to its end")),
    ("trailing comma", Text("最後の要素の後に , がある", "a comma stands behind the last entry"), Text(", を除く", "remove the comma")),
    ("key must be a string", Text("名称が引用符で囲まれていない", "a name is not in quotes"), Text('名称を " で囲む', 'put names into "')),
    ("trailing characters", Text("終わりの後に余分な文字がある", "something stands behind its end"), Text("一行に一件とする", "one answer a line")),
    ("control character", Text("引用符の中に改行などの制御文字がある", "a line break or control character inside quotes"), Text("\\n のように書くか除く", "write \\n or remove it")),
    ("expected `:`", Text("名称の後に : がない", "a `:` is missing"), Text(": を補う", "add it")),
    ("expected `,`", Text("要素の間に , がないか、括弧が閉じていない", "a comma or a closing bracket is missing"), Text("補う", "add it")),
    ("expected value", Text("値があるべき所に、値でないものがある", "there is no value where one has to be"), Text('文字列は " で囲む。JSON にコメントや + は書けない', 'put texts into "; JSON has no comments and no +')),
    ("expected ident", Text("true、false、null のいずれでもない", "none of true, false and null"), Text('文字列は " で囲む', 'put texts into "')),
    ("invalid number", Text("数の書き方でない", "not the form of a number"), Text("12 又は -12 のように書く（先頭の 0 や + は付けない）", "write 12 or -12, without leading zeros or +")),
    ("invalid escape", Text("\\ の使い方の誤り", "a wrong use of \\"), Text("\\ は \\\\ と書く", "write \\ as \\\\")),
    ("lone leading surrogate", Text("\\u の組が欠けている（文字にならない）", "half of a \\u pair: no character"), Text("文字をそのまま UTF-8 で書く", "write the character itself in UTF-8")),
    ("unexpected end of hex escape", Text("\\u の組が欠けている（文字にならない）", "half of a \\u pair: no character"), Text("文字をそのまま UTF-8 で書く", "write the character itself in UTF-8")),
)  # fmt: skip


def not_json(problem: str, line: int, column: int) -> Text:
    """`problem` is the reader's own English."""
    for head, text, _ in _JSON:
        if problem.startswith(head):
            return Text(f"{line}行{column}桁: {text.ja}", f"line {line} column {column}: {text.en}")
    return Text(f"{line}行{column}桁: JSON でない（{problem}）", f"line {line} column {column}: not JSON ({problem})")


def how_json_fails(problem: str) -> Text:
    help_texts = (text for head, _, text in _JSON if problem.startswith(head))
    return next(help_texts, Text("JSON の書き方を確かめる", "check how it was written"))


def behind_the_answer() -> Text:
    return Text(
        "回答の終わりの後に余分な文字がある。そこから先は読まない",
        "something stands behind the answer; the rest is not read",
    )


def behind_the_array() -> Text:
    return Text(
        "配列の終わりの後に余分な文字がある。そこから先は読まない",
        "something stands behind the array; the rest is not read",
    )


def array_or_lines() -> Text:
    return Text(
        "複数の回答は配列（[ ]）に入れるか、一行に一件の NDJSON とする（--input-format ndjson）",
        "put several answers into an array ([ ]), or one a line as NDJSON (--input-format ndjson)",
    )


def array_not_closed() -> Text:
    return Text("配列の ] がないままファイルが終わっている", "the file ends without the `]` of the array")


def check_end() -> Text:
    return Text("ファイルが最後まで届いているか確かめる", "check that the whole file has arrived")


def comma_behind_last() -> Text:
    return Text("最後の要素の後に , がある", "a comma stands behind the last entry")


def comma_twice() -> Text:
    return Text("要素のない , がある", "a comma without an entry")


def remove_comma() -> Text:
    return Text(", を除く", "remove the comma")


def comma_missing() -> Text:
    return Text("前の要素との間に , がない", "no comma between this entry and the one before")


def add_comma() -> Text:
    return Text(", を補う", "add a comma")


def split_answers() -> Text:
    return Text("一件の回答を分けて送る", "send it as several answers")


def one_answer_a_line() -> Text:
    return Text("一行に一件の回答を書く", "write one answer a line")
