"""What is installed, as far as layoutc needs it; and the document that tells it."""

import json
from pathlib import Path

import pytest
from cyclonedx.model.bom import Bom

from layoutc import project
from layoutc.project import ProjectError, bundling
from layoutc.project.installed import software
from layoutc.reports.sbom import Software
from tests.projects import BASE, DAY

ABOUT = {
    "layoutc": ("0.1.0", "Requires-Dist: some_Lib.x>=1\nRequires-Dist: elsewhere; sys_platform == 'none'\n"
                "Requires-Dist: more; extra == 'arrow'\nRequires-Dist: pytest; extra == \"test\"\n"),
    "some-lib-x": ("1.5", "License-Expression: MIT\nRequires-Dist: deep\nRequires-Dist: layoutc\n"),
    "deep": ("2", "License: a\n        long text\nClassifier: License :: OSI Approved :: BSD License\n"),
    "more": ("3", "License: Apache-2.0\n"),
}  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (version, more) in ABOUT.items():
        folder = tmp_path / f"{name.replace('-', '_')}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{more}\n")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("machine")
def test_all_that_is_needed_is_found_with_version_and_licence() -> None:
    assert software() == (
        Software("deep", "2", "BSD License", False, ()),
        Software("layoutc", "0.1.0", None, False, ("some-lib-x",)),
        Software("some-lib-x", "1.5", "MIT", True, ("deep", "layoutc")),
    )


@pytest.mark.usefixtures("machine")
def test_what_an_extra_brings_is_found_where_the_extra_is_in_use() -> None:
    assert [each.name for each in software(frozenset({"arrow"}))] == ["deep", "layoutc", "more", "some-lib-x"]


def test_without_an_installed_layoutc_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    with pytest.raises(ProjectError, match="pip install"):
        software()


@pytest.mark.usefixtures("machine")
def test_another_library_reads_the_document() -> None:
    made = bundling.bundle(project.load(BASE), DAY)
    document = bundling.sbom_of(made, "parcel.zip")
    assert document == bundling.sbom_of(made, "parcel.zip")
    bom = Bom.from_json(json.loads(document))  # type: ignore[attr-defined]
    assert bom.validate()
    assert bom.metadata.component.name == "parcel.zip"
    assert [each.content for each in bom.metadata.component.hashes] == [made.digest]
    assert {each.purl.to_string() for each in bom.components} == {
        "pkg:pypi/deep@2",
        "pkg:pypi/layoutc@0.1.0",
        "pkg:pypi/some-lib-x@1.5",
    }
