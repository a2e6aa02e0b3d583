"""What is said about names, codes, types and dates, once the texts have been read."""

from collections.abc import Sequence

from layoutc.findings import Text

AREA = Text("業務分野", "area")
KIND = Text("機関の種類", "kind of institution")
PROVIDER = Text("情報提供者", "provider of the area")
PROCEDURE = Text("事務手続", "procedure")
MINISTRY = Text("所管府省", "ministry")
CODE_LIST = Text("コード一覧", "code list")
ABSENT_REASON = Text("未設定事由", "reason for absence")
TYPE = Text("型", "type")
RECORD = Text("レコード", "record")
ITEM = Text("項目", "item")
SET = Text("項目の組（set）", "set")
GROUP = Text("機関の種類のまとまり", "group of kinds")
NOTICE = Text("断り書き", "notice")
EDITION = Text("版", "edition")
INSTITUTION = Text("機関", "institution")
CODE_VALUE = Text("コード値", "code value")
LEGAL_LINE = Text("法定の表の行", "line of the legal table")
WAIVABLE_RULE = Text("免除できる規則", "rule of the cross-check that can be waived")
SELECTION = Text("業務分野の選定", "selection of areas")
SYSTEM = Text("システム", "system")
NETWORK_START = Text("ネットワークの開始時期", "start of the network")
UNIT_OF_TIME = Text("期間の単位", "unit of time")
EXPOSED = Text("提供者、照会者、事務手続及び項目の組合せ", "combinations of provider, querier, procedure and item")
NEEDED = Text("照会者、業務分野及び項目の組合せ", "combinations of querier, area and item")
LAWFUL = Text("照会者、提供者及び業務分野の組合せ", "combinations of querier, provider and area")
MEMBERS = Text("機関の種類のまとまりの構成員", "members of groups")
SELECTED = Text("項目の組及び提供先が選ぶ項目", "items chosen by sets and exposures")

_MOST_NAMED = 15  # as many as there are types


def unknown(what: Text, name: str) -> Text:
    return Text(f"{what.ja} `{name}` は定義されていない", f"there is no {what.en} `{name}`")


def unknown_item(area_label: str, path: str) -> Text:
    return Text(f"{area_label}に項目 `{path}` はない", f"{area_label} has no item `{path}`")


def whole_record(record: str) -> Text:
    return Text(f"レコード全体は `{record}.*` と書く", f"write `{record}.*` for the whole record")


def did_you_mean(name: str, label: str | None) -> Text:
    ja, en = (f"（{label}）", f" ({label})") if label else ("", "")
    return Text(f"`{name}`{ja or ' '}の誤りではないか", f"did you mean `{name}`{en}?")


def declared_ones(names: list[str]) -> Text:
    shown, more = names[:_MOST_NAMED], len(names) > _MOST_NAMED
    if not shown:
        return Text(
            "一つも定義されていない。業務分野は layouts/areas/ に、コード一覧は layouts/codes/ に、機関・事務手続・府省は layouts/registry/ に定義する",
            "none is declared; areas are declared in layouts/areas/, code lists in layouts/codes/, institutions, procedures and ministries in layouts/registry/",
        )
    ja = f"定義されているもの: {'、'.join(shown)}{'、…' if more else ''}"
    return Text(ja, f"declared: {', '.join(shown)}{', …' if more else ''}")


def duplicate(what: Text, name: str) -> Text:
    return Text(f"{what.ja} `{name}` が二度定義されている", f"the {what.en} `{name}` is declared twice")


def same_but_for_underscores(what: Text, name: str, other: str) -> Text:
    return Text(
        f"{what.ja} `{name}` と `{other}` は、生成されるクラス名が同じになる",
        f"`{name}` and `{other}` ({what.en}) would get the same class name",
    )


def rename_one() -> Text:
    return Text("一方の名称を変えるか、削除する", "rename or remove one of them")


def first_declaration() -> Text:
    return Text("最初の定義", "the first declaration")


def duplicate_code(code: str) -> Text:
    return Text(f"コード `{code}` が二つのものに付いている", f"the code `{code}` names two things")


def give_own_code() -> Text:
    return Text("それぞれに別のコードを付ける", "give each a code of its own")


def cycle(what: Text, names: list[str]) -> Text:
    chain = " → ".join(names if len(names) <= 10 else [*names[:5], "…", *names[-4:]])
    return Text(f"{what.ja}が自分自身を含んでいる: {chain}", f"a {what.en} contains itself: {chain}")


def break_cycle() -> Text:
    return Text("循環する参照を一つ削除する", "remove one of the references")


def date_form(text: str) -> Text:
    return Text(f"`{text}` は日付でない", f"`{text}` is not a date")


def write_date() -> Text:
    return Text("2018-07-01、2018-07、2018 のように西暦で書く", "write 2018-07-01, 2018-07 or 2018")


def month_day_form(text: str) -> Text:
    return Text(f"`{text}` は月日でない", f"`{text}` is not a day of the year")


def write_month_day() -> Text:
    return Text("07-01 のように書く", "write for instance 07-01")


def day_of_month(day: str) -> Text:
    return Text(f"{day}日は月の日付でない", f"{day} is not a day of the month")


def number_of_days(days: str) -> Text:
    return Text(f"{days}日は登録期限の日数として使えない", f"{days} days are no deadline")


def write_days(most: int) -> Text:
    return Text(f"1 から {most} までの数を書く", f"write a number from 1 to {most}")


def date_order() -> Text:
    return Text("終わりの日（until）が始まりの日（since）より前である", "`until` lies before `since`")


def swap_dates() -> Text:
    return Text("since と until を確かめる", "look at `since` and `until`")


def overlap(what: Text, name: str) -> Text:
    return Text(f"{what.ja} `{name}` の期間が重なっている", f"the periods of the {what.en} `{name}` overlap")


def end_the_first() -> Text:
    return Text(
        "先のものに until、後のものに since を付ける", "give the earlier one an `until` and the later one a `since`"
    )


def gap(what: Text, name: str, since: str, until: str) -> Text:
    return Text(
        f"{what.ja} `{name}` の期間に {since} から {until} までの空きがある",
        f"there is a gap in the periods of the {what.en} `{name}`, from {since} to {until}",
    )


def close_the_gap() -> Text:
    return Text("until と次の since を続ける", "let the next `since` follow the `until`")


def type_arguments(spelled: str) -> Text:
    return Text(f"型 `{spelled}` の書き方が違う", f"the type `{spelled}` is not written correctly")


def type_out_of_range(spelled: str) -> Text:
    return Text(f"型 `{spelled}` の桁数・長さが範囲を超えている", f"the length in `{spelled}` is out of range")


def type_example(example: str) -> Text:
    return Text(f"例えば `{example}` と書く", f"write for instance `{example}`")


def type_range(minimum: int, maximum: int) -> Text:
    return Text(f"{minimum} から {maximum} までの桁数・長さを書く", f"write a length from {minimum} to {maximum}")


def contradiction(one: str, other: str) -> Text:
    return Text(f"`{one}` の項目に `{other}` は付けられない", f"an item that is `{one}` can't be `{other}`")


def remove_word(word: str) -> Text:
    return Text(f"`{word}` を削除する", f"remove `{word}`")


def bounds(text: str) -> Text:
    return Text(f"繰返しの範囲 `{text}` が正しくない", f"the bounds `{text}` hold nothing")


def write_bounds() -> Text:
    return Text("[0..20] や [1..*] のように、下限・上限の順に書く", "write the lower bound first: [0..20] or [1..*]")


def incomplete(area: str, missing: str) -> Text:
    return Text(f"業務分野 `{area}` に `{missing}` がない", f"the area `{area}` has no `{missing}`")


def add_property(keyword: str, example: str) -> Text:
    return Text(
        f"見出しの下に `{keyword} {example}` のように加える", f"add a line like `{keyword} {example}` under the header"
    )


def not_of_querier(procedure: str, querier: str) -> Text:
    return Text(
        f"事務手続 `{procedure}` は `{querier}` の事務ではない",
        f"the procedure `{procedure}` is not one of `{querier}`",
    )


def procedures_of(names: Sequence[str]) -> Text:
    if not names:
        return Text("登録簿の queriers を確かめる", "look at `queriers` in the registry")
    shown = [*names[:40], "…"] if len(names) > 40 else names
    return Text(f"この機関の事務手続: {'、'.join(shown)}", f"its procedures are: {', '.join(shown)}")


def multiplies(what: Text, limit: int) -> Text:
    return Text(f"{what.ja}が多すぎる（上限は{limit}）", f"too many {what.en} (the limit is {limit})")


def record_too_large(limit: int) -> Text:
    return Text(
        f"このレコードは一件に{limit}を超える値を必要とする",
        f"one record of this kind must hold more than {limit} values",
    )


def lower_minimum() -> Text:
    return Text("繰返しの最少の回数を減らす", "let its repeats come fewer times at the least")


def divide() -> Text:
    return Text("範囲を狭めるか、業務分野を分ける", "narrow it, or divide the area")


def nothing_selected() -> Text:
    return Text("項目が一つも残らない", "no item is left")


def look_at_except() -> Text:
    return Text("except を確かめる", "look at `except`")


def waiver_form() -> Text:
    return Text("免除の書き方が正しくない", "this is not how a waiver is written")


def write_waiver() -> Text:
    return Text(
        "`# waive 規則 until 2018-06-30: 理由 [文書番号]` のように、規則、最後の日、理由及び根拠を書く",
        "write the rule, the last day, the reason and the reference: `# waive RULE until 2018-06-30: reason [reference]`",
    )
