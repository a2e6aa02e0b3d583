"""What the cross-check says."""

from collections.abc import Sequence

from layoutc.findings import Text


def missing(path: str, area_label: str, why: str) -> Text:
    return Text(
        f"{area_label}に、必要な項目 `{path}` がない（{why}）",
        f"{area_label} does not hold the item `{path}` that is needed",
    )


def missing_area(area: str, path: str) -> Text:
    return Text(
        f"業務分野 `{area}` のレイアウトがなく、必要な項目 `{path}` を照会できない",
        f"there is no layout of the area `{area}`, so that the needed item `{path}` can't be asked for",
    )


def declare_item() -> Text:
    return Text("レイアウトに項目を定義するか、必要項目を改める", "declare the item in a layout, or correct the need")


def other_period(since: str, until: str) -> Text:
    return Text(
        f"この項目があるのは {since or '最初'} から {until or '以後ずっと'} まで。必要とする期間を確かめる",
        f"the item stands from {since or 'the beginning'} to {until or 'now on'}; look at the days of the need",
    )


def not_exposed(item: str, path: str, querier: str, procedure: str, provider: str | None) -> Text:
    by_ja = f"、{provider}から" if provider else ""
    by_en = f" by {provider}" if provider else ""
    return Text(
        f"{item}（`{path}`）は、{querier}が「{procedure}」の事務に必要とするが{by_ja}照会できる項目として規定されていない",
        f"{item} (`{path}`) is needed by {querier} for {procedure}, but not exposed to it{by_en}",
    )


def add_line(path: str, querier: str, procedure: str) -> Text:
    return Text(
        f"`expose to {querier} for {procedure}` に `{path}` の行を加える",
        f"add a line `{path}` under `expose to {querier} for {procedure}`",
    )


def needed_here(why: str, cite: str) -> Text:
    return Text(f"必要とする理由: {why}（{cite}）", f"needed here: {why} ({cite})")


def item_here() -> Text:
    return Text("項目の定義", "the item")


def exposed_here() -> Text:
    return Text("照会できる項目としての規定", "exposed here")


def wrong_type(path: str, has: str, needs: str) -> Text:
    return Text(
        f"`{path}` の型は `{has}` であり、必要とされる `{needs}` として読めない",
        f"`{path}` is `{has}` and can't be read as the `{needs}` that is needed",
    )


def change_type(needs: str) -> Text:
    return Text(
        f"提供する側が項目の型を `{needs}` にするか、照会する側が必要項目を改める",
        f"the provider's side makes the item `{needs}`, or the querier's side corrects the need",
    )


def too_short(path: str, has: str, needs: str) -> Text:
    return Text(
        f"`{path}` は `{has}` であり、必要とされる `{needs}` の値が入らない",
        f"`{path}` is `{has}` and can't hold every value of the `{needs}` that is needed",
    )


def lacks_values(path: str, values: Sequence[str]) -> Text:
    shown = "、".join(values)
    return Text(
        f"`{path}` のコード一覧に、必要な値がない: {shown}",
        f"the code list of `{path}` lacks values that are needed: {', '.join(values)}",
    )


def add_values(name: str) -> Text:
    return Text(f"コード一覧 `{name}` に値を加える", f"add them to the code list `{name}`")


def too_few(path: str, has: int, needs: int) -> Text:
    return Text(
        f"`{path}` は一件の中に{has}回までであり、必要な{needs}回に足りない",
        f"`{path}` comes {'once' if has == 1 else f'{has} times'} in a record at the most; {needs} are needed",
    )


def widen_repeat(needs: int, *, repeated: bool) -> Text:
    if not repeated:
        return Text(f"{needs}回以上繰り返せる repeat の中に置く", f"put it into a repeat that holds {needs} or more")
    return Text(f"繰返しの上限を{needs}以上にする", f"let the repeat hold {needs} or more")


def may_be_absent(path: str) -> Text:
    return Text(
        f"`{path}` は値が常に必要だが、提供者は値を付けずに送ることができる",
        f"`{path}` is needed as a value, but the provider may leave it out",
    )


def make_required() -> Text:
    return Text(
        "項目を `required` にする（繰返しの中なら下限を1以上にする）か、必要項目を改める",
        "make it `required` (and a repeat around it at least 1), or correct the need",
    )


def history(path: str, keeps: Text, reach: Text) -> Text:
    return Text(
        f"`{path}` は{reach.ja}前まで遡る必要があるが、保存は{keeps.ja}である",
        f"`{path}` must reach back {reach.en}, but the layout keeps {keeps.en}",
    )


def keep_longer(reach: str) -> Text:
    return Text(
        f"`retain {reach}` 以上にするか、必要項目を改める", f"write `retain {reach}` or more, or correct the need"
    )


def unknown_history(path: str, reach: Text) -> Text:
    return Text(
        f"`{path}` は{reach.ja}前まで遡る必要があるが、どこまで遡れるか（retain）が規定されていない",
        f"`{path}` must reach back {reach.en}, but the layout does not say how far back it keeps",
    )


def stale(path: str, days: int, changed: str, copied: str, at_most: Text) -> Text:
    return Text(
        f"`{path}` の写しは最大{days}日古くなり（{changed} の変更が {copied} まで反映されない）、{at_most.ja}より古い写しでは足りない",
        f"the copy of `{path}` can be {days} days old (a change of {changed} is in it by {copied});"
        f" more than {at_most.en} is too old",
    )


def write_fallback() -> Text:
    return Text(
        "登録期限（register）を早めるか、写しが遅れているときに窓口で行うこと（fallback）を必要項目に書く",
        "bring the deadline (`register`) forward, or write down in the need what the counter does meanwhile (`fallback`)",
    )


def unknown_age(path: str, age: Text, *, undecided: bool) -> Text:
    ja, en = ("未定である", "is not decided") if undecided else ("規定されていない", "is not declared")
    return Text(
        f"`{path}` は{age.ja}より古い写しでは足りないが、登録期限（register）が{ja}",
        f"`{path}` must be no older than {age.en}, but its registration deadline (`register`) {en}",
    )


def declare_deadline() -> Text:
    return Text(
        "業務分野又は record に `register within 2 business_days` のような行を加える",
        "add a line like `register within 2 business_days` to the area or the record",
    )


def declare_retention(reach: str) -> Text:
    return Text(f"業務分野に `retain {reach}` のような行を加える", f"add a line like `retain {reach}` to the area")


def unneeded(item: str, path: str, querier: str, procedure: str) -> Text:
    return Text(
        f"{item}（`{path}`）は、{querier}の「{procedure}」の事務では必要とされていない",
        f"{item} (`{path}`) is exposed to {querier} for {procedure}, but no need names it",
    )


def remove_line() -> Text:
    return Text(
        "行を削除するか、必要とする理由と根拠を必要項目に書く",
        "remove it, or write down in the needs why it is needed and on what ground",
    )


def no_legal_basis(area: str, provider: str, querier: str, procedure: str) -> Text:
    return Text(
        f"{querier}が「{procedure}」の事務で{provider}に{area}を照会できる旨の行が、法定の表にない",
        f"no row of the legal table lets {querier} ask {provider} for {area} in {procedure}",
    )


def look_at_rows(rows: Sequence[str]) -> Text:
    shown = "、".join(rows) or "－"
    return Text(
        f"事務手続の `rows`（{shown}）と法定の表の行を確かめる。根拠がないなら削除する",
        f"look at the procedure's `rows` ({', '.join(rows) or '-'}) and the lines of the table; remove it if there is none",
    )


def length_of_time(count: int, unit: str) -> Text:
    ja = {"day": "日", "month": "か月", "year": "年", "fiscal_year": "年度"}[unit]
    en = {"day": "day", "month": "month", "year": "year", "fiscal_year": "fiscal year"}[unit]
    return Text(f"{count}{ja}", f"{count} {en}{'' if count == 1 else 's'}")


def current_only() -> Text:
    return Text("現在の状態のみ", "the current state only")


def code_list_here() -> Text:
    return Text("コード一覧の定義", "the code list")


def not_started(name: str | None, day: str, procedures: int, *, provider: bool) -> Text:
    many = "procedure waits" if procedures == 1 else "procedures wait"
    if name is None:
        return Text(
            f"{day} には情報連携が始まっていない。{procedures}の事務手続が待っている",
            f"the exchange has not begun on {day}: {procedures} {many}",
        )
    ja, en = ("の提供", "provide") if provider else ("の照会", "query")
    return Text(
        f"{name}{ja}は {day} に始まっていない。{procedures}の事務手続が待っている",
        f"{name} does not {en} yet on {day}: {procedures} {many} for it",
    )


def unknown_start(name: str, day: str, procedures: int, *, provider: bool) -> Text:
    ja, en = ("の提供", "provides") if provider else ("の照会", "queries")
    rest = "procedure rests" if procedures == 1 else "procedures rest"
    return Text(
        f"{name}{ja}が {day} に始まっているかどうかが分からない。{procedures}の事務手続がこれによる",
        f"it is not known whether {name} {en} on {day}: {procedures} {rest} on it",
    )


def declare_start() -> Text:
    return Text(
        "開始時期が決まったら（分かったら）registry の `starts` の `start` に日を書く。それまでは従来の方法による",
        "write the day as `start` under `starts` in the registry once it is set or known; until then the old procedure goes on",
    )


def waits_here() -> Text:
    return Text("この業務分野の照会が待っている", "queries of this area wait")


def waiver_unused(rule: str) -> Text:
    return Text(f"この免除に当たる `{rule}` の指摘がない", f"there is no finding of `{rule}` for this waiver")


def waiver_expired(rule: str, until: str, *, stands: bool) -> Text:
    if stands:
        return Text(
            f"免除は {until} で終わったが、`{rule}` の指摘が残っている",
            f"this waiver ended on {until}, but what it waived (`{rule}`) still stands",
        )
    return Text(
        f"免除は {until} で終わり、免除するものもない", f"this waiver ended on {until}, and nothing is left to waive"
    )


def delete_waiver() -> Text:
    return Text("免除を削除する", "delete the waiver")


def renew_waiver() -> Text:
    return Text(
        "指摘を直す。なお免除するなら、理由を改めて確かめて `until` を延ばす",
        "fix the finding; or, if the reason still holds, move `until`",
    )
