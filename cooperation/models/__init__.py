"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""
