"""What is said about workbooks: what Excel can't hold, and cells that were not understood."""

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
