"""A text that is drafted, approved by a second person, and published as editions of one document (ADR 47)."""
