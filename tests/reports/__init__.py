"""Reports, built by hand from findings: no parser, no checks."""
