"""JSON Schema (draft 2020-12): a file for each pair, which needs no other file and, for strict validators, no keyword of our own."""

from collections.abc import Collection

from layoutc.catalog.catalog import Catalog
from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.definitions import Names, Pair, others, title
from layoutc.emit.literals import json_document
from layoutc.emit.naming import file_name
from layoutc.emit.schemas import Parts, Schema, Style, schemas

FOLDER = "jsonschema"

_STYLE = Style("#/$defs/")


def emit(catalog: Catalog, without: Collection[Names] = ()) -> tuple[Artifact, ...]:
    """`jsonschema/PROVIDER/QUERIER.schema.json` for every pair of a catalog of a day."""
    parts: Parts = {}
    return tuple(
        Artifact(path(pair.provider, pair.querier), json_document(_document(catalog, pair, parts)))
        for pair in others(catalog, without)
    )


def path(provider: str, querier: str) -> str:
    return f"{FOLDER}/{file_name(provider)}/{file_name(querier)}.schema.json"


def paths(provider: str, querier: str) -> tuple[str, ...]:
    """The files that a pair needs."""
    return (path(provider, querier),)


def _document(catalog: Catalog, pair: Pair, parts: Parts) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:layoutc:{pair.provider}:{pair.querier}",
        "$comment": MARK,
        **_STYLE.described(title(catalog, pair), catalog.notice),
        "anyOf": [_STYLE.reference(definition.name) for definition in pair.definitions],
        "$defs": schemas(catalog, pair.definitions, _STYLE, parts),
    }
