"""Declared things as a caller may name them: by name, label or code, in full-width signs too. CallError for what names nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from layoutc.cli.refusals import CallError
from layoutc.findings import Rule, Text
from layoutc.frozen import dataclass
from layoutc.messages import cli as say
from layoutc.workbook.normalise import folded as without_width

if TYPE_CHECKING:
    from layoutc.catalog.catalog import Catalog
    from layoutc.catalog.model import Area, Group, Kind, Procedure, Record

_SHOWN = 100
_LIKE = 0.75  # labels of one field share many words


@dataclass(frozen=True, slots=True)
class Known:
    """Things of one sort: name → what else each is called, the label first.

    `members` of a name are what it stands for, if not itself; `listed` is what lists them, where they are too many to be told.
    """

    what: Text
    words: Mapping[str, Sequence[str]]
    members: Mapping[str, Sequence[str]] = field(default_factory=dict)
    listed: Text | None = None

    def labels(self, names: Iterable[str]) -> dict[str, str | None]:
        return {name: next(iter(self.words[name]), None) for name in names}


def kinds(catalog: "Catalog") -> Known:
    """Of institutions, and the groups of them."""
    declared: list[Kind | Group] = [*catalog.kinds.values(), *catalog.groups.values()]
    labels = {each.name: (each.label,) for each in declared}
    return Known(say.KIND, labels, {name: group.kinds for name, group in catalog.groups.items()})


def areas(declared: "Iterable[Area]") -> Known:
    return Known(say.AN_AREA, {each.name: (each.label, each.code) for each in declared})


def procedures(declared: "Iterable[Procedure]") -> Known:
    return Known(say.A_PROCEDURE, {each.name: (each.label,) for each in declared})


def records(declared: "Iterable[Record]") -> Known:
    return Known(say.A_RECORD, {each.name: (each.label,) for each in declared})


def rules(registered: Iterable[Rule]) -> Known:
    """And families of them: `need` stands for all rules whose ids begin so."""
    ids = [rule.id for rule in registered]
    families = {each.partition(".")[0] for each in ids}
    members = {family: [each for each in ids if each.startswith(f"{family}.")] for family in families}
    return Known(say.A_RULE, dict.fromkeys((*ids, *families), ()), members, say.list_of_rules())


def unlabelled(what: Text, names: Iterable[str]) -> Known:
    return Known(what, dict.fromkeys(names, ()))


def chosen(names: Iterable[str], known: Known) -> frozenset[str]:
    """The declared names of all that is named; of a group, its members."""
    return frozenset(each for name in names for each in _found(name, known))


def one(name: str, known: Known) -> str:
    """The declared name of what is named, which is one thing."""
    found = _found(name, known)
    if len(found) != 1:
        raise CallError(say.names_several(name), listed(known, found))
    return found[0]


def listed(known: Known, names: Iterable[str] | None = None) -> Text:
    """These of the known things, or all, with their labels; not endlessly many."""
    every = sorted(known.words) if names is None else list(names)
    return say.known(known.labels(every[:_SHOWN]), len(every) - _SHOWN)


def _found(name: str, known: Known) -> Sequence[str]:
    if name not in known.words:
        same = [each for each, words in known.words.items() if _is(_plain(name), each, words)]
        if not same:
            raise CallError(say.no_such_name(known.what, name), _meant(_plain(name), known))
        if len(same) > 1:
            raise CallError(say.names_several(name), listed(known, same))
        (name,) = same
    return known.members.get(name, (name,))


def _is(word: str, name: str, words: Sequence[str]) -> bool:
    return any(word == _plain(each) for each in (name, *words))


def _meant(word: str, known: Known) -> Text:
    """The thing that was probably meant; those that the word is a part of; or all there are."""
    from layoutc.syntax.words import nearest

    called = {_plain(each): name for name, words in known.words.items() for each in (name, *words)}
    holding = list(dict.fromkeys(name for each, name in called.items() if len(word) > 1 and word in each))
    near = nearest(word, called, _LIKE)
    meant = called[near] if near else None
    if meant and len(holding) < 2:
        return say.did_you_mean(meant, *known.words[meant][:1])
    return listed(known, holding) if holding else known.listed or listed(known)


def _plain(text: str) -> str:
    """As words are compared: half-width, without white space, in small letters."""
    return without_width(text).casefold()
