"""Who is invited, who comes and who waits: registrations, recipients, reminders, mail."""
