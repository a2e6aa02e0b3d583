"""What is said when the output folder cannot be written, or must not be."""

from layoutc.findings import Text
from layoutc.messages.system import reason_in_japanese


def not_ours(path: str) -> Text:
    return Text(
        f"`{path}` はlayoutcが作成したファイルではないため、上書きしない。別の場所へ移すか削除してから、再度実行する",
        f"`{path}` was not written by layoutc and is not overwritten; move it or delete it, then run again",
    )


def symbolic_link(path: str) -> Text:
    return Text(
        f"出力先の `{path}` はシンボリックリンクである。出力先の中のリンクはたどらない。リンクを削除してから、再度実行する",
        f"`{path}` in the output folder is a symbolic link, and links there are not followed; delete it, then run again",
    )


def not_a_file(path: str) -> Text:
    return Text(
        f"`{path}` に書き込む必要があるが、同じ名前のフォルダー又は特殊なファイルがある。移すか削除してから、再度実行する",
        f"`{path}` must be written, but a folder or a special file has that name; move it or delete it, then run again",
    )


def outside(path: str) -> Text:
    return Text(
        f"`{path}` は出力先の中の相対パスではない",
        f"`{path}` is not a relative path inside the output folder",
    )


def twice(path: str) -> Text:
    return Text(f"`{path}` が二度出力されようとしている", f"`{path}` would be written twice")


def busy(folder: str) -> Text:
    return Text(
        f"別のlayoutcが `{folder}` に書き込んでいる。その終了を待って、再度実行する",
        f"another layoutc is writing to `{folder}`; wait until it has ended, then run again",
    )


def failed(path: str, reason: str) -> Text:
    """`reason` is the system's own word for it."""
    return Text(
        f"`{path}` を処理できない（{reason_in_japanese(reason)}）。空き容量と権限を確かめて、再度実行する。途中まで書いたものは次の実行で完成する",
        f"cannot process `{path}` ({reason}); check free space and permissions, then run again, which completes what was begun",
    )


def extra_needed(emitter: str, extra: str) -> Text:
    return Text(
        f"形式 `{emitter}` には追加のパッケージが要る。`pip install 'layoutc[{extra}]'` を実行してから、再度実行する",
        f"the format `{emitter}` needs a further package; run `pip install 'layoutc[{extra}]'`, then run again",
    )
