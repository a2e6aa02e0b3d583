"""Why the machine could not do something, in the words that an official reads."""

# By the system's own words; what is not here is shown as it came.
_REASONS = {
    "No such file": "ファイルがない",
    "No such file or directory": "ファイル又はフォルダーがない",
    "Is a directory": "フォルダーである",
    "Not a directory": "途中の名称がフォルダーでない",
    "Permission denied": "権限がない",
    "Read-only file system": "書込みのできない場所である",
    "No space left on device": "空き容量がない",
    "File name too long": "名称が長すぎる",
}


def reason_in_japanese(reason: str) -> str:
    return _REASONS.get(reason, reason)
