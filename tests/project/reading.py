"""What is read from a small project."""

from pathlib import Path

from tests.projects import base_text, checked, over_base

AREA, CODES, LAW = "areas/local_tax.layout", "codes/taxable.codes", "law/table.yaml"
NEEDS, REGISTRY = "needs/nhi_society.yaml", "registry/registry.yaml"
LAYOUT = base_text(AREA)


def said(folder: Path) -> list[tuple[str, str, str]]:
    """rule, path, English message of each finding."""
    return [(found.rule.id, found.place.file.path, found.message.en) for found in checked(folder).findings]


def write(folder: Path, path: str, content: bytes) -> Path:
    over_base(folder, {})
    (folder / "layouts" / path).write_bytes(content)
    return folder
