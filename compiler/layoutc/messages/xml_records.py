"""What is said about records in XML."""

from layoutc.findings import Text

_PROBLEMS = {
    "no element found": (
        Text("空であるか、途中で終わっている", "it is empty or ends in the middle"),
        Text("ファイルが最後まで届いているか確かめる", "check that the whole file has arrived"),
    ),
    "mismatched tag": (
        Text("開始タグと終了タグが合わない", "an end tag does not fit its start tag"),
        Text("閉じていない要素を閉じる", "close the element that is open"),
    ),
    "unclosed token": (
        Text("タグの途中で終わっている", "it ends in the middle of a tag"),
        Text("ファイルが最後まで届いているか確かめる", "check that the whole file has arrived"),
    ),
    "junk after document element": (
        Text("最後の要素の後に余分な文字がある", "something stands behind the last element"),
        Text("複数の回答は Answers の中に置く", "put several answers into `Answers`"),
    ),
    "duplicate attribute": (
        Text("同じ属性が二度ある", "an attribute stands twice"),
        Text("一つにする", "keep one of them"),
    ),
    "undefined entity": (
        Text("定義のない実体参照（&…;）がある", "an entity (&…;) is not defined"),
        Text("& は &amp; と書く", "write & as &amp;"),
    ),
    "unbound prefix": (
        Text("宣言のない接頭辞がある", "a prefix is not declared"),
        Text(
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" を書く',
            'declare xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
        ),
    ),
    "not well-formed (invalid token)": (
        Text("XML に書けない文字がある", "a character that can't stand here in XML"),
        Text(
            "& は &amp;、< は &lt; と書き、制御文字を除く", "write & as &amp;, < as &lt;, and remove control characters"
        ),
    ),
}


def not_xml(problem: str, column: int) -> Text:
    """`problem` is expat's own English."""
    known = _PROBLEMS.get(problem)
    text = known[0] if known else Text(f"XML でない（{problem}）", f"not XML ({problem})")
    return Text(
        f"{column}桁: {text.ja}",
        f"column {column}: {text.en}",
    )


def how_xml_fails(problem: str) -> Text:
    known = _PROBLEMS.get(problem)
    return known[1] if known else Text("XML の書き方を確かめる", "check how it was written")


def not_utf8(column: int) -> Text:
    return Text(f"{column}桁: UTF-8 の文字でない", f"column {column}: no character of UTF-8")


def other_encoding() -> Text:
    return Text("XML 宣言の文字コードが UTF-8 でない", "the XML declaration names another encoding than UTF-8")


def nul(column: int) -> Text:
    return Text(f"{column}桁: NUL 文字がある", f"column {column}: a NUL")


def doctype() -> Text:
    return Text(
        "文書型宣言（DOCTYPE）がある。実体による攻撃を防ぐため、このファイルは読まない",
        "there is a document type (DOCTYPE); against attacks by entities the file is not read",
    )


def remove_doctype() -> Text:
    return Text("DOCTYPE を除く", "remove the DOCTYPE")


def other_root(name: str) -> Text:
    return Text(
        f"最上位の要素が `{name}` でも `Answers` でもない", f"the outermost element is neither `{name}` nor `Answers`"
    )


def name_definition() -> Text:
    return Text("--pair、--area、--procedure を確かめる", "check --pair, --area and --procedure")


def no_answer() -> Text:
    return Text("この照会の回答でない要素がある", "an element that is no answer of this kind")


def text_between() -> Text:
    return Text("要素の間に文字がある", "text between elements")


def remove_text() -> Text:
    return Text("文字を除くか、項目の要素に入れる", "remove it, or put it into an item's element")


def element_in_item() -> Text:
    return Text("項目の中に要素がある", "an element inside an item")


def remove_element() -> Text:
    return Text("項目の中は値だけとする", "an item holds its value only")


def wrong_order() -> Text:
    return Text("レイアウトの順でない", "not in the order of the layout")


def order_of_layout() -> Text:
    return Text("レイアウトの順に並べる", "put it where the layout has it")


def item_twice() -> Text:
    return Text("一度しか書けない項目が二度ある", "an item that can come only once stands twice")


def unknown_attribute() -> Text:
    return Text("ここに書けない属性がある", "an attribute that can't stand here")


def remove_attribute() -> Text:
    return Text(
        "項目には Version、ReasonOfNull、xsi:nil、レコードと繰返しには Version、TimeAndDateOfUpdate を書ける",
        "items may have Version, ReasonOfNull and xsi:nil; records and repeats Version and TimeAndDateOfUpdate",
    )


def wrong_attribute(name: str) -> Text:
    if name == "Version":
        return Text("Version が半角4文字でない", "Version is not four half-width characters")
    return Text(f"{name} が日付（2018-07-31）でない", f"{name} is not a date such as 2018-07-31")


def nil_missing() -> Text:
    return Text('ReasonOfNull があるが xsi:nil="true" がない', 'ReasonOfNull without xsi:nil="true"')


def add_nil() -> Text:
    return Text('xsi:nil="true" を書き、値を除く', 'write xsi:nil="true" and no value')


def tag_too_long() -> Text:
    return Text(
        "一つのタグ又は注記が長すぎる。このファイルは読まない", "one tag or comment is too long; the file is not read"
    )


def too_deep(limit: int) -> Text:
    return Text(
        f"要素の入れ子が{limit}段を超えている。このファイルは読まない",
        f"elements are within one another more than {limit} deep; the file is not read",
    )


def too_many_names(limit: int) -> Text:
    return Text(
        f"要素と属性の名称が{limit}種類を超えている。このファイルは読まない",
        f"there are more than {limit} different names of elements and attributes; the file is not read",
    )


def record_not_closed() -> Text:
    return Text(
        "閉じていないレコードの中で次のレコードが始まっている", "a record begins inside another that is not closed"
    )


def close_record() -> Text:
    return Text("レコードの終了タグを補う", "add the end tag of the record")
