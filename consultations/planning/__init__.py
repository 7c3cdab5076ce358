"""Planning a meeting: facts, agenda, announcement."""
