"""What is said about records that break a rule. The value itself is never part of a sentence: reports show it, masked or not."""

from layoutc.findings import Text

NO_HELP = Text("", "")


def not_kind(wanted: Text) -> Text:
    return Text(f"{wanted.ja}でない", f"this is not {wanted.en}")


A_TEXT = Text("文字列", "a text")
AN_INTEGER = Text("整数", "a whole number")
A_FLAG = Text("真偽値（true 又は false）", "true or false")
AN_OBJECT = Text("オブジェクト（{ }）", "an object ({ })")
AN_ARRAY = Text("配列（[ ]）", "an array ([ ])")


def write_quotes() -> Text:
    return Text('値を引用符（"）で囲む', 'put the value into quotes (")')


def write_figures() -> Text:
    return Text(
        "半角の数字だけで書く（引用符、桁区切り、小数点、円記号を付けない）",
        "write figures only: no quotes, no thousands separators, no point, no currency sign",
    )


def half_width_figures() -> Text:
    return Text(
        "全角の数字を半角に直す（引用符、桁区切りを付けない）",
        "write the full-width figures half-width, without quotes or separators",
    )


def write_flag() -> Text:
    return Text("true 又は false と書く", "write true or false")


def null_has_no_reason() -> Text:
    return Text(
        '値がないときは {"ReasonOfNull": "NotAcceptable"}（該当なし）又は {"ReasonOfNull": "NotCovered"}（保有なし）とする',
        'without a value write {"ReasonOfNull": "NotAcceptable"} or {"ReasonOfNull": "NotCovered"}',
    )


def leave_out() -> Text:
    return Text("値を書くか、項目ごと省く", "give a value, or leave the item out")


_CLASSES = {
    "control": Text("改行などの制御文字", "a line break or another control character"),
    "digit": Text("半角数字", "a half-width figure"),
    "capital": Text("半角英字", "a half-width letter"),
    "letter": Text("半角英字", "a half-width letter"),
    "sign": Text("半角の記号又は空白", "a half-width sign or a space"),
    "hiragana": Text("ひらがな", "hiragana"),
    "katakana": Text("全角カタカナ", "full-width katakana"),
    "wide_space": Text("全角の空白", "a full-width space"),
    "kanji": Text("漢字", "kanji"),
    "wide_digit": Text("全角数字", "a full-width figure"),
    "wide_letter": Text("全角英字", "a full-width letter"),
    "half_kana": Text("半角カナ", "half-width katakana"),
    "private": Text("外字", "a user-defined character (外字)"),
    "other": Text("その他の文字", "another character"),
}


def wrong_characters(kind: str, found: str, place: int) -> Text:
    """`found` is the class of the first wrong character, `place` where it stands, from 1."""
    names = {
        "text": Text("制御文字のない文字列", "text without control characters"),
        "wide": Text("全角文字", "full-width characters"),
        "kana": Text("全角カタカナ", "full-width katakana"),
        "ascii": Text("半角の英数字記号", "half-width (ASCII) characters"),
        "digits": Text("半角数字", "half-width figures"),
    }
    name, wrong = names[kind], _CLASSES[found]
    return Text(
        f"{name.ja}だけで書く項目であるが、{place}文字目が{wrong.ja}である",
        f"the item takes {name.en} only, but character {place} is {wrong.en}",
    )


def to_full_width_kana() -> Text:
    return Text("全角カタカナに直す（半角カナ、ひらがな、漢字は使えない）", "write it in full-width katakana")


def to_full_width() -> Text:
    return Text("半角の文字を全角に直す", "write the half-width characters full-width")


def to_half_width() -> Text:
    return Text("全角の文字を半角に直す", "write the full-width characters half-width")


def figures_only() -> Text:
    return Text("半角の数字だけで書く", "write half-width figures alone")


def exponent_from_spreadsheet() -> Text:
    return Text(
        "表計算ソフトが指数に変えたとみられる。列の書式を「文字列」にして作り直す",
        "a spreadsheet may have made it an exponent; format the column as text and write it again",
    )


def remove_controls() -> Text:
    return Text("改行、タブなどの制御文字を除く", "remove line breaks, tabs and other controls")


def wrong_length(length: int, minimum: int, maximum: int) -> Text:
    if minimum == maximum:
        return Text(
            f"{length}文字である。ちょうど{maximum}文字でなければならない",
            f"{length} characters; it must be exactly {maximum}",
        )
    return Text(
        f"{length}文字である。{minimum}文字以上{maximum}文字以下でなければならない",
        f"{length} characters; it must be {minimum} to {maximum}",
    )


def leading_zeros() -> Text:
    return Text(
        "表計算ソフトが先頭の 0 を落としたとみられる。列の書式を「文字列」にして作り直し、先頭に 0 を補う",
        "a spreadsheet may have dropped leading zeros; format the column as text and write them again",
    )


def empty_text() -> Text:
    return Text(
        "値がないときは項目を省くか、未設定事由を書く", "without a value leave the item out, or give the reason"
    )


def shorten() -> Text:
    return Text("文字数を範囲に収める（バイト数でなく文字数）", "keep to the length (in characters, not bytes)")


def out_of_range(smallest: int, largest: int) -> Text:
    return Text(f"{smallest}から{largest}までの数でない", f"not between {smallest} and {largest}")


def check_year() -> Text:
    return Text("西暦4桁の年を書く（元号の年は使えない）", "write the year of the Gregorian calendar in four digits")


def check_digits() -> Text:
    return Text("桁数、符号、単位（円、千円）を確かめる", "check digits, sign and unit (yen, thousands of yen)")


_FORMS = {
    "date": Text("西暦の日付（2018-07-31）", "a date such as 2018-07-31"),
    "partial_date": Text(
        "西暦の日付（2018-07-31。日又は月日が不明なら 2018-07、2018）", "a date such as 2018-07-31, 2018-07 or 2018"
    ),
    "year_month": Text("西暦の年月（2018-07）", "a month such as 2018-07"),
    "datetime": Text("日本標準時の日時（2018-07-31T09:00:00+09:00）", "a time such as 2018-07-31T09:00:00+09:00"),
}


def wrong_form(name: str) -> Text:
    form = _FORMS[name]
    return Text(f"{form.ja}でない", f"not {form.en}")


def wrong_decimal(whole: int, scale: int, *, signed: bool) -> Text:
    return Text(
        f"整数部{whole}桁以下、小数部{scale}桁以下の{'' if signed else '負でない'}小数でない",
        f"not a {'' if signed else 'non-negative '}decimal of at most {whole} figures before and {scale} behind the point",
    )


def no_such_day() -> Text:
    return Text("暦にない日である。年月日を確かめる", "the calendar has no such day; check it")


def date_from_spreadsheet(form: str) -> Text:
    """`form` is the format of cells that gives the right one."""
    return Text(
        f"表計算ソフトが日付の形を変えたとみられる。列の書式を {form} にして保存し直す",
        f"a spreadsheet may have changed the form of the date; format the column as {form} and save again",
    )


def japanese_era() -> Text:
    return Text(
        "元号の日付を西暦に直す（平成30年7月31日 → 2018-07-31）", "write the Gregorian year instead of the Japanese era"
    )


def write_date() -> Text:
    return Text(
        "4桁の年、2桁の月、2桁の日を - でつなぎ、半角で書く", "four, two and two figures joined by -, half-width"
    )


def write_month() -> Text:
    return Text("4桁の年、2桁の月を - でつなぎ、半角で書く", "four and two figures joined by -, half-width")


def write_decimal() -> Text:
    return Text(
        '"12.50" のように書く（桁区切り、指数、余分な 0 を付けない）',
        'write it like "12.50", without separators or exponent',
    )


def not_in_codelist(label: str) -> Text:
    return Text(f"コード一覧「{label}」にない値である", f"the code list {label} has no such value")


def code_with_zeros(values: str) -> Text:
    return Text(
        f"表計算ソフトが先頭の 0 を落としたとみられる。列の書式を「文字列」にして作り直す。使える値: {values}",
        f"a spreadsheet may have dropped leading zeros; format the column as text. Possible: {values}",
    )


def codes_are(values: str) -> Text:
    return Text(f"使える値: {values}", f"possible: {values}")


def missing() -> Text:
    return Text("必須であるが、送られていない", "must be there, but was not sent")


def missing_record() -> Text:
    return Text(
        "レコードの配列がない。該当がなくても [] と書く", "the array of records is missing; without any write []"
    )


def send_value() -> Text:
    return Text("値を補う。キー項目と必須の項目は省けない", "add the value; keys and required items can't be left out")


def needs_value() -> Text:
    return Text("この項目は値を省けない", "this item must have a value")


def absence_not_allowed() -> Text:
    return Text("この項目では認められない未設定事由である", "this item does not allow that reason")


def not_an_absence() -> Text:
    return Text("未設定事由の書き方でない", "this is not how a reason for a missing value is given")


def reasons_are(values: str) -> Text:
    return Text(f"この項目で使える事由: {values}", f"reasons of this item: {values}")


def value_and_reason() -> Text:
    return Text("値と未設定事由の両方がある", "there is both a value and a reason for its absence")


def one_of_both() -> Text:
    return Text("どちらか一方を消す", "remove one of them")


def unknown_item() -> Text:
    return Text("この照会に対して提供できる項目でない", "this item may not be sent in this answer")


def unknown_record() -> Text:
    return Text("この照会に対して提供できるレコードでない", "this kind of record may not be sent in this answer")


def remove_item() -> Text:
    return Text(
        "項目コードと、照会の事務（--procedure）を確かめる。提供の対象でなければ除く",
        "check the code and the procedure (--procedure); remove it if it is not to be sent",
    )


def meant_item(code: str, label: str) -> Text:
    return Text(f"`{code}`（{label}）の誤りではないか", f"did you mean `{code}` ({label})?")


def wrong_count(count: int, minimum: int, maximum: int | None) -> Text:
    if maximum is None:
        return Text(
            f"{count}回である。{minimum}回以上でなければならない", f"{count} times; it must be at least {minimum}"
        )
    return Text(
        f"{count}回である。{minimum}回以上{maximum}回以下でなければならない",
        f"{count} times; it must be {minimum} to {maximum}",
    )


def check_count() -> Text:
    return Text("繰返しの数をレイアウトの範囲に収める", "keep to the number of repetitions in the layout")


def twice() -> Text:
    return Text("同じ名称が二度ある。一方が失われる", "the same name stands twice; one of them would be lost")


def keep_one() -> Text:
    return Text("一つにする", "keep one of them")


def save_as_utf8() -> Text:
    return Text("UTF-8 で保存し直す", "save it again as UTF-8")


def check_writer() -> Text:
    return Text("このデータを書き出したプログラムを確かめる", "check the program that wrote it")


def nul(place: int) -> Text:
    return Text(f"{place}バイト目に NUL 文字がある", f"byte {place} is a NUL")


def check_transfer() -> Text:
    return Text(
        "ファイルが壊れているか、文字コードが UTF-16 である。UTF-8 で書き出し直す",
        "the file is damaged or in UTF-16; write it again as UTF-8",
    )


def row_too_long(limit: int) -> Text:
    size = limit // (1024 * 1024)
    return Text(f"一件が{size} MiB を超える", f"one row is longer than {size} MiB")


def too_many_values(limit: int) -> Text:
    return Text(f"一件に{limit}個を超える値がある", f"there are more than {limit} values in one row")


def cell_too_long(limit: int) -> Text:
    return Text(f"{limit}文字を超えるセルがある", f"a cell has more than {limit} characters")
