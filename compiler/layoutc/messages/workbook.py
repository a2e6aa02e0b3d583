"""What is said about the cells of a workbook, and about mapping files."""

from layoutc.findings import Text


def not_understood(held: str, expected: Text, example: str) -> Text:  # noqa: ARG001  the example belongs to the help
    return Text(f"「{held}」は{expected.ja}として読み取れない", f"`{held}` can't be read as {expected.en}")


def write(expected: Text, example: str) -> Text:
    return Text(f"{expected.ja}を書く（例 {example}）", f"write {expected.en}, for instance {example}")


def did_you_mean(label: str) -> Text:
    return Text(
        f"「{label}」ではないか。一覧のシートにある名称を書く",
        f"did you mean `{label}`? write a name of the sheet 一覧",
    )


def normalised(held: str, read: str) -> Text:
    return Text(f"「{held}」を {read} と読んだ", f"`{held}` was read as {read}")


def nothing_to_do() -> Text:
    return Text("そのままでよい", "nothing need be done")


def line_breaks() -> Text:
    return Text("セルの中の改行を除いて読んだ", "the line breaks in the cell were taken out")


def date_for_text(text: str) -> Text:
    return Text(
        f"Excel が日付に変えた値を {text} と読んだ", f"a value that Excel had turned into a date was read as {text}"
    )


def format_as_text() -> Text:
    return Text("セルの表示形式を「文字列」にして書き直す", "format the cell as text and write it again")


def first_day_until(day: str) -> Text:
    return Text(
        f"終了日が日付 {day} になっている。年月を入力したものを Excel が月の初日に変えた可能性がある",
        f"the last day is the date {day}; Excel turns a month into its first day",
    )


def until_as_text(day: str) -> Text:
    return Text(
        f"表示形式を「文字列」にして、月末までなら {day[:7]}、その日までなら {day} と書く",
        f"format the cell as text and write {day[:7]} for the whole month, or {day} for that day",
    )


def unknown_sheet(name: str) -> Text:
    return Text(
        f"シート「{name}」は、業務分野のシートでもコード表のシートでもない",
        f"sheet `{name}` is neither an area nor code lists",
    )


def sheet_or_mapping() -> Text:
    return Text(
        "見出しの行（区分・項目名・識別名…）を直すか、--mapping で読み方を示すか、シートを削除する",
        "mend its head row (区分, 項目名, 識別名, …), tell with --mapping how to read it, or delete the sheet",
    )


def unknown_column(title: str, letters: str, cells: int) -> Text:
    named = f"「{title}」" if title else f" {letters} "
    return Text(
        f"列{named}は知らない列である（{cells}個のセルに内容がある）",
        f"column {title or letters} is not known ({cells} cell{'' if cells == 1 else 's'} hold something)",
    )


def name_the_column(meant: str | None) -> Text:
    """`meant` is the heading that was probably meant."""
    if meant:
        return Text(
            f"「{meant}」ではないか。その見出しに直すか、列を削除する",
            f"did you mean 「{meant}」? Give it that heading, or delete the column",
        )
    return Text(
        "知っている見出しに直すか、照会の列なら「照会」、組の列なら「組」と見出しを付けるか、列を削除する",
        "give it a known heading (照会 for an exposure, 組 for a set), or delete the column",
    )


def stray_cell() -> Text:
    return Text("このセルの内容は、業務分野の事項ではない", "this cell is no property of the area")


def move_or_empty() -> Text:
    return Text("しかるべき欄に移すか、空にする", "move it to where it belongs, or empty the cell")


def title_differs(label: str) -> Text:
    return Text(
        f"表題は読まず、業務分野の欄の「{label}」を用いた", f"the title is not read; `{label}` of 業務分野 was taken"
    )


def change_the_property() -> Text:
    return Text("名称を変えるときは、業務分野の欄を書き直す", "to change the name, change the property 業務分野")


def comment() -> Text:
    return Text("セルのコメントは取り込まれない", "the comment on this cell is not imported")


def into_the_note() -> Text:
    return Text("残す内容は備考の欄に書く", "put what is to stay into 備考")


def no_value() -> Text:
    return Text("数式の値がないか、エラーになっている", "the formula has no value, or an error")


def recalculate() -> Text:
    return Text("Excel で再計算して保存し直すか、値を書く", "let Excel calculate and save again, or write the value")


def value_of_formula(held: str) -> Text:
    return Text(f"数式でなく、その値「{held}」を読んだ", f"not the formula but its value `{held}` was read")


def row_of_codes() -> Text:
    return Text("この行がコード表であるか値であるか分からない", "this row is neither a code list nor a value of one")


def row_of_area() -> Text:
    return Text("この行が何であるか分からない", "what this row is can't be told")


def kind_of_row(kinds: str) -> Text:
    return Text(
        f"区分の列に {kinds} のいずれかを書くか、行を削除する", f"write one of {kinds} into 区分, or delete the row"
    )


def not_in_this_row(title: str) -> Text:
    return Text(f"この区分の行に{title}はない", f"a row of this kind has no {title}")


def empty_the_cell() -> Text:
    return Text("セルを空にする", "empty the cell")


def lost_zeros(held: str) -> Text:
    return Text(
        f"コード値 {held} が数になっており、先頭の 0 が失われた可能性がある",
        f"the code {held} is a number; zeros at its beginning may be lost",
    )


def as_text(better: str) -> Text:
    return Text(
        f"表示形式を「文字列」にして {better} のように書く", f"format the cell as text and write {better} or as it is"
    )


def number_as_code(held: str) -> Text:
    return Text(f"数 {held} をコード値として読んだ", f"the number {held} was read as a code")


def depth(found: int, low: int, high: int) -> Text:
    return Text(
        f"階層 {found} の行はここに置けない（{low}から{high}まで）",
        f"a row of depth {found} can't stand here ({low} to {high} can)",
    )


def write_depth(low: int, high: int) -> Text:
    meant = str(low) if low == high else f"{low}～{high}"
    return Text(
        f"階層を {meant} にするか、レコード又は繰返しの行の下へ移す",
        f"make it {meant}, or move the row below its record or repeat",
    )


def no_type() -> Text:
    return Text("型がない", "there is no type")


def choose_a_type() -> Text:
    return Text("一覧のシートにある型を選ぶ", "choose a type of the sheet 一覧")


def unknown_type(held: str) -> Text:
    return Text(f"「{held}」という型はない", f"there is no type `{held}`")


def list_without_code() -> Text:
    return Text("型がコード値でない項目にコード表がある", "a code list stands on an item whose type is not コード値")


def code_or_no_list() -> Text:
    return Text("型をコード値にするか、コード表を空にする", "make the type コード値, or empty the code list")


def no_length(kind: str) -> Text:
    return Text(
        f"{kind}の桁数は型で決まるため、読まなかった", f"the length of {kind} follows from the type and was not read"
    )


def no_list() -> Text:
    return Text("コード値の項目にコード表がない", "an item of type コード値 has no code list")


def choose_a_list() -> Text:
    return Text("コード表の列に、コード表の名称を書く", "write the name of a code list into コード表")


def no_sign(kind: str) -> Text:
    return Text(f"{kind}に符号は付かない", f"{kind} has no sign")


def length_missing(kind: str) -> Text:
    return Text(f"{kind}に桁数がない", f"{kind} lacks its length")


def write_length() -> Text:
    return Text("桁の列に桁数を書く（例 11、1..3、小数は 4, 2）", "write it into 桁: 11, 1..3, or 4, 2 for a decimal")


def heading_missing(title: str, where: str) -> Text:
    return Text(f"この列の{title}が分からない（{where}の行）", f"this column has no {title} (row {where})")


def cell_missing(title: str) -> Text:
    return Text(f"{title}が書かれていない", f"{title} is empty")


def fill_in_column(title: str) -> Text:
    return Text(f"{title}の列に書く", f"write it into the column {title}")


def fill_in(where: str) -> Text:
    return Text(f"{where}の行に書く", f"write it into the row {where}")


def not_of_a_set() -> Text:
    return Text("項目の組にこの欄はない", "a set has nothing here")


def empty_set() -> Text:
    return Text("この組に項目がない", "this set has no item")


def mark_an_item() -> Text:
    return Text("項目に○を付けるか、列を削除する", "mark an item with ○, or delete the column")


def not_a_mark(held: str) -> Text:
    return Text(f"「{held}」は○として読み取れない", f"`{held}` can't be read as ○")


def write_mark() -> Text:
    return Text("○、又は ○ 2018-07から のように書くか、空にする", "write ○, or ○ 2018-07から, or empty the cell")


def mark_without_item() -> Text:
    return Text("○の行に項目がない", "there is no item in the row of this ○")


def rows_differ(path: str) -> Text:
    return Text(f"`{path}` の行が複数あり、○の付き方が異なる", f"`{path}` stands in several rows whose ○ differ")


def mark_both() -> Text:
    return Text("期間の異なる同じ項目の行には、同じ○を付ける", "give the rows of one item the same ○")


def links_to_others() -> Text:
    return Text(
        "ブックが他のブックを参照している。参照先は開かず、最後に計算された値を読んだ",
        "the workbook refers to other workbooks; they are not opened, the values last calculated were read",
    )


def no_such_sheet(name: str, there: list[str]) -> Text:
    return Text(
        f"読み方を示したシート「{name}」がブックにない（あるもの: {'、'.join(there)}）",
        f"the workbook has no sheet `{name}` (there are: {', '.join(there)})",
    )


def no_such_column(title: str) -> Text:
    return Text(f"見出し「{title}」の列が見出しの行にない", f"the head row has no column `{title}`")


def mend_mapping() -> Text:
    return Text("読み方のファイル（--mapping）を直す", "mend the mapping file (--mapping)")


def kinds_in_mapping() -> Text:
    return Text(
        "読み方のファイルの kinds に、この語が何であるかを書くか、行を削除する",
        "say under `kinds` of the mapping file what this word means, or delete the row",
    )


def empty_or_last_row() -> Text:
    return Text(
        "行を削除するか、表の最後の行を読み方のファイルの last_row に書く",
        "delete the row, or write the last row of the table as last_row into the mapping file",
    )


def no_record() -> Text:
    return Text(
        "この行のレコードが分からない（読み方のファイルに record がなく、レコードの列も空である）",
        "this row is in no record: the mapping has no `record`, and its column of records is empty",
    )


def not_in_registry(name: str) -> Text:
    return Text(f"読み方のファイルの「{name}」は登録簿にない", f"`{name}` of the mapping file is not in the registry")


def name_missing(label: str) -> Text:
    return Text(f"「{label}」に識別名がない", f"`{label}` has no name for programs")


def propose_name(name: str) -> Text:
    return Text(
        f"読み方のファイルの names（レコードは records）に書く。案は {name}",
        f"write it under `names` (for a record `records`) of the mapping file; {name} is proposed",
    )


def code_missing(label: str) -> Text:
    return Text(f"「{label}」にコードがない", f"`{label}` has no code")


def propose_code(code: str) -> Text:
    return Text(
        f"公式のコードが分かるまで、仮のコード {code} をブックに書く",
        f"until the official code is known, write the placeholder {code} into the workbook",
    )
