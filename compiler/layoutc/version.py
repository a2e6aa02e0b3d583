"""The version of layoutc, read by the build too."""

VERSION = "0.1.0"
