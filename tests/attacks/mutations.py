"""Texts that somebody might have typed, or made to do harm: right ones after some slips, and words in no order."""

import re
from collections.abc import Callable
from random import Random

from layoutc.reports.explain import EXPLAINED
from layoutc.syntax.grammar import tables
from tests.projects import base_text

LAYOUT_FILES = ("areas/local_tax.layout", "codes/taxable.codes")
DOCUMENT_FILES = {"registry": "registry/registry.yaml", "law": "law/table.yaml", "needs": "needs/nhi_society.yaml"}
WAIVERS = """waivers:
  - rule: need.not-exposed
    area: local_tax
    querier: nhi_society
    item: income.total_income
    until: 2018-06-30
    reason: 次の版で加える
    reference: 番号連携第12号
"""
Change = Callable[[str, str, Random], str]
KINDS = ("layout", "registry", "law", "needs", "waivers", "project")
PATHS = {**DOCUMENT_FILES, "waivers": "waivers.yaml", "layout": LAYOUT_FILES[0]}

_NUMBERS = ("0", "1", "9", "32", "99", "4000", "4001", "999999999", "4000000000", "9" * 20, "0001", "9999", "-1", "00")
_DATES = ("0001-01-01", "9999-12-31", "9999", "0001", "2017-02-29", "2020-02-29", "2017-07", "0000", "undecided")
_SIGNS: tuple[str, ...] = (
    *'{}()[]"#,.=*:-&!|>%@`\\\n\t ?~',
    *"（）［］｛｝，：＝＃　“」・ー①",
    "\r", "\r\n", "\x00", "\x1b[31m", "\x7f", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe",
    "\U000e0041", "か\u3099", "👪", "\U0010ffff", '"""', "'''", "{{", "${x}", "<!--", "]]>", "=cmd|' /C calc'!A0", "../", "..", ".*",
)  # fmt: skip
_WORDS: tuple[str, ...] = (
    *sorted(set(tables()["strings"].values())),
    "income.*", "income.total_income", "local_tax", "nhi_society", "nhi_benefit", "municipality", "nontaxable", "a", "a.b", "A", "総所得金額",
    "yen(11, signed)", "digits(1..20)", "decimal(5, 2)", "code(taxable)", "text(40)", "TK90000000000010", "TM90000000000001", "[0..*]",
    '"あ"', '""', "model_dump", "class", "__init__", "None", "true", "null", "<<", "kinds:", "needs:", "items:", "- ", "  ", "until:", "since:",
    "at_most:", "reach:", "1 fiscal_year old", "999999999 years", "values:", "times:", "type:", "waivers:", "rule:", "systems:", "count:",
)  # fmt: skip
_NUMBER = re.compile(r"[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_WORD = re.compile(r"[A-Za-z_0-9.*]+")


def _seeds() -> dict[str, tuple[str, ...]]:
    """Right and wrong texts of each kind: the base project's, and the examples of all rules."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS[:-1]}
    found["layout"] = [base_text(path) for path in LAYOUT_FILES]
    found["waivers"] = [WAIVERS]
    for kind, path in DOCUMENT_FILES.items():
        found[kind].append(base_text(path))
    examples = {(each.path, each.text): None for rule in EXPLAINED for each in (rule.bad, rule.good) if not each.record}
    for path, text in examples:
        folder = path.partition("/")[0]
        kind = "waivers" if folder == "waivers.yaml" else "layout" if folder in ("areas", "codes") else folder
        if kind in found and text not in found[kind]:
            found[kind].append(text)
    return {kind: tuple(texts) for kind, texts in found.items()}


SEEDS = _seeds()


def made(kind: str, chance: Random) -> str:
    """A text of a kind: mostly a seed that was changed, sometimes words in no order."""
    if chance.random() < 0.12:
        return _soup(chance)
    text = chance.choice(SEEDS[kind])
    for _ in range(1 + min(int(chance.expovariate(0.5)), 12)):
        text = _changed(text, kind, chance)
    return text


def made_project(chance: Random) -> dict[str, str]:
    """Files over the base project, of which one to three are changed."""
    kinds = chance.sample(KINDS[:-1], chance.choice((1, 1, 2, 3)))
    return {
        PATHS[kind]: _slightly(base_text(PATHS[kind]) if kind != "waivers" else WAIVERS, kind, chance) for kind in kinds
    }


def _slightly(text: str, kind: str, chance: Random) -> str:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = _changed(text, kind, chance)
    return text


def _soup(chance: Random) -> str:
    choices = (_WORDS, _SIGNS, _NUMBERS, _DATES, (" ", "\n", "\n  "))
    return "".join(
        chance.choice(chance.choice(choices)) + chance.choice(("", " ", " ", "\n")) for _ in range(chance.randrange(60))
    )


def _changed(text: str, kind: str, chance: Random) -> str:
    change: Change = chance.choice(_CHANGES)
    return change(text, kind, chance)


def _insert(text: str, _kind: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    piece: str = chance.choice(chance.choice((_SIGNS, _WORDS)))
    return text[:at] + piece + text[at:]


def _delete(text: str, _kind: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice((1, 1, 2, 5, 30)) :]


def _swap(text: str, _kind: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _replace_sign(text: str, _kind: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    sign: str = chance.choice(_SIGNS)
    return text[:at] + sign + text[at + 1 :]


def _of_lines(text: str, _kind: str, chance: Random) -> str:
    lines = text.split("\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(two, lines[one])
        case 2:
            lines[one], lines[two] = lines[two], lines[one]
        case 3:
            lines[one] = " " * chance.choice((1, 2, 4)) + lines[one]
        case _:
            lines[one] = lines[one].lstrip()
    return "\n".join(lines)


def _other_number(text: str, _kind: str, chance: Random) -> str:
    return _one(_NUMBER, text, chance.choice(_NUMBERS), chance)


def _other_date(text: str, _kind: str, chance: Random) -> str:
    return _one(_DATE, text, chance.choice(_DATES), chance)


def _other_word(text: str, _kind: str, chance: Random) -> str:
    found = _WORD.findall(text)
    return _one(_WORD, text, chance.choice(found if found and chance.random() < 0.6 else _WORDS), chance)


def _other_case(text: str, _kind: str, chance: Random) -> str:
    places = list(_WORD.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + chance.choice((str.upper, str.title, str.swapcase))(place[0]) + text[place.end() :]


def _one(form: re.Pattern[str], text: str, instead: str, chance: Random) -> str:
    places = list(form.finditer(text))
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + instead + text[place.end() :]


def _splice(text: str, kind: str, chance: Random) -> str:
    other = chance.choice(SEEDS[kind])
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _again(text: str, _kind: str, chance: Random) -> str:
    start = chance.randint(0, len(text))
    piece = text[start : start + chance.choice((1, 3, 10, 40))]
    return text[:start] + piece * chance.choice((2, 3, 40)) + text[start:]


_CHANGES: tuple[Change, ...] = (_insert, _delete, _swap, _replace_sign, _of_lines, _of_lines, _other_number, _other_date, _other_word, _other_word, _other_case, _splice, _again)  # fmt: skip
