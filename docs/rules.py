"""Writes docs/rules.md, the list of all rules, from the registry of rules: python docs/rules.py"""

from pathlib import Path

from layoutc.reports.explain import EXPLAINED

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/rules.md"
_INTRODUCTION = """\
# The rules / 規則の一覧

Every finding names its rule. `layoutc explain RULE` shows the same text with a wrong and a right example;
`layoutc check --select RULE` shows the findings of that rule only.

指摘には規則の名称が付く。`layoutc explain 規則` で誤りの例と正しい例を、`layoutc check --select 規則` でその規則の指摘だけを表示する。

This page is written by `python docs/rules.py`. / このページは `python docs/rules.py` で作成する。
"""


def page() -> str:
    """The whole page, from what the rules say about themselves."""
    rows = [
        f"| [`{rule.id}`](#{_anchor(rule.id)}) | {rule.severity} | {rule.title.en} | {rule.title.ja} |"
        for rule in EXPLAINED
    ]
    table = ["| rule 規則 | severity 重大度 | meaning | 内容 |", "| --- | --- | --- | --- |", *rows]
    sections = [f"## {rule.id}\n\n{rule.meaning.en}\n\n{rule.meaning.ja}\n" for rule in EXPLAINED]
    return "\n".join((_INTRODUCTION, *table, "", *sections))


def _anchor(rule_id: str) -> str:
    return rule_id.replace(".", "")


def main() -> None:
    (ROOT / PAGE).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
