"""Which columns hold personal data."""
