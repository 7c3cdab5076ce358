"""Media: their accreditation, and the press kit of a report with its embargo (ADR 52)."""
