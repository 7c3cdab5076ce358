"""Personal data: classification of columns, names of persons in texts."""
