"""Defects in what a layout exposes: lines, sets, headers and their dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tests.planted.defects import (
    AFTER,
    INSIDE,
    OUTSIDE,
    REPORT_DAY,
    Defect,
    Family,
    Gone,
    dated,
    ends,
    fallen,
    keys,
    put,
)
from tests.planted.facts import Area, Block, Facts, Line, holds

_DATES_AND_BRACE = re.compile(r"(?: (?:since|until) [0-9-]+)* \{$")


def _lines(facts: Facts, day: str) -> Iterator[tuple[Area, Block, Line]]:
    for area in facts.areas.values():
        for block in area.blocks:
            for line in block.lines:
                if holds((*block.dates, *line.dates), day):
                    yield area, block, line


def _gone(facts: Facts, block: Block, lines: Iterable[Line], paths: Iterable[str] | None = None) -> Gone:
    only = None if paths is None else set(paths)
    area = facts.areas[block.area]
    return [
        (key, path, line.number)
        for key in facts.keys(block)
        for line in lines
        for path in area.behind(line.word)
        if only is None or path in only
    ]


def _named(area: Area, line: int) -> str:
    return f"{area.path}:{line + 1}"


def drop_line(facts: Facts) -> Iterator[Defect]:
    for area, block, line in _lines(facts, REPORT_DAY):
        edits = put(facts, area.path, {line.number: None})
        expected = fallen(facts, _gone(facts, block, [line]), REPORT_DAY)
        # What is said on that day of an item's age ends with the last provider that exposes it.
        ended = keys(
            "need.stale",
            *(
                (name, "", querier, procedure, path)
                for _, name, provider, querier, procedure, path in expected
                if not provider or facts.providers(name, querier, procedure, REPORT_DAY) == (provider,)
            ),
        )
        yield Defect(_named(area, line.number), edits, expected, ended=ended, day=REPORT_DAY)


def drop_block(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for block in area.blocks:
            edits = put(facts, area.path, dict.fromkeys(range(block.start, block.end + 1)))
            yield Defect(_named(area, block.start), edits, fallen(facts, _gone(facts, block, block.lines)))


def drop_from_set(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for name, members in area.sets.items():
            for number, path in members:
                kept = [each for _, each in members if each != path]
                first, last = members[0][0], members[-1][0]
                changed = {**dict.fromkeys(range(first, last + 1)), first: f"    {', '.join(kept)}"}
                after = replace(area, sets={**area.sets, name: [each for each in members if each[1] != path]})
                gone = [
                    each
                    for block in area.blocks
                    for line in block.lines
                    for each in _gone(facts, block, [line], {*area.behind(line.word)} - {*after.behind(line.word)})
                ]
                if kept:
                    yield Defect(_named(area, number), put(facts, area.path, changed), fallen(facts, gone))


def except_item(facts: Facts) -> Iterator[Defect]:
    for area, block, line in _lines(facts, AFTER):
        behind = area.behind(line.word)
        for path in behind if len(behind) > 1 else ():
            text = area.lines[line.number].replace(line.word, f"{line.word} except {path}", 1)
            gone = _gone(facts, block, [line], [path])
            yield Defect(
                f"{_named(area, line.number)} {path}", put(facts, area.path, {line.number: text}), fallen(facts, gone)
            )


def shift_line(facts: Facts) -> Iterator[Defect]:
    for area, block, line in _lines(facts, AFTER):
        for clause in (*OUTSIDE, *INSIDE) if not line.dates else ():
            edits = put(facts, area.path, {line.number: dated(area.lines[line.number], clause)})
            expected = fallen(facts, _gone(facts, block, [line]) if ends(clause) else [])
            yield Defect(f"{_named(area, line.number)} {clause}", edits, expected)


def shift_written_date(facts: Facts) -> Iterator[Defect]:
    """The dates that the corpus has: `since` put off, `until` put on."""
    for area, block, line in _lines(facts, AFTER):
        for word, value in line.dates:
            if word == "since":
                text = area.lines[line.number].replace(f"since {value}", f"since {AFTER}")
                yield Defect(
                    _named(area, line.number),
                    put(facts, area.path, {line.number: text}),
                    fallen(facts, _gone(facts, block, [line])),
                )


def undo_report(facts: Facts) -> Iterator[Defect]:
    """Without its `since`, a line that the report missed is there on the day of the report: its findings end."""
    for area, block, line in _lines(facts, "2019-01-01"):
        if ("since", "2018-07") in line.dates:
            text = area.lines[line.number].replace("since 2018-07", "").rstrip()
            ended = keys(
                "need.not-exposed",
                *((*key, path) for key in facts.keys(block) for path in area.behind(line.word)),
            )
            edits = put(facts, area.path, {line.number: text})
            yield Defect(_named(area, line.number), edits, keys("need.not-exposed"), ended=ended, day=REPORT_DAY)


def shift_block(facts: Facts) -> Iterator[Defect]:
    for area in facts.areas.values():
        for block in area.blocks:
            for clause in (*OUTSIDE, *INSIDE) if not block.dates else ():
                edits = put(facts, area.path, {block.start: dated(area.lines[block.start], clause)})
                gone = _gone(facts, block, block.lines) if ends(clause) else []
                yield Defect(f"{_named(area, block.start)} {clause}", edits, fallen(facts, gone))


def narrow_header(facts: Facts) -> Iterator[Defect]:
    """One querier or procedure of several taken from a header, or a group narrowed to one of its kinds."""
    for area in facts.areas.values():
        for block in area.blocks:
            gone = list(_gone(facts, block, block.lines))
            text, kinds = area.lines[block.start], facts.kinds(block.queriers)
            for lost in kinds if len(kinds) > 1 else ():
                kept = ", ".join(kind for kind in kinds if kind != lost)
                edits = put(
                    facts, area.path, {block.start: text.replace(f"to {', '.join(block.queriers)} ", f"to {kept} ")}
                )
                yield Defect(
                    f"{_named(area, block.start)} {lost}",
                    edits,
                    fallen(facts, [each for each in gone if each[0][2] == lost]),
                )
            for lost in block.procedures if len(block.procedures) > 1 else ():
                kept = ", ".join(name for name in block.procedures if name != lost)
                edits = put(
                    facts, area.path, {block.start: text.replace(f"for {', '.join(block.procedures)} ", f"for {kept} ")}
                )
                yield Defect(
                    f"{_named(area, block.start)} {lost}",
                    edits,
                    fallen(facts, [each for each in gone if each[0][3] == lost]),
                )


def narrow_provider(facts: Facts) -> Iterator[Defect]:
    """`from` leaves out a provider of an area that several hold, or all but one."""
    for area in facts.areas.values():
        for block in area.blocks if len(area.providers) > 1 else ():
            if block.providers:
                continue
            for one in area.providers:
                for kept in ([one], [each for each in area.providers if each != one]):
                    text = _DATES_AND_BRACE.sub(f" from {', '.join(kept)}\\g<0>", area.lines[block.start])
                    gone = [each for each in _gone(facts, block, block.lines) if each[0][1] not in kept]
                    yield Defect(
                        f"{_named(area, block.start)} {kept}",
                        put(facts, area.path, {block.start: text}),
                        fallen(facts, gone),
                    )


def expose_more(facts: Facts) -> Iterator[Defect]:
    """An item that no need of the querier's procedure names."""
    needed = facts.needed(AFTER)
    for area in facts.areas.values():
        for block in area.blocks:
            shown = {path for line in block.lines for path in area.behind(line.word)}
            for path in sorted(area.standing(AFTER) - shown):
                subjects = dict.fromkeys((key[0], "", key[2], key[3], path) for key in facts.keys(block))
                unneeded = [each for each in subjects if (each[0], *each[2:]) not in needed]
                edits = put(facts, area.path, {block.end: f"    {path}\n  }}"})
                yield Defect(f"{_named(area, block.end)} {path}", edits, keys("exposure.unneeded", *unneeded))


EXPOSURE_FAMILIES: tuple[Family, ...] = (
    drop_line,
    drop_block,
    drop_from_set,
    except_item,
    shift_line,
    shift_written_date,
    undo_report,
    shift_block,
    narrow_header,
    narrow_provider,
    expose_more,
)
