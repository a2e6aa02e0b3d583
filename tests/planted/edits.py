"""Edits of the corpus that say the same in other words: order, comments, spaces, sets, blocks, files."""

import random
import re
from calendar import monthrange
from collections.abc import Callable, Mapping

from tests.planted.defects import LAW, with_law_in_parts

Texts = Mapping[str, str]
Edit = Callable[[Texts, random.Random], dict[str, str]]  # texts → texts of all files

_BLOCK = re.compile(r"\n\n(?:  # .*\n)*  expose to .*\{\n(?:    .*\n)*  \}(?=\n)")
_SET = re.compile(r"  set (\w+) .*=\n((?:    .*\n)+)")
_LISTS = re.compile(r"\n\ncodes .*\{\n(?:  .*\n)*\}")


def _layouts(texts: Texts, change: Callable[[str], str]) -> dict[str, str]:
    return {path: change(text) if path.endswith((".layout", ".codes")) else text for path, text in texts.items()}


def _areas(texts: Texts, change: Callable[[str], str]) -> dict[str, str]:
    return {path: change(text) if path.endswith(".layout") else text for path, text in texts.items()}


def _needs(texts: Texts, change: Callable[[str], str]) -> dict[str, str]:
    return {path: change(text) if path.startswith("needs/") else text for path, text in texts.items()}


def _in_lines(pattern: str, change: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, change, text, flags=re.MULTILINE)


def _shuffled(pattern: re.Pattern[str], chance: random.Random) -> Callable[[str], str]:
    """The matches of a text in another order, each at the place of another."""

    def change(text: str) -> str:
        found = [match[0] for match in pattern.finditer(text)]
        chance.shuffle(found)
        following = iter(found)
        return pattern.sub(lambda _: next(following), text)

    return change


def without_comments(texts: Texts, chance: random.Random) -> dict[str, str]:
    layouts = _layouts(texts, _in_lines(r'^((?:[^"#\n]|"[^"\n]*")*)#.*$', lambda found: found[1]))
    return {path: re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE) for path, text in layouts.items()}


def more_comments(texts: Texts, chance: random.Random) -> dict[str, str]:
    def change(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(f'# 注記 {{ }} "\n{line}' if chance.random() < 0.3 else line for line in lines)

    return {path: change(text) for path, text in texts.items()}


def comments_behind(texts: Texts, chance: random.Random) -> dict[str, str]:
    return _layouts(texts, _in_lines(r"^(.*\S)$", lambda found: f"{found[1]} # {chance.random()}"))


def other_spaces(texts: Texts, chance: random.Random) -> dict[str, str]:
    spaces = (" ", "   ", "\t", " \t ")
    pattern = r'("[^"\n]*"|#.*$)|[ ]+'
    return _layouts(texts, _in_lines(pattern, lambda found: found[1] or chance.choice(spaces)))


def blank_lines(texts: Texts, chance: random.Random) -> dict[str, str]:
    return {path: re.sub(r"\n", lambda _: "\n" * chance.choice((1, 1, 1, 3)), text) for path, text in texts.items()}


def windows_lines(texts: Texts, chance: random.Random) -> dict[str, str]:
    return {path: text.replace("\n", "\r\n") for path, text in texts.items()}


def blocks_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    return _areas(texts, _shuffled(_BLOCK, chance))


def lines_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    def block(found: re.Match[str]) -> str:
        lines = found[2].splitlines(keepends=True)
        chance.shuffle(lines)
        return found[1] + "".join(lines)

    return _areas(texts, _in_lines(r"(^  expose .*\{\n)((?:    .*\n)+)", block))


def names_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    def header(found: re.Match[str]) -> str:
        names = found[2].split(", ")
        chance.shuffle(names)
        return f"{found[1]}{', '.join(names)} "

    for word in ("to", "for"):
        texts = _areas(texts, _in_lines(rf"(^  expose .*?\b{word} )((?:\w+, )+\w+) ", header))
    return dict(texts)


def sets_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    """Their paths, and they themselves behind all exposures."""

    def change(text: str) -> str:
        sets = list(_SET.finditer(text))
        text, moved = _SET.sub("", text), []
        for found in sets:
            paths = [path.strip() for path in found[2].split(",")]
            chance.shuffle(paths)
            moved.append(f"{found[0].splitlines()[0]}\n    {', '.join(paths)}\n")
        chance.shuffle(moved)
        return f"{text.rstrip().removesuffix('}')}{''.join(moved)}}}\n"

    return _areas(texts, change)


def sets_written_out(texts: Texts, chance: random.Random) -> dict[str, str]:
    """No set: each line that names one lists its items instead."""

    def change(text: str) -> str:
        sets = {found[1]: " ".join(found[2].split()) for found in _SET.finditer(text)}
        for _ in sets:
            sets = {name: ", ".join(sets.get(path, path) for path in paths.split(", ")) for name, paths in sets.items()}
        text = _SET.sub("", text)
        return re.sub(
            r"^    (\w+)(?= +(?:since|until|except|#)|,|$)",
            lambda found: f"    {sets.get(found[1], found[1])}",
            text,
            flags=re.MULTILINE,
        )

    return _areas(texts, change)


def sets_of_everything(texts: Texts, chance: random.Random) -> dict[str, str]:
    """The undated lines of each exposure become a set of their own, and that is in another set."""

    def change(text: str) -> str:
        sets: list[str] = []

        def block(found: re.Match[str]) -> str:
            lines = found[2].splitlines()
            plain = [line.strip() for line in lines if re.fullmatch(r" +[\w.]+(?:\.\*)?", line)]
            if not plain:
                return found[0]
            name = f"grouped_{len(sets)}x"
            sets.append(f'  set {name}_inner "組" = {", ".join(plain)}\n  set {name} "組の組" = {name}_inner\n')
            rest = [line for line in lines if line.strip() not in plain]
            return f"{found[1]}    {name}\n" + "".join(f"{line}\n" for line in rest)

        text = re.sub(r"(^  expose .*\{\n)((?:    .*\n)+)", block, text, flags=re.MULTILINE)
        return f"{text.rstrip().removesuffix('}')}{''.join(sets)}}}\n"

    return _areas(texts, change)


def blocks_split(texts: Texts, chance: random.Random) -> dict[str, str]:
    """An exposure for each line."""

    def block(found: re.Match[str]) -> str:
        lines = [line for line in found[2].splitlines() if line.strip()[0] != "#"]
        return "".join(f"{found[1]}{line}\n  }}\n" for line in lines)

    return _areas(texts, _in_lines(r"(^  expose .*\{\n)((?:    .*\n)+)  \}\n", block))


def headers_split(texts: Texts, chance: random.Random) -> dict[str, str]:
    """An exposure for each querier and procedure."""

    def block(found: re.Match[str]) -> str:
        queriers, procedures = found[1].split(", "), found[2].split(", ")
        headers = [f"  expose to {querier} for {each}" for querier in queriers for each in procedures]
        return "".join(f"{header}{found[3]}" for header in headers)

    pattern = r"^  expose to ([\w, ]+?) for ([\w, ]+?)((?: since .*)? \{\n(?:    .*\n)+  \}\n)"
    return _areas(texts, _in_lines(pattern, block))


def stars_written_out(texts: Texts, chance: random.Random) -> dict[str, str]:
    """The items listed instead of `*`."""

    def change(text: str) -> str:
        def star(found: re.Match[str]) -> str:
            record = re.search(rf"^  record {found[1]} .*\{{\n((?:    .*\n|\n)*)  \}}\n", text, re.MULTILINE)
            assert record
            names = re.findall(r"^    (?:key )?(\w+) +TK", record[1], re.MULTILINE)
            return "".join(f"    {found[1]}.{name}\n" for name in names)

        return re.sub(r"^    (\w+)\.\*\n", star, text, flags=re.MULTILINE)

    return _areas(texts, change)


def clauses_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    clause = r'(?:required|absent \w+|(?:reading|unit|basis|note) "[^"]*")'

    def item(found: re.Match[str]) -> str:
        clauses = re.findall(clause, found[2])
        chance.shuffle(clauses)
        return f"{found[1]} {' '.join(clauses)}"

    return _areas(texts, _in_lines(rf'(^ +(?:key )?\w+ +TK\w+ .*?"[^"]*")((?: +{clause})+)$', item))


def days_for_months(texts: Texts, chance: random.Random) -> dict[str, str]:
    def end(found: re.Match[str]) -> str:
        year, month = map(int, found[1].split("-"))
        return f"until {found[1]}-{monthrange(year, month)[1]}"

    since = _areas(texts, _in_lines(r"since (\d{4}-\d\d)(?=[ \n])", lambda found: f"since {found[1]}-01"))
    return _areas(since, _in_lines(r"until (\d{4}-\d\d)(?=[ \n]|$)", end))


def groups_written_out(texts: Texts, chance: random.Random) -> dict[str, str]:
    kinds = "kkr, local_mutual_aid, municipal_mutual_aid_federation, private_school_mutual_aid"
    named = _areas(texts, lambda text: re.sub(r"\bmutual_aid_pension\b", kinds, text))
    named = _areas(named, lambda text: text.replace("public_housing_operator", "prefecture, municipality"))
    document = named.pop("needs/mutual_aid_pension.yaml")
    for kind in kinds.split(", "):
        named[f"needs/{kind}/written_out.yaml"] = document.replace("querier: mutual_aid_pension", f"querier: {kind}")
    return named


def needs_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    def items(found: re.Match[str]) -> str:
        lines = found[0].splitlines(keepends=True)
        chance.shuffle(lines)
        return "".join(lines)

    return _needs(texts, _in_lines(r"(?:^          - .*\n)+", items))


def entries_split(texts: Texts, chance: random.Random) -> dict[str, str]:
    """An entry of a need for each of its items."""

    def entry(found: re.Match[str]) -> str:
        items = found[2].splitlines(keepends=True)
        return "".join(f"{found[1]}        items:\n{item}{found[3]}" for item in items)

    pattern = r"(^      - area: .*\n)        items:\n((?:          - .*\n)+)((?:        \w+: .*\n)+)"
    return _needs(texts, _in_lines(pattern, entry))


def flow_for_lines(texts: Texts, chance: random.Random) -> dict[str, str]:
    """YAML lists in brackets, and names in quotes."""

    def items(found: re.Match[str]) -> str:
        names = re.findall(r"- (\S+)", found[1])
        quoted = ", ".join(chance.choice((name, f'"{name}"', f"'{name}'")) for name in names)
        return f"        items: [{quoted}]\n"

    return _needs(texts, _in_lines(r"^        items:\n((?:          - .*\n)+)", items))


def law_in_parts(texts: Texts, chance: random.Random) -> dict[str, str]:
    return with_law_in_parts(texts)


def law_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    head, *lines = texts[LAW].rstrip("\n").split("\n  - row:")
    chance.shuffle(lines)
    return {**texts, LAW: "\n  - row:".join((head, *lines)) + "\n"}


def procedures_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    path = "registry/procedures.yaml"
    return {**texts, path: _shuffled(re.compile(r"^  \w+:\n(?:    .*\n)+", re.MULTILINE), chance)(texts[path])}


def code_lists_in_other_order(texts: Texts, chance: random.Random) -> dict[str, str]:
    change = _shuffled(_LISTS, chance)
    return {path: change(text) if path.endswith(".codes") else text for path, text in texts.items()}


def all_in_one_file(texts: Texts, chance: random.Random) -> dict[str, str]:
    """Every layout in one file, in any order."""
    layouts = [path for path in texts if path.endswith((".layout", ".codes"))]
    chance.shuffle(layouts)
    rest = {path: text for path, text in texts.items() if path not in layouts}
    return {**rest, "areas/all.layout": "\n".join(texts[path] for path in layouts)}


def other_file_names(texts: Texts, chance: random.Random) -> dict[str, str]:
    """Names that change the order of the files too."""

    def renamed(path: str) -> str:
        *folders, name = path.split("/")
        stem, ending = name.split(".")
        return "/".join((*folders, f"{stem[::-1]}.{ending}"))

    return {renamed(path): text for path, text in texts.items()}


EDITS: tuple[Edit, ...] = (
    without_comments,
    more_comments,
    comments_behind,
    other_spaces,
    blank_lines,
    windows_lines,
    blocks_in_other_order,
    lines_in_other_order,
    names_in_other_order,
    sets_in_other_order,
    sets_written_out,
    sets_of_everything,
    blocks_split,
    headers_split,
    stars_written_out,
    clauses_in_other_order,
    days_for_months,
    groups_written_out,
    needs_in_other_order,
    entries_split,
    flow_for_lines,
    law_in_parts,
    law_in_other_order,
    procedures_in_other_order,
    code_lists_in_other_order,
    all_in_one_file,
    other_file_names,
)
