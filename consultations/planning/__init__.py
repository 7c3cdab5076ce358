"""Before a meeting: its facts, agenda and announcement."""
