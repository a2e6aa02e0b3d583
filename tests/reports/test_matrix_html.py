"""The matrix as a page: whole, closed to everything outside, and never made of what a layout says."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from layoutc.checks.registry import run_checks
from layoutc.reports import matrix_html
from tests.catalog.texts import LAYOUT, REGISTRY, catalog
from tests.projects import DAY

EVIL = '</td><script>alert("x")</script>&<img src=x onerror=y>\u202e\x1b[31m'


class Page(HTMLParser):
    """The elements of a page, with what stands in each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag] = self.texts.get(tag, "") + data


def page(notice: str = "", *edits: tuple[str, str, str], language: str = "ja") -> str:
    whole = replace(catalog(*edits), notice=notice).at(DAY)
    return matrix_html.render(whole, run_checks(whole).verdicts, language)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_closes_what_it_opens_and_shows_the_pair(language: str) -> None:
    read = Page(page("再構成", language=language))
    assert read.open == []
    assert "市町村長" in read.texts["table"]
    assert "国民健康保険組合" in read.texts["table"]
    assert "再構成" in read.texts["body"]


def test_a_cell_leads_to_the_details_of_its_pair() -> None:
    read = Page(page())
    targets = {attrs["href"] for tag, attrs in read.tags if tag == "a"}
    assert targets == {f"#{attrs['id']}" for tag, attrs in read.tags if tag == "details"}
    assert targets


def test_nothing_is_loaded_and_only_the_pages_own_script_may_run() -> None:
    text = page()
    read = Page(text)
    assert not [attrs for _, attrs in read.tags if {"src", "onclick", "style", "onerror"} & attrs.keys()]
    assert not re.search(r"https?:|url\(|@import", text)
    [policy] = [attrs["content"] or "" for tag, attrs in read.tags if attrs.get("http-equiv")]
    for tag in ("script", "style"):
        digest = b64encode(sha256(read.texts[tag].encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_words_of_a_layout_stay_words() -> None:
    label = json.dumps(EVIL.replace("\x1b", "").replace("\u202e", ""))
    text = page(EVIL, (REGISTRY, "  municipality: 市町村長", f"  municipality: {label}"))
    read = Page(text)
    assert len([tag for tag, _ in read.tags if tag == "script"]) == 1
    assert not [tag for tag, _ in read.tags if tag == "img"]
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "<script>alert" not in text


def test_what_is_not_ok_is_named_with_its_verdict() -> None:
    read = Page(
        page("", (LAYOUT, "    income.tax_year, income.total_income\n", "    income.tax_year\n"), language="en")
    )
    assert "income.total_income not_exposed" in read.texts["details"]
    assert "×" in read.texts["a"]
