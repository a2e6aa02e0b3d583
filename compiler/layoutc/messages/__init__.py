"""Everything that layoutc says, in Japanese and English side by side; one module a family of rules."""
