"""Invitations, registrations, waiting list, recipients, reminders, mail."""
