"""What is said about parcels: an edition in one archive, written or verified."""

from datetime import date

from layoutc.findings import Text

# The file that whoever opens a parcel reads first, in both languages.
README = Text(
    "データ標準レイアウトの版をひとまとめにしたもの。\n"
    "  layouts/    レイアウト、登録簿、法令の表、必要項目の原文\n"
    "  generated/  原文から生成した各形式のファイル\n"
    "  samples/    定義ごとの見本。valid は正しい回答、invalid は規則を一つだけ破る回答（値は全て架空のもの）\n"
    "  report/     その日の検査の結果\n"
    "  layouts.xlsx   その日のレイアウトの Excel のブック\n"
    "  manifest.json  全てのファイルの SHA-256、版、日、作成したソフトウェアの版\n"
    "確かめるには: layoutc bundle --verify FILE\n",
    "One edition of the data standard layouts, whole.\n"
    "  layouts/    the layouts, the registry, the law's tables and the needs, as they were written\n"
    "  generated/  the files of each format, generated from them\n"
    "  samples/    samples for each definition: right answers (valid), and answers that break one rule (invalid); all values are fictitious\n"
    "  report/     what the check said on that day\n"
    "  layouts.xlsx   the layouts of that day as an Excel workbook\n"
    "  manifest.json  the SHA-256 of every file, the edition, the day, the versions of what made it\n"
    "To verify: layoutc bundle --verify FILE\n",
)


def not_an_archive() -> Text:
    return Text(
        "ZIPファイルでないか、途中で切れている。受け取り直すか、送り主に確かめる",
        "it is no ZIP file, or was cut off; fetch it again, or ask who sent it",
    )


def too_large(limit: str) -> Text:
    return Text(f"大きすぎる（上限: {limit}）。開かない", f"it is too large (at most {limit}); it is not opened")


def entry_outside(name: str) -> Text:
    return Text(
        f"{name} は展開先の外を指すか、どこでも使える名称でない。開かない",
        f"{name} leads out of the archive's folder, or is no name for every system; it is not opened",
    )


def entry_twice(name: str) -> Text:
    return Text(f"{name} が二度入っている。開かない", f"{name} is in it twice; it is not opened")


def entry_encrypted(name: str) -> Text:
    return Text(f"{name} は暗号化されている。開かない", f"{name} is encrypted; it is not opened")


def entry_link(name: str) -> Text:
    return Text(
        f"{name} は通常のファイルでない（リンクなど）。開かない",
        f"{name} is no ordinary file but a link or the like; it is not opened",
    )


def entry_method(name: str) -> Text:
    return Text(
        f"{name} は layoutc が読まない方式で圧縮されている。開かない",
        f"{name} is compressed in a way that layoutc doesn't read; it is not opened",
    )


def entry_swells(name: str) -> Text:
    return Text(
        f"{name} は展開すると不釣合いに大きくなる。開かない", f"{name} swells out of proportion; it is not opened"
    )


def no_manifest() -> Text:
    return Text(
        "manifest.json がないか、壊れているか、この layoutc より新しい形である。layoutc bundle の作ったファイルか確かめる",
        "its manifest.json is missing, damaged, or of a newer form than this layoutc knows; was it made by layoutc bundle?",
    )


def unusable(path: str, reason: Text) -> Text:
    return Text(f"`{path}`: {reason.ja}", f"`{path}`: {reason.en}")


def unknown_format(name: str) -> Text:
    return Text(
        f"形式 {name} をこの layoutc は知らない。作成した版の layoutc で比べる",
        f"this layoutc has no format {name}; compare with the version that made it",
    )


def name_the_day() -> Text:
    return Text(
        "--edition で版を、又は --as-of で日を指定する", "name the edition with --edition, or the day with --as-of"
    )


def not_together(one: str, other: str) -> Text:
    return Text(f"{one} と {other} は同時に指定できない", f"{one} and {other} can't be given together")


def only_with(one: str, other: str) -> Text:
    return Text(f"{one} は {other} と共に指定する", f"{one} goes with {other}")


def packed(path: str, files: int, size: str, digest: str, findings: int) -> Text:
    return Text(
        f"{path}: {files}ファイル、{size}、検査の指摘{findings}件。\nSHA-256 {digest}",
        f"{path}: {files} files, {size}, {findings} finding{'' if findings == 1 else 's'} of the check.\nSHA-256 {digest}",
    )


def left_out(names: list[str]) -> Text:
    listed = " ".join(f"--emit {name}" for name in names)
    return Text(
        f"追加のパッケージを要する形式は含まない。含めるには、全ての形式を --emit で挙げる（{listed} も）。",
        f"Formats that need further packages are left out; to take them in, name all formats with --emit ({listed} too).",
    )


def sbom_written(path: str) -> Text:
    return Text(f"{path}: 作成に用いたソフトウェアの一覧。", f"{path}: the software that made it.")


def not_installed() -> Text:
    return Text(
        "layoutc がインストールされていないため、依存関係を調べられない。pip install . の後に実行する",
        "layoutc is not installed, so what it depends on can't be listed; run it after pip install .",
    )


# The report of --verify


def about(edition: str | None, day: date, tool: str) -> Text:
    ja, en = (f"版 {edition}、", f"Edition {edition}, ") if edition else ("", "")
    return Text(f"{ja}{day} 時点。作成: {tool}", f"{en}as of {day}. Made by {tool}")


def as_listed(count: int) -> Text:
    return Text(
        f"{count}ファイル全てが manifest.json のとおりである。", f"All {count} files are as manifest.json lists them."
    )


def not_as_listed(changed: int, missing: int, added: int) -> Text:
    return Text(
        f"manifest.json との違い: 変更 {changed}、欠落 {missing}、余分 {added}。",
        f"Against manifest.json: {changed} changed, {missing} missing, {added} added.",
    )


def repacked() -> Text:
    return Text(
        "layoutc が作成したときと、まとめ方（バイト列）が異なる。別のソフトウェアで作り直されたか、改変されている。",
        "It is not packed as layoutc packs it: another program has packed it anew, or it was tampered with.",
    )


def as_the_project(count: int) -> Text:
    return Text(
        f"今のレイアウトから作っても、{count}ファイル全てが同じになる。",
        f"The layouts as they are now give the same {count} files.",
    )


def not_as_the_project(changed: int, missing: int, added: int) -> Text:
    return Text(
        f"今のレイアウトから作ると: 変わる {changed}、増える {missing}、なくなる {added}。",
        f"From the layouts as they are now: {changed} would change, {missing} would be added, {added} would go.",
    )


def other_versions(differing: tuple[str, ...]) -> Text:
    """`differing`: `name: version then → version here`."""
    return Text(
        f"版が異なるソフトウェアで比べたため、それによる差を含み得る（{'、'.join(differing)}）。",
        f"Compared with other versions, from which differences may come ({', '.join(differing)}).",
    )


CHANGED, MISSING, ADDED = Text("変更", "changed"), Text("欠落", "missing"), Text("余分", "added")
WOULD_CHANGE, WOULD_ADD, WOULD_GO = Text("変わる", "change"), Text("増える", "add"), Text("なくなる", "remove")


def digest(hexadecimal: str) -> Text:
    return Text(f"SHA-256 {hexadecimal}", f"SHA-256 {hexadecimal}")
