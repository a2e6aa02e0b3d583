"""What is said about a project folder and the machine."""

from layoutc.findings import Text
from layoutc.messages.system import reason_in_japanese


def no_project(folder: str) -> Text:
    return Text(
        f"`{folder}` に `layouts/` がない。`layouts/` のあるフォルダーで実行するか、--project で指定する。"
        "layoutc に付属のレイアウトを使うときは --shipped を付ける",
        f"there is no `layouts/` in `{folder}`; run where it is, or name the folder with --project."
        " --shipped takes the layouts that came with layoutc",
    )


def unreadable(path: str, reason: str) -> Text:
    return Text(f"`{path}` を読めない（{reason_in_japanese(reason)}）", f"can't read `{path}` ({reason})")


def no_file(path: str) -> Text:
    return Text(f"`{path}` は普通のファイルでない", f"`{path}` is not an ordinary file")


def unshown_name(name: str) -> Text:
    return Text(
        f"ファイル名 {name} に表示できない文字がある。名称を変える",
        f"the file name {name} holds what can't be shown; rename it",
    )


def too_deep(limit: int) -> Text:
    return Text(f"`layouts/` のフォルダーが{limit}段を超えている", f"folders in `layouts/` are more than {limit} deep")


def too_many_files(limit: int) -> Text:
    return Text(
        f"`layouts/` のファイルが{limit}を超えている。まとめるか、プロジェクトを分ける",
        f"more than {limit} files in `layouts/`; put them together, or divide the project",
    )


def too_much(limit: int) -> Text:
    return Text(
        f"`layouts/` のファイルが合わせて{limit}バイトを超えている。プロジェクトを分ける",
        f"the files in `layouts/` hold more than {limit} bytes together; divide the project",
    )


def unwritable(path: str, reason: str) -> Text:
    return Text(f"`{path}` に書けない（{reason_in_japanese(reason)}）", f"can't write `{path}` ({reason})")


def not_in_project(path: str, meant: str | None = None) -> Text:
    ja = f"`{meant}` の誤りではないか" if meant else "layouts/ の中のファイル又はフォルダーを挙げる"
    en = f"did you mean `{meant}`?" if meant else "name a file or a folder in layouts/"
    return Text(
        f"`{path}` はこのプロジェクトのレイアウトのファイルではない。{ja}",
        f"`{path}` is not a file of this project's layouts; {en}",
    )


def workbook_of_a_day(day: str) -> Text:
    return Text(
        f"このブックは{day}時点のものであり、他の版を含まない。取り込むと他の版が失われるため、--out で別の場所に書く",
        f"this workbook is of {day} and holds no other edition, which would be lost; write elsewhere with --out",
    )


def layouts_have_mistakes(count: int) -> Text:
    return Text(
        f"レイアウトに{count}件の誤りがあるため、何も書かなかった",
        f"the layouts have {count} mistake{'' if count == 1 else 's'}; nothing was written",
    )
