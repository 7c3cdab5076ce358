"""Partnership agreements: who promised what until when, and what was done (ADR 51)."""
