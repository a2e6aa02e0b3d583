"""A workbook that is refused as a whole."""

from layoutc.findings import Text


class NotAWorkbook(Exception):  # noqa: N818  told to the user
    """The bytes can't be read as a workbook, or must not be; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
