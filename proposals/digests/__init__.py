"""The digest of a quarter: what was asked, what was done, and what was not, from published editions (ADR 33)."""
