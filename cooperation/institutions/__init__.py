"""Contacts of institutions, and what the cell asks them by mail: referrals and invitations (ADR 52)."""
