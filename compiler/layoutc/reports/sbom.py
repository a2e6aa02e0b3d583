"""The software that made a file, as a CycloneDX document (SBOM)."""

from collections.abc import Sequence

from layoutc.frozen import dataclass
from layoutc.reports.printable import json_text
from layoutc.version import VERSION

_SPEC = "1.6"


@dataclass(frozen=True, slots=True)
class Software:
    """An installed distribution; `needs` are the names of those it depends on.

    `license` is an SPDX expression if `spdx`, else the distribution's own words, if it says anything.
    """

    name: str
    version: str
    license: str | None
    spdx: bool
    needs: tuple[str, ...]


def render(file_name: str, digest: str, software: Sequence[Software]) -> str:
    """The document about a file of this name and SHA-256. It carries no time and no serial number.

    `software` are what layoutc depends on and layoutc itself, sorted by name.
    """
    references = {each.name: f"pkg:pypi/{each.name}@{each.version}" for each in software}
    made = {
        "type": "file",
        "bom-ref": "file",
        "name": file_name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }
    document = {
        "$schema": f"http://cyclonedx.org/schema/bom-{_SPEC}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": _SPEC,
        "version": 1,
        "metadata": {
            "tools": {"components": [{"type": "application", "name": "layoutc", "version": VERSION}]},
            "component": made,
        },
        "components": [_component(each, references[each.name]) for each in software],
        "dependencies": [
            {"ref": "file", "dependsOn": [references["layoutc"]] if "layoutc" in references else []},
            *(
                {"ref": references[each.name], "dependsOn": [references[name] for name in each.needs]}
                for each in software
            ),
        ],
    }
    return json_text(document)


def _component(each: Software, reference: str) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "application" if each.name == "layoutc" else "library",
        "bom-ref": reference,
        "name": each.name,
        "version": each.version,
        "purl": reference,
    }
    if each.license:
        component["licenses"] = [{"expression": each.license} if each.spdx else {"license": {"name": each.license}}]
    return component
