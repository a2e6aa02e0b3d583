"""Texts that grow in one direction only: each is a way in which a reader, a resolver or a check may take more than linear time."""

from collections.abc import Callable, Mapping

from tests.projects import base_text

AREA, REGISTRY, NEEDS, LAW = (
    "areas/local_tax.layout",
    "registry/registry.yaml",
    "needs/nhi_society.yaml",
    "law/table.yaml",
)
MORE = "registry/more.yaml"
_HEAD = 'area a "あ" {\n'
_RECORD = _HEAD + '  record r "れ" {\n'
_ITEM = _RECORD + "x TK00000000000001 "
_AREA, _NEEDS = base_text(AREA), base_text(NEEDS)
_RECORDS = _AREA.index("  record ")
_LAST_BRACE = _AREA.rindex("}")
_EXPOSE = "expose to nhi_society for nhi_benefit {\n"

Text = Callable[[int], str]
Files = Callable[[int], Mapping[str, str]]


def _each(count: int, line: Callable[[int], str]) -> str:
    return "".join(map(line, range(count)))


def _repeats(count: int) -> str:
    return _RECORD + _each(count, lambda i: f'repeat x{i} TK{i:014d} [0..2] "x" {{\n')


LAYOUTS: dict[str, Text] = {
    "braces": lambda n: "{" * n,
    "braces, a line each": lambda n: "}\n" * n,
    "repeats within repeats": _repeats,
    "repeats within repeats, closed": lambda n: _repeats(n) + "}\n" * (n + 2),
    "areas never closed": lambda n: _HEAD * n,
    "areas within code lists": lambda n: f'codes c "c" {{\n{_HEAD}' * n,
    "blanks before no word": lambda n: " " * n + "\u00a0",
    "blanks before a quote": lambda n: _HEAD + "note" + " " * n + '"\n}\n',
    "blanks before a lone carriage return": lambda n: _HEAD + (" " * 50 + "\r") * n,
    "blank lines before no word": lambda n: " \n" * n + " " * n + "\u00a0",
    "escaped quotes": lambda n: '\\"' * n,
    "escaped quotes in an open label": lambda n: f'{_HEAD}note "' + '\\"' * n + "\n}\n",
    "escaped quotes in a header that is none": lambda n: "! {\n" + '\\"' * n + "\n",
    "backslashes": lambda n: f'{_HEAD}note "' + "\\" * n,
    "one label": lambda n: 'area a "' + "あ" * n + '" {\n}\n',
    "labels on one line": lambda n: '"x" ' * n,
    "clauses on one line": lambda n: 'area a "x"' + " since 2018" * n + " {\n}\n",
    "brackets": lambda n: f"{_ITEM}" + "(" * n + "\n",
    "figures": lambda n: f"{_ITEM}digits(" + "9" * n + ".." + "9" * n + ') "x"\n}\n}\n',
    "blanks in a range": lambda n: f"{_ITEM}digits(1" + " " * n + '!) "x"\n}\n}\n',
    "dots": lambda n: f'{_HEAD}set s "s" = ' + "a." * n + "\n}\n",
    "a word": lambda n: "area " + "a" * n + ' "a" {\n}\n',
    "commas": lambda n: f"{_HEAD}provider a" + ",\n" * n + "}",
    "names in a list": lambda n: f"{_HEAD}provider a" + ", a" * 20 * n + "\n}\n",
    "wide brackets": lambda n: "（ " * n,
    "wide quotes": lambda n: '"“' * n,
    "wide words": lambda n: "ーア\n" * n,
    "nothing that can be seen": lambda n: "\u202e" * n,
    "letters of no language": lambda n: "é" * n,
    "headers that are none": lambda n: "area !! {\n" * n,
    "comments": lambda n: "# \r" * n + "\n!",
    "code values": lambda n: 'codes c "c" {\n' + _each(n, lambda i: f'{i} "v"\n') + "}\n",
    "code values that never end": lambda n: 'codes c "c" {\n' + _each(n, lambda i: f'{i} "v"\n'),
}

REGISTRIES: dict[str, Text] = {
    "lists within lists": lambda n: "kinds: " + "[" * n,
    "lists within lists, by dashes": lambda n: "kinds:\n  " + "- " * n,
    "mappings within mappings": lambda n: "kinds: " + "{a: " * n,
    "question marks": lambda n: "? " * n,
    "anchors": lambda n: "kinds: &a {a: x}\n" * n,
    "aliases": lambda n: "a: &a [x]\nkinds: [" + "*a, " * n + "]",
    "tags": lambda n: "!!a " * n,
    "directives": lambda n: "%TAG ! tag:x\n" * n,
    "unknown keys": lambda n: _each(n, lambda i: f"key{i}: x\n"),
    "one key": lambda n: "kinds:\n" + "  kind: x\n" * n,
    "names that are none": lambda n: "kinds:\n" + _each(n, lambda i: f"  Kind{i}: x\n"),
    "values that are none": lambda n: "kinds:\n" + _each(n, lambda i: f"  kind{i}: [x]\n"),
    "entries without keys": lambda n: "institutions:\n" + _each(n, lambda i: f"  - nam: 組合{i}\n"),
    "texts in brackets": lambda n: "kinds: {a: [" + "a, " * 20 * n + "a]}",
    "quotes in brackets": lambda n: "kinds: {a: [" + '"a", ' * 20 * n + "a]}",
    "one text": lambda n: "kinds: {a: " + "あ" * n + "}",
    "escapes": lambda n: 'kinds: {a: "' + "\\n" * n + '"}',
    "figures": lambda n: "kinds: {a: " + "9" * n + "}",
}


def _with(members: str) -> dict[str, str]:
    return {AREA: f"{_AREA[:_LAST_BRACE]}{members}}}\n"}


def _with_items(count: int, members: str = "") -> dict[str, str]:
    items = _each(count, lambda i: f'z{i} TK8{i:013d} yen(3) "x"\n')
    record = f'  record zz "zz" {{\n{items}  }}\n'
    return {AREA: f"{_AREA[:_RECORDS]}{record}{_AREA[_RECORDS:_LAST_BRACE]}{members}}}\n"}


def _entry(item: str, area: str = "local_tax") -> str:
    return f"      - {{area: {area}, items: [{item}], why: あ, cite: 法}}\n"


def _waiver(rule: str, number: int) -> str:
    return f"  - {{rule: {rule}, item: a.b{number}, until: 2030-01-01, reason: あ, reference: x}}\n"


PROJECTS: dict[str, Files] = {
    "a set that names itself": lambda n: _with(f'set s "s" = {", ".join(["s"] * n)}\n'),
    "sets in a ring": lambda n: _with(_each(n, lambda i: f'set s{i} "s" = s{(i + 1) % n}\n')),
    "sets one after another": lambda n: _with(
        _each(n, lambda i: f'set s{i} "s" = {f"s{i - 1}" if i else "income.*"}\n')
    ),
    "sets that double": lambda n: _with(
        _each(n, lambda i: f'set s{i} "s" = {f"s{i - 1}, s{i - 1}" if i else "income.*"}\n')
    ),
    "groups one after another": lambda n: {
        MORE: "groups:\n"
        + _each(n, lambda i: f"  g{i}: {{label: あ, members: [{f'g{i - 1}' if i else 'nhi_society'}]}}\n")
    },
    "groups in a ring": lambda n: {
        MORE: "groups:\n" + _each(n, lambda i: f"  g{i}: {{label: あ, members: [g{(i + 1) % n}]}}\n")
    },
    "paths of no item": lambda n: _with_items(n, f'set s "s" = {", ".join(f"zz.y{i}" for i in range(n))}\n'),
    "queriers that are none": lambda n: _with(
        f"expose to {', '.join(f'q{i}' for i in range(n))} for nhi_benefit {{\nincome.*\n}}\n"
    ),
    "one code": lambda n: _with('record zz "zz" {\n' + _each(n, lambda i: f'z{i} TK80000000000000 flag "x"\n') + "}\n"),
    "one item": lambda n: _with('record zz "zz" {\n' + 'z TK80000000000000 flag "x"\n' * n + "}\n"),
    "one exposure": lambda n: _with(f"{_EXPOSE}income.*\n}}\n" * n),
    "one need": lambda n: {NEEDS: _NEEDS + _entry("income.total_income") * n},
    "needs of no item": lambda n: {NEEDS: _NEEDS + _each(n, lambda i: _entry(f"income.x{i}"))},
    "needs of no area": lambda n: {NEEDS: _NEEDS + _each(n, lambda i: _entry("a.b", f"area{i}"))},
    "items that nobody needs": lambda n: _with_items(n, f"{_EXPOSE}zz.*\n}}\n"),
    "institutions": lambda n: {
        MORE: "institutions:\n"
        + _each(n, lambda i: f"  - {{name: 組合{i}, kind: nhi_society, systems: [{{name: シ}}]}}\n")
    },
    "waivers": lambda n: {
        **_with_items(n, f"{_EXPOSE}zz.*\n}}\n"),
        "waivers.yaml": "waivers:\n" + _each(n, lambda i: _waiver("exposure.unneeded", i)),
    },
    "waivers in comments": lambda n: {AREA: "# waive need.missing until 2030-01-01: あ [x]\n" * n + _AREA},
    "blanks in a waiver": lambda n: {AREA: f"# waive need.missing until 2030-01-01: a{' ' * n}b\n{_AREA}"},
}


def _cube(count: int) -> dict[str, str]:
    """`count` queriers, procedures and items, and one exposure of everything to everybody for everything."""
    kinds, procedures = ([f"{name}{i}" for i in range(count)] for name in "kp")
    listed = ", ".join(kinds)
    made = "kinds:\n" + "".join(f"  {kind}: 機関\n" for kind in kinds)
    made += "procedures:\n" + "".join(
        f'  {each}: {{label: 事務, queriers: [{listed}], law: 法, rows: ["1"]}}\n' for each in procedures
    )
    return {MORE: made, **_with_items(count, f"expose to {listed} for {', '.join(procedures)} {{\nzz.*\n}}\n")}


# A text twice as long stands for four or eight times as much: for these there is a limit.
MULTIPLYING: dict[str, tuple[Files, int]] = {
    "sets of everything": (lambda n: _with_items(n, _each(n, lambda i: f'set s{i} "s" = zz.*\n')), 1001),
    "lines of everything": (lambda n: _with_items(n, _EXPOSE + "zz.* since 2018\n" * n + "}\n"), 1001),
    "everything to everybody for everything": (_cube, 101),
}
