"""What is said about a workbook as a whole: what Excel can't hold, and files that are not read."""

from layoutc.findings import Text


def too_many_columns(area: str, count: int, most: int) -> Text:
    return Text(
        f"{area}の項目の組と照会は{count}列になり、Excel の上限（{most}列）を超える",
        f"{area} has {count} sets and exposures, more than the {most} columns of Excel",
    )


def too_many_rows(sheet: str, count: int, most: int) -> Text:
    return Text(
        f"{sheet}は{count}行になり、Excel の上限（{most}行）を超える",
        f"{sheet} has {count} rows, more than the {most} of Excel",
    )


def too_long_for_a_cell(name: str, begins: str, length: int, most: int) -> Text:
    return Text(
        f"`{name}` の「{begins}…」は{length}文字あり、Excel のセルの上限（{most}文字）を超える",
        f"`{name}` holds {begins!r}…, {length} characters, more than the {most} of a cell of Excel",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"


def file_too_large(size: int, most: int) -> Text:
    return Text(
        f"ブックが{_megabytes(size)} MB あり、上限の{_megabytes(most)} MB を超える。シートを分けて取り込む",
        f"the workbook has {_megabytes(size)} MB, more than {_megabytes(most)}; import its sheets in parts",
    )


def old_or_encrypted() -> Text:
    return Text(
        "古い形式（.xls）又は暗号化されたブックである。Excel でパスワードを外し、「Excel ブック (.xlsx)」として保存し直す",
        "this is an old .xls workbook, or an encrypted one; remove the password and save it as Excel Workbook (.xlsx)",
    )


def not_a_zip() -> Text:
    return Text(
        ".xlsx のファイルではない（CSV などの拡張子を変えたものではないか）。Excel で開き、「Excel ブック (.xlsx)」として保存し直す",
        "this is no .xlsx file (perhaps a CSV with another ending); open it in Excel and save it as Excel Workbook (.xlsx)",
    )


def not_a_workbook() -> Text:
    return Text(
        "圧縮ファイルではあるが、Excel のブックではない。Excel で開き、「Excel ブック (.xlsx)」として保存し直す",
        "this is an archive, but no workbook of Excel; open it in Excel and save it as Excel Workbook (.xlsx)",
    )


def broken_archive() -> Text:
    return Text(
        "ブックが壊れているか、途中で切れている。Excel で開いて修復し、保存し直す",
        "the workbook is broken or cut off; let Excel repair it and save it again",
    )


def macros() -> Text:
    return Text(
        "マクロを含むブックは読まない。「Excel ブック (.xlsx)」として保存し直す",
        "a workbook with macros is not read; save it as Excel Workbook (.xlsx)",
    )


def entities(part: str) -> Text:
    return Text(
        f"ブックの中の `{part}` に DOCTYPE 又は実体の宣言がある。Excel が作るブックにはないものであり、読まない",
        f"`{part}` in the workbook declares a DOCTYPE or entities, which Excel never writes; it is not read",
    )


def too_many_parts(count: int, most: int) -> Text:
    return Text(
        f"ブックの中のファイルが{count}個あり、上限の{most}個を超える",
        f"the workbook holds {count} parts, more than {most}",
    )


def unpacks_too_large(part: str, most: int) -> Text:
    return Text(
        f"ブックの中の `{part}` を展開すると{_megabytes(most)} MB を超える。読まない",
        f"`{part}` in the workbook unpacks to more than {_megabytes(most)} MB; it is not read",
    )


def sheet_too_large(sheet: str, rows: int, columns: int) -> Text:
    return Text(
        f"シート「{sheet}」は{rows}行{columns}列に及ぶ。使っていない離れたセルの内容を、行又は列ごと削除して保存し直す",
        f"sheet `{sheet}` reaches over {rows} rows and {columns} columns; delete the rows or columns of stray cells and save again",
    )


def too_many_merged() -> Text:
    return Text(
        "結合されたセルが多すぎる。結合を解除して保存し直す",
        "too many cells are merged; unmerge them and save again",
    )
