"""The demonstration: invented accounts and meetings, created by the real actions. Only management commands import it."""
