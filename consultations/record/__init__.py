"""What happened in a meeting: attendance, contributions, points, mentions of demands."""
