"""The generated files of pairs for which nothing changed: taken from where they stand, if they are as they were written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.kept import Kept, key
from layoutc.catalog.resolver import Texts
from layoutc.catalog.types import Code
from layoutc.emit.artifacts import Artifact
from layoutc.emit.definitions import Names, items
from layoutc.emit.output import standing
from layoutc.emit.registry import paths_alone

_Digests = Mapping[str, str]  # path of a generated file → SHA-256 of its content


def keys(texts: Texts, catalog: Catalog, formats: Collection[str]) -> dict[Names, str]:
    """For each pair what its files follow from: the day, the registry, the law, its areas, and the code lists in these."""
    documents = [[text.digest for text in each] for each in (texts.registry, texts.law)]
    shared = key("pair", str(catalog.day), sorted(formats), documents)
    digests = {text.source.path: text.digest for text in texts.layouts}
    lists = {name: digests[codes.place.file.path] for name, codes in catalog.codes.items()}
    follows = {
        name: [
            digests[area.place.file.path],
            *sorted({lists[i.type.list] for i in items([area]) if isinstance(i.type, Code)}),
        ]
        for name, area in catalog.areas.items()
    }
    found: dict[Names, set[str]] = defaultdict(set)
    for (area, provider, querier, _), lines in catalog.exposed.items():
        if lines:
            found[provider, querier].add(area)
    return {names: key(shared, *names, *(follows[area] for area in sorted(areas))) for names, areas in found.items()}


def take(kept: Kept, keys: Mapping[Names, str], folder: Path) -> dict[Names, list[Artifact]]:
    """The files of the pairs whose files are known and stand in the folder."""
    found: dict[Names, list[Artifact]] = {}
    for names, about in keys.items():
        digests: _Digests | None = kept.recall(about, _Digests)
        contents = standing(folder, digests) if digests is not None else None
        if contents is not None:
            found[names] = [Artifact(path, content) for path, content in contents.items()]
    return found


def offer(
    kept: Kept, keys: Mapping[Names, str], artifacts: Iterable[Artifact], digests: _Digests, formats: Collection[str]
) -> None:
    """What was made and written of pairs, so that a later run can take it from where it stands."""
    owners = {path: names for names in keys for path in paths_alone(*names, formats)}
    files: dict[Names, dict[str, str]] = defaultdict(dict)
    for artifact in artifacts:
        owner = owners.get(artifact.path) or owners.get(artifact.path.rpartition("/")[0])
        digest = digests.get(artifact.path)
        if owner and digest and keys[owner] not in kept.used:
            files[owner][artifact.path] = digest
    for names, of_pair in files.items():
        kept.offer(keys[names], _Digests, of_pair)
