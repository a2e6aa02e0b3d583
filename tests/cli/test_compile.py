"""layoutc compile: what it writes, what it would write, and what it refuses."""

from pathlib import Path

import click
import pytest

from layoutc import cli
from layoutc.emit.artifacts import NotInstalledError
from layoutc.emit.registry import DEFAULT, NAMES, folders
from layoutc.messages import output as say
from tests.cli.running import DAY, Call, Run, files


def test_compile_writes_says_so_and_is_then_current(call: Call, clean: Path) -> None:
    run = call("compile", *DAY, root=clean)
    assert (run.code, run.out) == (0, "")
    assert " added, 0 changed, 0 removed." in run.err
    assert "is current." in call("compile", *DAY, root=clean).err
    assert call("compile", "--check", *DAY, root=clean) == Run(0, "", "")


def test_compile_is_quiet_when_asked(call: Call, clean: Path) -> None:
    assert call("compile", *DAY, "--quiet", root=clean) == Run(0, "", "")
    assert (clean / "generated").is_dir()


def test_compile_check_exits_1_and_writes_nothing(call: Call, clean: Path) -> None:
    run = call("compile", "--check", *DAY, root=clean)
    assert run.code == 1
    assert "municipality/nhi_society.py" in run.out
    assert not (clean / "generated").exists()


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_file_changed_by_hand_is_told_and_left_as_it_is(call: Call, clean: Path, option: str) -> None:
    call("compile", *DAY, root=clean)
    changed = clean / "generated" / "layoutc_models" / "municipality" / "nhi_society.py"
    changed.write_text(changed.read_text("utf-8") + "# by hand\n", "utf-8")
    before = files(clean)
    run = call("compile", option, *DAY, root=clean)
    assert run.code == 1
    assert "nhi_society.py" in run.out
    assert ("# by hand" in run.out) is (option == "--diff")
    assert files(clean) == before


def test_compile_refuses_layouts_with_mistakes(call: Call, broken: Path) -> None:
    for options in ((), ("--check",), ("--diff",)):
        run = call("compile", *DAY, *options, root=broken)
        assert run.code == 1
        assert "did you mean `yen`?" in run.out
        assert run.err == "The layouts have mistakes; nothing was written.\n"
    assert not (broken / "generated").exists()


def test_compile_writes_also_what_the_cross_check_finds_fault_with(call: Call, defect: Path) -> None:
    assert call("compile", *DAY, root=defect).code == 0


def test_compile_may_write_elsewhere(call: Call, clean: Path, tmp_path: Path) -> None:
    assert call("compile", *DAY, "--out", tmp_path / "elsewhere", root=clean).code == 0
    assert (tmp_path / "elsewhere" / "jsonschema").is_dir()
    assert not (clean / "generated").exists()


@pytest.mark.parametrize(
    ("emit", "folders"),
    [("jsonschema", ["jsonschema"]), ("pydantic", ["layoutc_models"]), ("arrow", ["arrow"]), ("xsd", ["xsd"])],
)
def test_compile_may_write_one_format(call: Call, clean: Path, emit: str, folders: list[str]) -> None:
    assert call("compile", *DAY, "--emit", emit, root=clean).code == 0
    assert sorted(path.name for path in (clean / "generated").iterdir() if path.is_dir()) == folders


@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_format_whose_package_is_not_there_names_what_to_install(
    call: Call, clean: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    def fails(*_: object) -> None:
        raise NotInstalledError(say.extra_needed("arrow", "arrow"))

    monkeypatch.setattr("layoutc.emit.arrow.emit", fails)
    run = call("compile", *DAY, *options, "--emit", "arrow", root=clean)
    assert (run.code, run.out) == (2, "")
    assert "pip install 'layoutc[arrow]'" in run.err


def test_compile_offers_the_formats_of_the_registry_and_writes_those_of_the_default_set(
    call: Call, clean: Path
) -> None:
    group = cli.build("en")
    with click.Context(group) as context:
        command = group.get_command(context, "compile")
    assert command is not None
    (emit,) = [each for each in command.params if each.name == "emit"]
    assert isinstance(emit.type, click.Choice)
    assert tuple(emit.type.choices) == NAMES
    assert " and ".join(DEFAULT) in (emit.help or "")
    call("compile", *DAY, root=clean)
    folders_now = {path.name for path in (clean / "generated").iterdir() if path.is_dir()}
    assert folders_now == set(folders(DEFAULT))


def test_a_format_that_is_not_chosen_is_neither_compared_nor_removed(call: Call, clean: Path) -> None:
    call("compile", *DAY, "--emit", "pydantic", root=clean)
    before = files(clean / "generated" / "layoutc_models")
    assert call("compile", *DAY, "--emit", "jsonschema", "--check", root=clean).out.count("layoutc_models") == 0
    call("compile", *DAY, "--emit", "jsonschema", root=clean)
    assert files(clean / "generated" / "layoutc_models") == before


def test_compile_may_write_one_pair(call: Call, clean: Path) -> None:
    assert call("compile", *DAY, "--pair", "municipality/nhi_society", root=clean).code == 0
    assert (clean / "generated" / "layoutc_models" / "municipality" / "nhi_society.py").is_file()


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("", "`` is not a pair"),
        ("municipality", "`municipality` is not a pair; write for instance municipality/nhi_society"),
        ("municipality/nhi_socity", "did you mean `nhi_society` (国民健康保険組合)?"),
        ("municipalty/nhi_society", "did you mean `municipality` (市町村長)?"),
    ],
)
def test_what_is_no_pair_is_refused(call: Call, clean: Path, pair: str, said: str) -> None:
    run = call("compile", "--pair", pair, root=clean)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_place_that_cannot_be_written_is_the_machines_fault(call: Call, clean: Path) -> None:
    (clean / "taken").write_text("a file")
    run = call("compile", *DAY, "--out", clean / "taken", root=clean)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("layoutc: ")
    assert run.err.count("\n") == 1
