"""The starting guide: ten chapters as Markdown files, published by two persons, and one suggestion that was accepted."""
