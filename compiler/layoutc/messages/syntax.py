"""What is said about the text of a layout or of a YAML document."""

from collections.abc import Sequence

from layoutc.findings import Text

# Words that begin a line of a record, so that no item there can have them as its name.
RESERVED_IN_RECORDS = frozenset(
    {"register", "retain", "basis", "note", "law", "ministry", "provider", "code", "repeat", "key"}
)

_TERMINALS = {
    "NAME": Text("名称（半角の英小文字・数字・_）", "a name"),
    "PATH": Text("項目のパス（例 income.total_income）", "a path to an item (income.total_income)"),
    "WIRE_CODE": Text("コード（TM又はTKに続く数字14桁）", "a code (TM or TK and 14 digits)"),
    "TYPE": Text("型（例 text(40)、yen(11)）", "a type (text(40), yen(11))"),
    "LABEL": Text('引用符で囲んだ文字列（"…"）', 'a text in quotes ("…")'),
    "VALUE": Text("コード値", "a value of the code list"),
    "NUMBER": Text("数", "a number"),
    "RANGE": Text("範囲（例 0..20）", "a range (0..20)"),
    "DATE": Text("日付（例 2018-07）", "a date (2018-07)"),
    "MONTH_DAY": Text("月日（例 07-01）", "a month and day (07-01)"),
    "UNIT_OF_TIME": Text("fiscal_years・years・months", "fiscal_years, years or months"),
    "_LBRACE": Text("`{`", "`{`"),
    "RBRACE": Text("`}`", "`}`"),
    "_LPAR": Text("`(`", "`(`"),
    "RPAR": Text("`)`", "`)`"),
    "_LSQB": Text("回数（例 [0..20]）", "how often it may come ([0..20])"),
    "_RSQB": Text("`]`", "`]`"),
    "_EQUALS": Text("`=`", "`=`"),
    "_COMMA": Text("`,`", "`,`"),
}


def _terminal(name: str) -> Text:
    return _TERMINALS.get(name) or Text(f"`{name.lower()}`", f"`{name.lower()}`")


def expected(terminals: Sequence[str]) -> Text:
    known = [_terminal(name) for name in sorted(terminals, key=lambda name: (name not in _TERMINALS, name))]
    if not known:
        return Text("ここで改行する", "end the line here")
    ja, en = [each.ja for each in known[:8]], [each.en for each in known[:8]]
    more = len(known) > 8
    if len(known) == 1:
        shown = f" {ja[0]} " if ja[0].startswith("`") else ja[0]
        return Text(f"ここには{shown}を書く", f"write {en[0]} here")
    return Text(
        f"ここに書けるもの: {'、'.join(ja)}{'、…' if more else ''}",
        f"what can stand here: {', '.join(en)}{', …' if more else ''}",
    )


def _short(written: str) -> str:
    return written if len(written) <= 40 else f"{written[:40]}…"


def unexpected(found: str) -> Text:
    if not found:
        return line_ends_early()
    found = _short(found)
    return Text(f"`{found}` はここに書けない", f"`{found}` can't stand here")


def line_ends_early() -> Text:
    return Text("行が途中で終わっている", "the line ends too early")


def did_you_mean(word: str) -> Text:
    return Text(f"`{word}` の誤りではないか", f"did you mean `{word}`?")


def comments_begin() -> Text:
    return Text("コメントは `#` で始める", "comments begin with `#`")


def put_in_quotes(found: str) -> Text:
    return Text(f'引用符で囲む: `"{found}"`', f'put it in quotes: `"{found}"`')


def full_width(found: str) -> Text:
    shown = _wide(_short(found))
    return Text(f"{shown.ja}は引用符の外では使えない", f"a {shown.en} can't stand outside quotes")


def full_width_here(found: str) -> Text:
    shown = _wide(found)
    return Text(f"{shown.ja}はここでは使えない", f"a {shown.en} can't stand here")


def _wide(found: str) -> Text:
    if not found.strip("　"):
        return Text("全角の空白", "full-width space")
    if not found.strip():
        return Text(f"半角でない空白（U+{ord(found[0]):04X}）", f"space that is not half-width (U+{ord(found[0]):04X})")
    return Text(f"全角の `{found}` ", f"full-width `{found}`")


def type_instead(instead: str) -> Text:
    instead = _short(instead)
    if not instead.strip():
        return Text("半角の空白を入力する", "type a half-width space")
    return Text(f"半角の `{instead}` を入力する", f"type the half-width `{instead}`")


def invisible(name: str) -> Text:
    return Text(f"目に見えない文字又は制御文字がある（{name}）", f"there is an invisible or control character ({name})")


def remove_character() -> Text:
    return Text("この文字を削除する", "remove the character")


def label_not_closed() -> Text:
    return Text("引用符がこの行で閉じていない", "the quotes are not closed on this line")


def close_the_label() -> Text:
    return Text('文字列の終わりに半角の `"` を書く', 'write `"` at the end of the text')


def block_not_opened() -> Text:
    return Text("見出しの行の終わりに `{` がない", "the header line lacks its `{`")


def brace_on_next_line() -> Text:
    return Text("`{` が見出しの次の行にある", "the `{` stands on the line after the header")


def open_the_block() -> Text:
    return Text("`{` は見出しの行の終わりに書く", "write `{` at the end of the header line")


def brace_ends_a_line() -> Text:
    return Text("`}` が行の途中にある", "this `}` does not stand on a line of its own")


def list_ends_in_comma() -> Text:
    return Text("`,` の後に続くものがない", "nothing follows this `,`")


def remove_comma() -> Text:
    return Text("最後の `,` を削除する", "remove the last `,`")


def block_left_open(word: str) -> Text:
    return Text(f"`{word}` の前で内側のブロックが閉じていない", f"a block before `{word}` is not closed")


def file_ends_in_block() -> Text:
    return Text("ブロックが閉じないままファイルが終わっている", "the file ends inside a block")


def close_the_block() -> Text:
    return Text("ブロックの終わりの行に `}` を書く", "write `}` on a line of its own at the end of the block")


def nothing_to_close() -> Text:
    return Text("対応する `{` のない `}`", "this `}` closes nothing")


def remove_brace() -> Text:
    return Text("`}` を削除する", "remove the `}`")


def name_form(name: str) -> Text:
    return Text(f"`{name}` は名称として使えない", f"`{name}` can't be a name")


def ascii_name() -> Text:
    return Text(
        '名称は半角の英小文字で始め、英小文字・数字・_ で書く。日本語の名称は引用符の中に書く（例 total_income … "総所得金額"）',
        'a name is ASCII snake_case (total_income); the Japanese name goes into the quotes ("総所得金額")',
    )


def write_name(name: str) -> Text:
    return Text(f"`{name}` と書く", f"write `{name}`")


def reserved_word(word: str) -> Text:
    return Text(
        f"`{word}` は言語の予約語であり、項目の名称に使えない",
        f"`{word}` is a word of the language and can't name an item",
    )


def other_name() -> Text:
    return Text("別の名称にする（例 末尾に語を足す）", "choose another name, for instance with one more word")


def code_form(code: str, prefix: str) -> Text:
    ja = "特定個人情報名コード" if prefix == "TM" else "特定個人情報項目コード"
    return Text(
        f"`{code}` は{ja}の形でない", f"`{code}` is not the code of {'an area' if prefix == 'TM' else 'an item'}"
    )


def write_code(prefix: str, digits: int, strange: str = "") -> Text:
    """`strange` is the first sign behind the prefix that is no digit."""
    if strange:
        return Text(
            f"{prefix} に続けて数字14桁を書く（`{strange}` は数字でない）",
            f"write {prefix} and 14 digits (`{strange}` is none)",
        )
    return Text(
        f"{prefix} に続けて数字14桁を書く（今は{digits}桁）",
        f"write {prefix} and 14 digits (there are {digits})",
    )


def value_form(value: str) -> Text:
    return Text(f"`{value}` はコード値として使えない", f"`{value}` can't be a value of a code list")


def write_value() -> Text:
    return Text("コード値は半角の数字と英大文字、20字まで", "a value is made of digits and capital letters, 20 at most")


def path_form(path: str) -> Text:
    return Text(f"`{path}` は項目のパスの形でない", f"`{path}` is not a path to items")


def write_path() -> Text:
    return Text(
        "record.item、record.*、record.repeat.item、又は set の名称を書く",
        "write record.item, record.*, record.repeat.item or the name of a set",
    )


def misplaced(keyword: str, node_ja: str, node_en: str) -> Text:
    return Text(f"`{keyword}` は{node_ja}には書けない", f"`{keyword}` can't stand on {node_en}")


def allowed(keywords: Sequence[str]) -> Text:
    if not keywords:
        return Text("この語を削除する", "remove it")
    return Text(f"ここに書けるもの: {'、'.join(keywords)}", f"what can stand here: {', '.join(keywords)}")


def twice(keyword: str) -> Text:
    return Text(f"`{keyword}` が二度書かれている", f"`{keyword}` is written twice")


def keep_one() -> Text:
    return Text("一方を削除する", "remove one of them")


def label_form() -> Text:
    return Text('引用符の中の `\\` は `\\"` か `\\\\` に限る', 'inside quotes a `\\` can only be `\\"` or `\\\\`')


def write_escape() -> Text:
    return Text("`\\` そのものは `\\\\` と書く", "write `\\\\` for a `\\`")


def label_empty() -> Text:
    return Text("名称又は説明が空である", "the text in quotes is empty")


def write_label() -> Text:
    return Text("日本語の名称又は説明を引用符の中に書く", "write the Japanese name or text into the quotes")


def too_deep(limit: int) -> Text:
    return Text(f"入れ子が{limit}段を超えている", f"nested deeper than {limit} levels")


def flatten() -> Text:
    return Text("別の record に分ける", "make it a record of its own")


def too_long(characters: int, limit: int) -> Text:
    return Text(
        f"ファイルが大きすぎる（{characters}字。上限は{limit}字）",
        f"the file is too large ({characters} characters; the limit is {limit})",
    )


def split_the_file() -> Text:
    return Text(
        "ファイルを分ける（レイアウトは業務分野又はコード表ごと）。一つで上限を超えるものは読めない",
        "split it (layouts: an area or a code list to a file); what is beyond the limit alone can't be read",
    )


def too_many(limit: int) -> Text:
    return Text(
        f"このファイルの誤りが{limit}件を超えた。残りは示していない",
        f"more than {limit} mistakes in this file; the rest is not shown",
    )


def fix_the_first() -> Text:
    return Text("先頭の誤りから直し、もう一度実行する", "mend the first ones and run again")


def not_utf8(encoding: str | None) -> Text:
    if encoding:
        return Text(f"UTF-8 でない（{encoding} と思われる）", f"not UTF-8 (it looks like {encoding})")
    return Text("UTF-8 でない", "not UTF-8")


def save_as_utf8() -> Text:
    return Text("文字コード UTF-8 で保存し直す", "save the file as UTF-8")


_YAML_PROBLEMS = {
    "did not find expected '-' indicator": "`- ` の並びの途中に、字下げの違う行がある",
    "did not find expected key": "キーのあるはずの所にない。字下げがそろっていないか、引用符の後に続きがある",
    "mapping values are not allowed in this context": "ここに `: ` は書けない。前の行の続きとして読まれている",
    "could not find expected ':'": "キーの後に `: ` がない",
    "found character that cannot start any token": "語の初めに書けない文字がある",
    "found unexpected end of stream": "引用符が閉じないままファイルが終わっている",
    "did not find expected ',' or ']'": "`[` の中に `,` か `]` がない",
    "did not find expected ',' or '}'": "`{` の中に `,` か `}` がない",
    "block sequence entries are not allowed in this context": "ここに `- ` は書けない",
    "did not find expected node content": "値のあるはずの所にない",
    "found unknown escape character": "引用符の中の `\\` の後に書けない文字がある",
}


def yaml_syntax(problem: str) -> Text:
    return Text(
        f"YAML として読めない: {_YAML_PROBLEMS.get(problem, problem)}",
        f"not readable as YAML: {problem}",
    )


def yaml_tab() -> Text:
    return Text("YAML の字下げにタブは使えない", "YAML is not indented by tabs")


def indent_by_spaces() -> Text:
    return Text("半角の空白2字で字下げする", "indent by two spaces")


def mend_yaml() -> Text:
    return Text(
        "字下げ（半角空白2字）、`: ` の後の空白、引用符の閉じ忘れを確かめる",
        "look at the indentation (two spaces), the space after `:` and the quotes",
    )


def yaml_alias() -> Text:
    return Text("YAML の `&` `*` `<<` は使えない", "YAML's `&`, `*` and `<<` can't be used")


def write_out() -> Text:
    return Text("同じ内容を書き下す", "write the content out")


def duplicate_key(key: str) -> Text:
    return Text(f"キー `{key}` が二度書かれている", f"the key `{key}` is written twice")


def missing_key(key: str) -> Text:
    return Text(f"`{key}:` がない", f"`{key}:` is missing")


def add_key(key: str) -> Text:
    return Text(f"`{key}:` を加える", f"add `{key}:`")


def unknown_key(key: str) -> Text:
    return Text(f"`{key}:` はここに書けない", f"`{key}:` can't stand here")


def wrong_shape(found: str, wanted_ja: str, wanted_en: str) -> Text:
    return Text(f"`{found}` は{wanted_ja}でない", f"`{found}` is not {wanted_en}")


def space_behind_colon(found: str) -> Text:
    return Text(f"`:` の後に半角の空白を入れる: `{found}`", f"put a space behind the `:`: `{found}`")


def write_shape(wanted_ja: str, wanted_en: str) -> Text:
    return Text(f"{wanted_ja}を書く", f"write {wanted_en}")


def first_one() -> Text:
    return Text("最初のもの", "the first one")


def several_documents() -> Text:
    return Text("一つのファイルに YAML の文書が二つ以上ある", "there is more than one YAML document in the file")


def a_file_for_each() -> Text:
    return Text("文書ごとにファイルを分ける", "give each document a file of its own")


def yaml_key() -> Text:
    return Text("キーが文字列でない", "a key is not a text")


def repeated_entry() -> Text:
    return Text("一覧に同じものが二度ある", "the list names something twice")


def nothing_here() -> Text:
    return Text("値がない", "there is no value")
