"""Sealing, key pairs, signed and hashed tokens."""
