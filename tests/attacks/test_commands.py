"""Every command in every format over one project in which each text is one of the nasty ones; and over records, names of files and arguments that are.

What is made for a machine is read by that machine's reader and holds the texts as texts; what is made for people holds nothing that cannot be seen.
"""

import csv
import json
import zipfile
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from layoutc.reports import sbom
from tests.attacks.test_injection import SEEN, quoted
from tests.cli.conftest import call
from tests.cli.running import Call, Run
from tests.emit.test_hostile import NASTY
from tests.projects import base_text, put

__all__ = ["call"]

OF = ("--pair", "municipality/nhi_society", "--area", "local_tax")
DAY = ("--as-of", "2017-07-31")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Read = Callable[[str], object]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project with findings, in which every text that a person may choose is a nasty one, and each of them occurs."""
    texts = cycle(SEEN)
    items = "".join(
        f"    x{at} TK8{at:013d} {kind} {quoted(text)} note {quoted(text)}\n"
        for (at, text), kind in zip(enumerate(SEEN), cycle(("text(9)", "code(c)", "yen(9)", "flag")), strict=False)
    )
    values = "".join(f"  {at} {quoted(text)}\n" for at, text in enumerate(SEEN))

    def said() -> str:
        return json.dumps(next(texts), ensure_ascii=False)

    needs = "".join(
        f"      - {{area: a, items: [r.x{at}], why: {said()}, cite: {said()}}}\n" for at in range(0, len(SEEN), 3)
    )
    area = base_text("areas/local_tax.layout")
    registry = base_text("registry/registry.yaml")
    for old in ("総務省", "市町村長", "国民健康保険法による保険給付の支給", "第一国民健康保険組合", "国保システム"):
        registry = registry.replace(f": {old}", f": {said()}")
    return put(
        tmp_path_factory.mktemp("hostile"),
        {
            "areas/local_tax.layout": area.replace('"地方税関係情報"', quoted(SEEN[3])).replace(
                "income.taxable\n", "income.aggregate_income\n"
            ),
            "areas/a.layout": f"area a {quoted(SEEN[4])} {{\n  code TM90000000000009\n  ministry mic\n  provider municipality\n"
            f"  law {quoted(SEEN[5])}\n  basis {quoted(SEEN[6])}\n  record r {quoted(SEEN[7])} {{\n{items}  }}\n"
            f"  expose to nhi_society for nhi_benefit {{\n    r.*\n  }}\n}}\n",
            "codes/taxable.codes": base_text("codes/taxable.codes"),
            "codes/c.codes": f"codes c {quoted(SEEN[8])} {{\n{values}}}\n",
            "registry/registry.yaml": registry,
            "needs/nhi_society.yaml": base_text("needs/nhi_society.yaml") + needs,
            "law/table.yaml": base_text("law/table.yaml")
            .replace("text: 市町村長", f"text: {said()}")
            .replace("areas: [local_tax]", "areas: [local_tax, a]"),
        },
    )


def shown(text: str) -> None:
    """What a terminal gets: nothing in it moves the cursor, turns the writing or breaks a line."""
    assert [line for line in text.split("\n") if not line.isprintable()] == []


def commands_of_a_workflow(text: str) -> None:
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in text.splitlines())


def page(text: str) -> None:
    """A page with its own elements alone."""
    root = etree.fromstring(text.encode(), etree.HTMLParser())
    assert not [each for each in root.iter("script") if "alert" in "".join(each.itertext())]
    assert not [
        name for each in root.iter() if isinstance(each.tag, str) for name in each.attrib if name.startswith("on")
    ]


def markup(text: str) -> None:
    etree.fromstring(text.encode())


CALLS: tuple[tuple[tuple[str, ...], Read], ...] = (
    (("check", "--format", "text"), shown),
    (("check", "--format", "concise"), shown),
    (("check", "--format", "json"), json.loads),
    (("check", "--format", "sarif"), json.loads),
    (("check", "--format", "junit"), markup),
    (("check", "--format", "github"), commands_of_a_workflow),
    (("matrix", "--format", "text"), shown),
    (("matrix", "--format", "json"), json.loads),
    (("matrix", "--format", "html"), page),
    (("deadlines", "--format", "text"), shown),
    (("deadlines", "--format", "json"), json.loads),
    (("fmt", "--diff"), shown),
    (("compile", "--diff"), shown),
)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("arguments", "read"), CALLS, ids=lambda each: " ".join(each) if isinstance(each, tuple) else ""
)
def test_a_project_of_nasty_texts_in_every_command(
    arguments: tuple[str, ...], read: Read, language: str, hostile: Path, call: Call
) -> None:
    days = () if arguments[0] == "fmt" else DAY
    run = call(*arguments, *days, "--lang", language, root=hostile)
    assert run.code in (0, 1), run.err
    assert run.out
    read(run.out)
    shown(run.err)


def test_every_nasty_text_reaches_what_is_generated(hostile: Path, call: Call) -> None:
    """Else the test above would try nothing."""
    made = call("compile", "--diff", *DAY, root=hostile).out
    for text in SEEN:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in made, text


def test_a_workbook_of_nasty_texts_comes_back_as_it_was(hostile: Path, call: Call, tmp_path: Path) -> None:
    assert call("export", "--xlsx", tmp_path / "book.xlsx", root=hostile).code == 0
    run = call("import", tmp_path / "book.xlsx", "--diff", root=hostile)
    assert run.code == 0, run.out
    shown(run.out + run.err)


def test_a_parcel_and_its_list_of_software(hostile: Path, call: Call, tmp_path: Path) -> None:
    run = call("bundle", *DAY, "--out", tmp_path / "p.zip", root=hostile)
    assert run.code in (0, 1), run.err
    shown(run.out + run.err)
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                json.loads(archive.read(name))
            elif name.startswith("report/"):
                shown(archive.read(name).decode())
    run = call("bundle", "--verify", tmp_path / "p.zip", "--against", hostile, root=None)
    assert run.code == 0
    shown(run.out + run.err)


@pytest.mark.parametrize("text", [*NASTY, *SEEN])
def test_a_list_of_software_holds_a_text_as_a_text(text: str) -> None:
    packages = (sbom.Software("a", text, text, False, ("b",)), sbom.Software("b", "1", text, True, ()))
    made = sbom.render(text, "0" * 64, packages)
    held = text.encode("utf-8", "backslashreplace").decode()  # a lone surrogate is in no JSON that all read
    assert json.loads(made)["metadata"]["component"]["name"] == held
    assert json.loads(made)["components"][0]["version"] == held
    shown(made)


@pytest.mark.parametrize("form", ["csv", "ndjson", "xml"])
def test_made_up_records_hold_no_formula(form: str, hostile: Path, call: Call) -> None:
    run = call("sample", "--pair", OF[1], "--area", "a", *DAY, "--format", form, "--count", "300", root=hostile)
    assert run.code == 0, run.err
    if form == "csv":
        cells = [cell for row in csv.reader(StringIO(run.out.lstrip("\ufeff"))) for cell in row]
        assert {cell for cell in cells if not safe(cell)} <= {"=9+9"}  # for readers to stumble over, and no harm
    elif form == "xml":
        markup(run.out)


def safe(cell: str) -> bool:
    """Whether a spreadsheet takes the cell for what it is; a number below zero is one."""
    return not cell.startswith(FORMULA) or cell[1:].isdigit()


def _records(texts: list[str]) -> Iterator[tuple[str, bytes]]:
    """Files of wrong records in which property names, headers and values are these."""
    answers: list[dict[str, Any]] = [{"income": [{text: text, "TK90000000000104": text}]} for text in texts]
    answers += [{text: 1} for text in texts]
    yield "a.ndjson", "".join(f"{json.dumps(answer)}\n" for answer in answers).encode()
    yield "a.json", json.dumps(answers).encode()
    rows = StringIO()
    plain = [text.encode("utf-8", "replace").decode() for text in texts]
    csv.writer(rows).writerows([["課税年度", "総所得金額", "課税区分"], *([text] * 3 for text in plain)])
    yield "a.csv", rows.getvalue().encode()
    yield "=b\x1b[2J\u202e\n.csv", rows.getvalue().encode()
    for number, text in enumerate(plain):
        head = StringIO()
        csv.writer(head).writerows([["課税年度", "総所得金額", text], ["2017", "1", "1"]])
        yield f"h{number}.csv", head.getvalue().encode()
    held = [etree.Element("x") for _ in texts]
    for element, text in zip(held, texts, strict=True):
        element.text = "".join(sign for sign in text if sign.isprintable() or sign in "\u2028\u202e")
    inner = "".join(
        f"<income><TK90000000000104>{etree.tostring(each)[3:-4].decode()}</TK90000000000104></income>" for each in held
    )
    yield "a.xml", f"<LocalTaxForNhiBenefit>{inner}</LocalTaxForNhiBenefit>".encode()


@pytest.mark.parametrize("values", [(), ("--show-values",)], ids=["masked", "shown"])
def test_records_of_nasty_texts(values: tuple[str, ...], hostile: Path, call: Call, tmp_path: Path) -> None:
    paths = []
    for name, content in _records([*NASTY, *SEEN]):
        (tmp_path / name).write_bytes(content)
        paths.append(tmp_path / name)
    asked = ("validate", *OF, *DAY, *values, "--max-findings", "2000")
    for form in ("text", "concise"):
        run = call(*asked, "--format", form, *paths, root=hostile)
        assert run.code == 1, run.err
        shown(run.out + run.err)
    run = call(*asked, "--format", "json", "--rejects", tmp_path / "out", *paths, root=hostile)
    assert run.code == 1, run.err
    assert len(json.loads(run.out)["findings"]) > len(NASTY) + len(SEEN)
    reasons = list((tmp_path / "out").glob("*.reasons.csv"))
    assert reasons
    for path in reasons:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert {len(row) for row in rows} == {10}
        assert [cell for row in rows for cell in row if not safe(cell)] == []


ARGUMENTS: tuple[tuple[str, ...], ...] = (
    ("{}",),
    ("check", "{}"),
    ("check", "--as-of", "{}"),
    ("check", "--edition", "{}"),
    ("check", "--querier", "{}"),
    ("check", "--select", "{}"),
    ("check", "--format", "{}"),
    ("check", "--lang", "{}"),
    ("check", "--{}"),
    ("explain", "{}"),
    ("deadlines", "--selection", "{}"),
    ("compile", "--pair", "{}"),
    ("compile", "--pair", "{}/{}"),
    ("compile", "--emit", "{}"),
    ("import", "{}"),
    ("bundle", "--verify", "{}"),
    ("bundle", "--edition", "{}"),
    ("export", "--area", "{}"),
    ("sample", "--pair", "{}", "--area", "{}"),
    ("sample", *OF, "--procedure", "{}"),
    ("sample", *OF, "--record", "{}", "--format", "csv"),
    ("sample", *OF, "--count", "{}"),
    ("validate", *OF, *DAY, "{}"),
    ("validate", *OF, *DAY, "--encoding", "{}", "x"),
)


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_arguments_of_nasty_texts(arguments: tuple[str, ...], call: Call, tmp_path: Path) -> None:
    for text in (*NASTY, *SEEN, "x" * 1_000_000):
        if "\0" in text:
            continue  # no system passes it on
        given = text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")  # as a system does
        run: Run = call(*(each.replace("{}", given) for each in arguments))
        assert run.code in (0, 2), (text[:99], run.out[:999])
        shown(run.out + run.err)
        assert len(run.err) < 10_000, text[:9]
        assert "internal" not in run.err
