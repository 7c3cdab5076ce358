"""The demonstration: invented accounts and meetings, played through the real actions. Only management commands import it."""
