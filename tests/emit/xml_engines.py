"""Two validators of XML Schema that know nothing of each other: libxml2's, and the library xmlschema."""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import xmlschema
from lxml import etree

from layoutc.catalog.catalog import Catalog
from layoutc.emit.xsd import emit


@dataclass(frozen=True, slots=True)
class Engines:
    """One schema, compiled by both."""

    libxml2: etree.XMLSchema
    python: Any

    def takes(self, body: bytes) -> bool:
        """What both say of a document; it must be the same."""
        answer = self.libxml2.validate(etree.fromstring(body))
        try:
            errors = [error.reason for error in self.python.iter_errors(ElementTree.fromstring(body))]
        except OverflowError as error:  # what the library makes of a year of eleven figures
            errors = [str(error)]
        assert answer is (not errors), (body, self.libxml2.error_log, errors)
        return answer


def engines(schema: str) -> Engines:
    return Engines(etree.XMLSchema(etree.fromstring(schema.encode())), xmlschema.XMLSchema(schema))


def schema_of(catalog: Catalog, path: str) -> str:
    """The text of one of the schemas, by its path below `xsd/`, without the ending."""
    (text,) = [artifact.text for artifact in emit(catalog) if artifact.path == f"xsd/{path}.xsd"]
    return text
