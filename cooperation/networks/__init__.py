"""Networks of associations: their members, and what they say together once enough members agreed (ADR 50)."""
