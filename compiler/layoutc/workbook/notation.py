"""How a workbook writes the language's words in Japanese, and which writings of them it understands.

Each pair of functions is one notation: `spell_…` writes it, `read_…` takes it back, and None means "not understood".
What is read may also be in the words of the language itself. Texts come here in half-width figures and signs.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence

from layoutc.catalog.model import AbsentReason
from layoutc.workbook.arrangement import MARK

TYPES = {
    "text": "文字",
    "wide": "全角文字",
    "kana": "全角カナ",
    "ascii": "半角文字",
    "digits": "数字列",
    "int": "整数",
    "decimal": "小数",
    "yen": "金額（円）",
    "date": "年月日",
    "date(partial)": "年月日（不明可）",
    "year_month": "年月",
    "year": "年",
    "fiscal_year": "年度",
    "datetime": "日時",
    "flag": "有無",
    "code": "コード値",
}
REASONS = {reason.declared: reason.label for reason in AbsentReason}
_MARKS = "○〇◯●◎✓✔"
_YES = frozenset({*_MARKS, "1", "TRUE", "true", "True", "YES", "yes", "Yes", "Y", "y", "有", "はい", "必須", "必"})
_NO = frozenset(
    {"", "0", "FALSE", "false", "False", "NO", "no", "No", "N", "n", "無", "いいえ", "-", "×", "―", "ー", "−", "任意"}
)
_ERAS = {
    "明治": 1867,
    "M": 1867,
    "大正": 1911,
    "T": 1911,
    "昭和": 1925,
    "S": 1925,
    "平成": 1988,
    "H": 1988,
    "令和": 2018,
    "R": 2018,
}
_DATE = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})?\s*(?P<year>元|\d{{1,4}})(?:\s*(?:年|[-/.])\s*(?P<month>\d{{1,2}})(?:\s*(?:月|[-/.])\s*(?P<day>\d{{1,2}})\s*日?|\s*月)?|\s*年)?"
)
_SPAN = re.compile(
    r"(?:(?P<since>[^からより~～〜]+?)?\s*(?:から|より|[~～〜]))?\s*(?:(?P<until>[^までから~～〜]+?)\s*(?:まで)?)?"
)
_MARKED = re.compile(rf"[{_MARKS}]\s*(?:[(（\[]?\s*(?P<span>[^{_MARKS}()（）\[\]]*?)\s*[)）\]]?)?\s*(?=[{_MARKS}]|$)")
_BRACKETED = re.compile(r"(?P<said>.*?)\s*[(（](?P<span>[^()（）]+)[)）]\s*")


def read_flag(text: str) -> bool | None:
    """○, 1, TRUE … or its opposite."""
    return True if text in _YES else False if text in _NO else None


def read_date(text: str) -> str | None:
    """`2018-07-01`, `2018-07` or `2018` of a date in the Gregorian or the Japanese calendar (平成30年7月1日, H30.7)."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text.strip())
        return _day(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None
    era, year = found["era"], 1 if found["year"] == "元" else int(found["year"])
    if era:
        year += _ERAS[era]
    elif found["year"] == "元" or len(found["year"]) != 4:
        return None
    return _day(year, int(found["month"]) if found["month"] else None, int(found["day"]) if found["day"] else None)


def _day(year: int, month: int | None, day: int | None) -> str | None:
    if not 1 <= year <= 9999 or not (month is None or 1 <= month <= 12):
        return None
    if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def spell_span(since: str, until: str) -> str:
    """`2018-07から2020-03まで`; empty for always."""
    return (f"{since}から" if since else "") + (f"{until}まで" if until else "")


def read_span(text: str) -> tuple[str, str] | None:
    """The dates, as the language writes them, of `2018-07から`, `～平成31年3月`, `since 2018-07 until 2019`."""
    text = re.sub(r"^since\s+(\S+)", r"\1から", text.strip())
    text = re.sub(r"\s*until\s+(\S+)$", r"\1まで", text)
    found = _SPAN.fullmatch(text)
    if not text or not found:
        return ("", "") if not text else None
    since, until = (read_date(found[part]) if found[part] else "" for part in ("since", "until"))
    alone = found["until"] and not found["since"] and not re.search("まで|[~～〜]", text)  # a date that says neither
    return None if since is None or until is None or alone or not (since or until) else (since, until)


def spell_marks(spans: Iterable[tuple[str, str]]) -> str:
    """An ○ for each span, with its dates below it."""
    return "\n".join(f"{MARK}\n{said}" if (said := spell_span(*span)) else MARK for span in spans)


def read_marks(text: str) -> list[tuple[str, str]] | None:
    """The spans of the ○ in a cell; no ○, no span."""
    flag = read_flag(text.strip())
    if flag is not None:
        return [("", "")] if flag else []
    text = re.sub(r"\s+", " ", text.strip())
    spans: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _MARKED.match(text, at)
        span = read_span(found["span"] or "") if found else None
        if not found or span is None:
            return None
        spans.append(span)
        at = found.end()
    return spans


def spell_deadline(words: Sequence[str]) -> str:
    """`within 2 business_days since 2019-07` → `2営業日以内（2019-07から）`."""
    end = min((words.index(each) for each in ("since", "until") if each in words), default=len(words))
    dates = dict(zip(words[end::2], words[end + 1 :: 2], strict=True))
    said = spell_span(dates.get("since", ""), dates.get("until", ""))
    match words[:end]:
        case ["same_day"]:
            due = "当日"
        case ["next_business_day"]:
            due = "翌営業日"
        case ["within", count, "business_days"]:
            due = f"{count}営業日以内"
        case ["within", count, _]:
            due = f"{count}日以内"
        case ["monthly", "at", _]:
            due = "毎月末日"
        case ["monthly", "by", day, *_]:
            due = f"翌月{day}日"
        case ["yearly", "by", day]:
            due = f"毎年{day}"
        case _:
            due = "未定"
    return f"{due}（{said}）" if said else due


_DEADLINES = (
    (r"当日(?:中|まで)?|same_day", "same_day"),
    (r"翌営業日(?:まで)?|next_business_day", "next_business_day"),
    (r"(\d+)\s*営業日(?:以内|まで)?|within (\d+) business_days", "within {} business_days"),
    (r"(\d+)\s*日(?:以内)|within (\d+) days", "within {} days"),
    (r"毎?月末日?(?:まで)?|monthly at month_end", "monthly at month_end"),
    (r"翌月\s*(\d+)\s*日(?:まで)?|monthly by (\d+) of next_month", "monthly by {} of next_month"),
    (r"未定|undecided", "undecided"),
)


def read_deadline(text: str) -> str | None:
    """One line of 登録期限 → the words behind `register`."""
    bracketed = _BRACKETED.fullmatch(text.strip())
    said, span = (bracketed["said"], read_span(bracketed["span"])) if bracketed else (text.strip(), ("", ""))
    clauses = re.fullmatch(r"(?P<said>\w+.*?)(?P<span>(?:\s+since \S+)?(?:\s+until \S+)?)", said)
    if clauses and clauses["span"]:
        said, span = clauses["said"], read_span(clauses["span"])
    if span is None:
        return None
    due = _due(re.sub(r"\s+", " ", said.strip()))
    dates = "".join(f" {word} {day}" for word, day in zip(("since", "until"), span, strict=True) if day)
    return f"{due}{dates}" if due else None


def _due(said: str) -> str | None:
    for pattern, words in _DEADLINES:
        if found := re.fullmatch(pattern, said):
            return words.format(next((each for each in found.groups() if each), ""))
    yearly = re.fullmatch(r"(?:毎年|yearly by )\s*(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*日?(?:まで)?", said)
    return f"yearly by {int(yearly[1]):02}-{int(yearly[2]):02}" if yearly else None


_UNITS = {"years": "年", "fiscal_years": "年度", "months": "か月"}


def spell_retention(words: Sequence[str]) -> str:
    """`5 fiscal_years` → `5年度`."""
    return f"{words[0]}{_UNITS[words[1]]}" if len(words) == 2 else "現在のみ"


def read_retention(text: str) -> str | None:
    if text in ("現在のみ", "現在", "current"):
        return "current"
    found = re.fullmatch(r"(\d+)\s*(年度|年間|年|[かカヵケヶ箇]月|fiscal_years|years|months)分?", text.strip())
    if not found:
        return None
    unit = {"年": "years", "年間": "years", "年度": "fiscal_years"}.get(found[2], found[2])
    return f"{found[1]} {'months' if unit.endswith('月') else unit}"


def spell_reasons(words: Iterable[str]) -> str:
    return "\n".join(REASONS[word] for word in words)


def read_reasons(text: str) -> list[str] | None:
    """The reasons, in the order in which the language lists them."""
    known = {**{label: word for word, label in REASONS.items()}, **{word: word for word in REASONS}}
    known |= {reason.value: reason.declared for reason in AbsentReason}
    written = [part.strip() for part in re.split(r"[,、，・/／\n]| 又は | or ", text) if part.strip()]
    if any(part not in known for part in written):
        return None
    found = {known[part] for part in written}
    return [word for word in REASONS if word in found]
