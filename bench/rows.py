"""What was measured → the rows of the tables, with the limits that the project has set itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from bench.generators import Other
from bench.measure import Times
from bench.probes import PAIR, Bench
from bench.tables import Row


def seconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def plain(what: str, times: Times, compared: str = "") -> Row:
    mark = "over " if times.stopped else ""
    return Row(what, mark + seconds(times.cpu), mark + seconds(times.wall), compared)


def at_most(what: str, times: Times, limit: float, over: Times | None = None, name: str = "") -> Row:
    """A limit in seconds of CPU time, over something else if given."""
    spent = times.cpu - (over.cpu if over else 0)
    compared = f"{spent * 1000:.0f} ms" + (f" over {name}" if over else "")
    return Row(what, seconds(times.cpu), seconds(times.wall), compared, f"{limit * 1000:.0f} ms", spent <= limit)


def times_of(what: str, shown: Times, ratio: float, than: str, limit: str = "", holds: bool | None = None) -> Row:
    compared = f"{'over ' if shown.stopped else ''}{ratio:.2f} × {than}"
    mark = "over " if shown.stopped else ""
    return Row(what, mark + seconds(shown.cpu), mark + seconds(shown.wall), compared, limit, holds)


def rows(bench: Bench, others: Sequence[Other], smaller: Bench | None) -> Iterator[Row]:
    cold, lark, parsing = bench["cold"], bench["lark"], bench["parsing"]
    yield plain("lark alone, the parsing", parsing)
    yield plain("lark alone, the process", lark)
    ratio = cold.cpu / parsing.cpu
    yield times_of("`compile`, cold", cold, ratio, "lark's parsing", "3 ×", ratio <= 3)
    yield times_of("`compile`, cold", cold, cold.cpu / lark.cpu, "lark's process")
    yield grown(bench, smaller)
    yield at_most("`compile`, nothing changed", bench["unchanged"], 0.2)
    yield plain("`compile --no-cache`, nothing changed", bench["without cache"])
    yield at_most("`compile`, one layout edited", bench["edited"], 0.35)
    yield from other_rows(others, cold)
    yield plain("`python -c pass`", bench["empty"])
    yield at_most("`layoutc --version`", bench["version"], 0.06, bench["empty"], "an empty Python")
    yield plain("`layoutc check`, after an edit", bench["first check"])
    yield at_most("`layoutc check`, nothing changed", bench["check"], 0.15, bench["empty"], "an empty Python")
    if "any day" in bench.taken:
        yield at_most("the check of any day from 2014 to 2026, beyond reading the files", bench["any day"], 1.0)
    yield plain("`import pydantic` and one BaseModel", bench["pydantic"])
    base, name = bench["pydantic"], "pydantic"
    yield at_most(f"`import layoutc_models.{PAIR}`", bench["pair"], 0.02, base, name)
    more = bench["built"] - base
    yield plain(
        "the same, one of its models built as on first use", bench["built"], f"{more.cpu * 1000:.0f} ms over pydantic"
    )
    yield at_most(f"the largest pair, `{bench.largest()}`", bench["largest"], 0.02, base, name)
    for what, times in (("", bench["all"]), (", the first time (Python compiles them)", bench["first"])):
        more = times - base
        yield plain(f"all {len(bench.pairs())} pairs{what}", times, f"{more.cpu * 1000:.0f} ms over pydantic")


def grown(bench: Bench, smaller: Bench | None) -> Row:
    """What compile adds to a start of layoutc and to lark's parsing, for each copy of the corpus; linear if it does not rise with the size."""
    added = {one.size: one["cold"] - one["version"] - one["parsing"] for one in (smaller, bench) if one}
    each = {size: times.cpu / size for size, times in added.items()}
    what, mine = "`compile` less a start and lark's parsing", added[bench.size]
    shown = f"{each[bench.size] * 1000:.0f} ms a copy"
    if not smaller:
        return plain(what, mine, shown)
    before = each[smaller.size]
    compared = f"{shown}; {before * 1000:.0f} ms at ×{smaller.size}"
    holds = each[bench.size] <= 1.15 * before
    return Row(what, seconds(mine.cpu), seconds(mine.wall), compared, "linear (+15 %)", holds)


def other_rows(others: Sequence[Other], cold: Times) -> Iterator[Row]:
    for model in dict.fromkeys(other.model for other in others):
        those = [other for other in others if other.model == model]
        for other in those:
            what = f"{other.name}; {model}"
            if other.times is None:
                yield Row(what, "", "", "not installed")
            elif other.name.startswith("LinkML"):
                yield plain(what, other.times)
            else:
                yield faster(what, other.times, cold, limited=other.limited)
        both = [other.times for other in those if other.times and other.name.startswith("LinkML")]
        if len(both) == 2:
            yield faster(f"LinkML, both; {model}", both[0] + both[1], cold, limited=those[0].limited)


def faster(name: str, times: Times, cold: Times, *, limited: bool) -> Row:
    """Nothing is said of one that was stopped before it took 40 times as long."""
    ratio = times.cpu / cold.cpu
    if not limited:
        return times_of(name, times, ratio, "compile")
    holds = None if times.stopped and ratio < 40 else ratio >= 40
    return times_of(name, times, ratio, "compile", "40 × or more", holds)


def read_by(figures: dict[str, Any], equal: bool) -> list[Row]:
    """The limit is for a model by hand that takes and refuses the same."""
    about = f"{figures['records']} records of `{figures['of']}`, {figures['fields']} items each"
    compared = f"{figures['ratio']:.2f} × by hand"
    if not equal:
        by_hand = f"{about}, by hand with pydantic's own `date`, which takes more"
        return [Row(by_hand, seconds(figures["handwritten"]), "", f"generated: {compared}")]
    return [
        Row(f"{about}, by hand", seconds(figures["handwritten"]), ""),
        Row(f"{about}, generated", seconds(figures["generated"]), "", compared, "1.10 ×", figures["ratio"] <= 1.1),
    ]
