"""The words that reports add to findings. Only characters that a Japanese Windows console (cp932) can print."""

from collections.abc import Mapping, Sequence
from datetime import date

from layoutc.findings import Severity, Text


def severity(level: Severity) -> Text:
    match level:
        case Severity.ERROR:
            return Text("エラー", "error")
        case Severity.WARNING:
            return Text("警告", "warning")


def help_word() -> Text:
    return Text("ヒント", "help")


def impact(counts: Mapping[str, int]) -> Text:
    """Whom a finding stops; `counts` as of `Impact.counts`."""
    procedures, institutions, systems = counts["procedures"], counts["institutions"], counts["systems"]
    return Text(
        f"影響: {procedures}事務、{institutions}機関、{systems}システム",
        f"impact: {_many(procedures, 'procedure')}, {_many(institutions, 'institution')}, {_many(systems, 'system')}",
    )


def findings_here(count: int) -> Text:
    return Text(f"この箇所に{count}件の指摘がある", f"{_many(count, 'finding')} at this place")


def summary_header() -> tuple[Text, Text, Text, Text, Text]:
    """Over the columns rule, findings, procedures, institutions, systems."""
    return (
        Text("規則", "rule"),
        Text("指摘", "findings"),
        Text("事務", "procedures"),
        Text("機関", "institutions"),
        Text("システム", "systems"),
    )


def total_word() -> Text:
    return Text("合計", "total")


def found(day: date, errors: int, warnings: int) -> Text:
    """The last line's beginning: what was found on that day, nothing included."""
    count = errors + warnings
    if not count:
        return Text(f"{day}時点: 指摘なし。", f"As of {day}: no findings.")
    return Text(
        f"{day}時点: 指摘{count}件（エラー{errors}件、警告{warnings}件）。",
        f"As of {day}: {_many(count, 'finding')} ({_many(errors, 'error')}, {_many(warnings, 'warning')}).",
    )


def checked(verdicts: Mapping[str, int], *, cross_checked: bool = True) -> Text:
    """How many needed items there are, with their verdicts; names that count nothing are left out."""
    count = sum(verdicts.values())
    if not cross_checked:
        return Text(
            "以上の誤りのため、照会に必要な項目は検査していない。",
            "Because of these mistakes, no needed item was checked.",
        )
    if not count:
        return Text("照会に必要な項目は1件もない。", "There is no needed item.")
    given = verdict_counts(verdicts)
    return Text(
        f"照会に必要な項目{count}件: {given.ja}。",
        f"{_many(count, 'needed item')}: {given.en}.",
    )


_VERDICTS = {
    "missing": "項目なし",
    "not_exposed": "照会項目の規定なし",
    "type": "型の違い",
    "too_short": "桁数の不足",
    "codelist": "コード値の不足",
    "repetition": "繰返しの不足",
    "absent": "値なしあり",
    "history": "保存の不足",
    "stale": "古い写し",
    "not_started": "未開始",
    "unknown": "判定できない",
    "ok": "適合",
}


def verdict_counts(verdicts: Mapping[str, int]) -> Text:
    """`ok 10, not_exposed 1`; `-` if nothing counts."""
    given = [(name, count) for name, count in verdicts.items() if count]
    return Text(
        "、".join(f"{_VERDICTS[name]} {count}件" for name, count in given) or "-",
        ", ".join(f"{name} {count}" for name, count in given) or "-",
    )


def matrix_header() -> tuple[Text, ...]:
    """Over the columns provider, querier, areas, procedures, exposed items, needed items, verdicts."""
    return (
        Text("情報提供者", "provider"),
        Text("情報照会者", "querier"),
        Text("業務分野", "areas"),
        Text("事務", "procedures"),
        Text("提供項目", "exposed"),
        Text("必要項目", "needed"),
        Text("判定", "verdicts"),
    )


def matrix_title(day: date | None) -> Text:
    when = Text(f"{day}時点", f"as of {day}") if day else Text("全期間", "all days")
    return Text(f"情報提供者と情報照会者の表（{when.ja}）", f"Providers and queriers, {when.en}")


def matrix_legend() -> Text:
    return Text(
        "○ 適合、△ 未開始又は判定できない、× それ以外。数は必要項目の数。欄を選ぶと、その組の業務分野と事務を示す。",
        "○ ok, △ not started or unknown, × anything else; the numbers count needed items."
        " A cell leads to the areas and procedures of its pair.",
    )


def matrix_search() -> Text:
    return Text("探す（業務分野、事務、項目）:", "Find (area, procedure, item):")


def matrix_pair_header() -> tuple[Text, ...]:
    return (
        Text("業務分野", "area"),
        Text("事務", "procedure"),
        Text("判定", "verdicts"),
        Text("適合しない項目", "items that are not ok"),
    )


def verdict_names(verdicts: Sequence[str]) -> Text:
    return Text("、".join(_VERDICTS[each] for each in verdicts), ", ".join(verdicts))


def no_provider() -> Text:
    return Text("（提供者なし）", "(no provider)")


def matrix_total(day: date | None, pairs: int, verdicts: Mapping[str, int]) -> Text:
    """The line under a matrix; each verdict once, however many providers it stands with."""
    when = Text(f"{day}時点", f"As of {day}") if day else Text("全期間", "All days")
    line = checked(verdicts)
    return Text(f"{when.ja}: {pairs}組。{line.ja}", f"{when.en}: {_many(pairs, 'pair')}. {line.en}")


def standstill_title(day: date) -> Text:
    return Text(
        f"{day} に全部又は一部を行えない事務（照会者ごと）",
        f"Procedures that can't run, or not fully, on {day}, by querier",
    )


def standstill_header() -> tuple[Text, ...]:
    return (
        Text("情報照会者", "querier"),
        Text("事務", "procedures"),
        Text("項目", "items"),
        Text("機関", "institutions"),
        Text("システム", "systems"),
        Text("事務の名称", "which"),
    )


def stopped_procedures(labels: Sequence[str]) -> Text:
    return Text("、".join(labels), "; ".join(labels))


def more_in_json(count: int) -> Text:
    return Text(f"…ほか{count}件（--format json に全てある）", f"… and {count} more (--format json has all)")


def fix_title(lines: int) -> Text:
    return Text(f"最も少ない変更: {lines}行", f"The fewest changes: {_many(lines, 'line')}")


_FIXES: Mapping[str, Text] = {
    "need.not-exposed": Text("項目を加える（expose）", "add to its exposures"),
    "need.missing": Text("項目を設けるか、要求を改める", "declare the item, or correct the need"),
    "need.stale": Text("登録期限を早めるか、fallback を書く", "write a fallback, or bring the deadline forward"),
    "need.not-started": Text(
        "開始の日が決まったら書く。それまでは従来の方法による",
        "set the day of the start; until then the old procedure goes on",
    ),
    "need.unknown": Text(
        "決まったこと（開始、期限、保存）を書く", "declare what is not known: start, deadline, retention"
    ),
    "exposure.unneeded": Text("項目を除く", "remove the item"),
}
_FIX = Text("項目の定めを改める", "change the declaration")


def fix(rule: str, path: str, lines: int, findings: int) -> Text:
    how = _FIXES.get(rule, _FIX)
    return Text(
        f"{path}: {lines}行 — {how.ja}（{rule} {findings}件）",
        f"{path}: {_many(lines, 'line')}: {how.en} ({rule}, {_many(findings, 'finding')})",
    )


def how_to_waive(rule: str) -> Text:
    about = "provider: japan_pension_service" if rule == "need.not-started" else "area: local_tax"
    inline = f"# waive {rule} until 2018-06-30: "
    return Text(
        f"免除: 指摘の行又は直前の行に `{inline}理由 [文書番号]` と書くか、layouts/waivers.yaml に\n"
        f'  - rule: {rule}\n    {about}\n    reason: 理由\n    reference: 文書番号\n    until: "2018-06-30"\nのように書く。',
        f"To waive it: write `{inline}reason [reference]` on the line or above it, or in layouts/waivers.yaml\n"
        f'  - rule: {rule}\n    {about}\n    reason: why it is borne\n    reference: document\n    until: "2018-06-30"',
    )


def waived(count: int) -> Text:
    return Text(
        f"ほかに免除された指摘が{count}件ある（--show-waived で示す）。",
        f"{_many(count, 'finding')} more {'is' if count == 1 else 'are'} waived (--show-waived shows them).",
    )


def waived_finding(where: str, reason: str, reference: str, until: str) -> Text:
    return Text(
        f"{where}: {until} まで免除。{reason}［{reference}］",
        f"{where}: waived until {until}: {reason} [{reference}]",
    )


def deadline(kind: str, count: int, month: int, day: int) -> Text:
    """A registration deadline as the report of 2017 words them."""
    match kind:
        case "same_day":
            return Text("当日中", "on the same day")
        case "next_business_day":
            return Text("翌開庁日の業務開始前まで", "before opening on the next business day")
        case "business_days" if count == 2:
            return Text("翌々開庁日の業務開始前まで", "before opening on the second business day")
        case "business_days":
            return Text(f"{count}開庁日後の業務開始前まで", f"before opening on business day {count}")
        case "days":
            return Text(f"{count}日後まで", f"within {_many(count, 'day')}")
        case "month_end":
            return Text("当月月末", "at the end of the month")
        case "next_month":
            return Text(f"翌月{count}日まで", f"by day {count} of the next month")
        case "yearly":
            return Text(f"毎年{month}月{day}日まで", f"each year by {month:02}-{day:02}")
        case _:
            return Text("未定", "not decided")


def deadlines_header() -> tuple[Text, Text, Text]:
    return Text("登録期限", "deadline"), Text("件数", "count"), Text("業務分野", "areas")


def deadlines_total(day: date, deadlines: int, areas: int, without: int) -> Text:
    ja = f"、登録期限のない業務分野 {without}" if without else ""
    en = f", {_many(without, 'area')} without any" if without else ""
    return Text(
        f"{day}時点: {areas}の業務分野に{deadlines}件{ja}。",
        f"As of {day}: {_many(deadlines, 'deadline')} in {_many(areas, 'area')}{en}.",
    )


def bad_example() -> Text:
    return Text("誤りの例", "Bad")


def good_example() -> Text:
    return Text("正しい例", "Good")


def example_day(day: str) -> Text:
    return Text(f"{day}時点", f"as of {day}")


def read_against() -> Text:
    return Text("照らし合わせるレイアウト", "read against")


def rules_header() -> tuple[Text, Text, Text]:
    return Text("規則", "rule"), Text("重大度", "severity"), Text("内容", "meaning")


def rule_kept() -> Text:
    return Text("この規則に反する箇所はない", "nothing breaks this rule")


def would_add() -> Text:
    return Text("追加", "add")


def would_change() -> Text:
    return Text("変更", "change")


def would_remove() -> Text:
    return Text("削除", "remove")


def and_more(count: int) -> Text:
    return Text(f"…ほか{count}件", f"… and {count} more")


def difference(added: int, changed: int, removed: int) -> Text:
    """The line under a list of files; nothing has been written yet."""
    if not added + changed + removed:
        return Text("差分なし。", "No difference.")
    return Text(
        f"追加{added}件、変更{changed}件、削除{removed}件となる。",
        f"Would add {_many(added, 'file')}, change {changed}, remove {removed}.",
    )


def no_newline() -> Text:
    return Text("ファイルの末尾に改行がない", "No newline at end of file")


def binary(path: str) -> Text:
    return Text(f"{path}: バイナリであり、中身が異なる", f"{path}: binary, and its contents differ")


def project_root() -> Text:
    return Text("プロジェクトのフォルダ", "The folder of the project")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
