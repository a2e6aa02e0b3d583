"""Labels for names: what a person reads in a cell, and which declared thing a cell means."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from layoutc.catalog.catalog import Catalog
from layoutc.frozen import dataclass
from layoutc.syntax.words import nearest
from layoutc.workbook.normalise import folded


@dataclass(frozen=True)
class Names:
    """Name → label of one sort of things. A label that two things share is not shown: then the name stands for itself."""

    labels: Mapping[str, str]

    @cached_property
    def _by_label(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, label in self.labels.items():
            found.setdefault(folded(label), []).append(name)
        return found

    def shown(self, name: str) -> str:
        label = self.labels.get(name, name)
        return label if self.named(label) == name and "\n" not in label else name

    def named(self, text: str) -> str | None:
        """The name of a name or a label; None if there is none, or more than one."""
        text = folded(text)
        if text in self.labels:
            return text
        found = self._by_label.get(text, [])
        return found[0] if len(found) == 1 else None

    def read(self, text: str) -> list[str] | None:
        """The names in a cell that lists several, one a line or with commas between; None if one is not known."""
        found: list[str] = []
        for line in (part.strip() for part in text.split("\n")):
            whole = self.named(line)
            parts = [whole] if whole else [self.named(part.strip()) for part in re.split(r"[,、，､]", line)]
            if line and None in parts:
                return None
            found += [part for part in parts if part]
        return list(dict.fromkeys(found)) or None

    def near(self, text: str) -> str:
        """What was probably meant, for a message."""
        return nearest(text, [*self.labels.values(), *self.labels]) or next(iter(self.labels.values()), "")


@dataclass(frozen=True, slots=True)
class Directory:
    """The things that cells name."""

    ministries: Names
    institutions: Names
    procedures: Names
    codes: Names

    def of(self, choices: str) -> Names:
        return {
            "ministries": self.ministries,
            "kinds_of_institution": self.institutions,
            "procedures": self.procedures,
            "codes": self.codes,
        }[choices]


def directory(catalog: Catalog, lists: Sequence[tuple[str, str]] = ()) -> Directory:
    """Of a registry; `lists` are further code lists, name and label, that a workbook declares."""
    kinds = {name: each.label for name, each in catalog.kinds.items()}
    groups = {name: each.label for name, each in catalog.groups.items()}
    return Directory(
        Names({name: each.label for name, each in catalog.ministries.items()}),
        Names({**kinds, **groups}),
        Names({name: each.label for name, each in catalog.procedures.items()}),
        Names({**{name: each.label for name, each in catalog.codes.items()}, **dict(lists)}),
    )
