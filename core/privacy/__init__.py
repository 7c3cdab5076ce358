"""Where personal data is: columns and names of persons."""
