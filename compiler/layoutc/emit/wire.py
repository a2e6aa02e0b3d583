"""Names on the wire that no layout declares."""

REASON_OF_NULL = "ReasonOfNull"

# Of the XML form only.
ANSWERS = "Answers"
VERSION = "Version"
UPDATED = "TimeAndDateOfUpdate"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
