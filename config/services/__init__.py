"""Everything a run on one machine needs besides Django: packages, PostgreSQL, Redis, and the processes themselves."""
