"""Names that stand for other names, as sets and groups do: in which order to resolve them, and which lead back to themselves."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence


def resolvable(refers: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Every name after those that it refers to, with the names of its ring: those it leads to that lead back to it.

    A name in no ring has an empty one. `refers` holds every name; what it refers to may be anything. O(names and references).
    """
    number: dict[str, int] = {}  # in the order in which the names are come to
    lowest: dict[str, int] = {}  # the first name that is reached from a name and not yet done
    waiting: dict[str, None] = {}
    for start in refers:
        if start in number:
            continue
        number[start] = lowest[start] = len(number)
        waiting[start] = None
        way = [(start, iter(refers[start]))]
        while way:
            name, left = way[-1]
            following = next(left, None)
            if following is None:
                way.pop()
                if way:
                    lowest[way[-1][0]] = min(lowest[way[-1][0]], lowest[name])
                if lowest[name] == number[name]:
                    yield from _done(name, refers, waiting)
            elif following not in refers:
                continue
            elif following not in number:
                number[following] = lowest[following] = len(number)
                waiting[following] = None
                way.append((following, iter(refers[following])))
            elif following in waiting:
                lowest[name] = min(lowest[name], number[following])


def _done(
    first: str, refers: Mapping[str, Sequence[str]], waiting: dict[str, None]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Takes out of `waiting` what was come to from `first` on."""
    ring: list[str] = []
    while not ring or ring[-1] != first:
        ring.append(waiting.popitem()[0])
    back = frozenset(ring) if len(ring) > 1 or first in refers[first] else frozenset[str]()
    for name in ring:
        yield name, back


def way_back(refers: Mapping[str, Sequence[str]], ring: frozenset[str], name: str, following: str) -> list[str]:
    """A shortest way from `following` through `name` back to it, within the ring of `name`, which refers to `following`."""
    came_from = {following: following}
    at = deque([following])
    while name not in came_from:
        here = at.popleft()
        for each in refers[here]:
            if each in ring and each not in came_from:
                came_from[each] = here
                at.append(each)
    steps = [following, name]
    while steps[-1] != following:
        steps.append(came_from[steps[-1]])
    return steps[::-1]
