"""Checks of what the portal is built from: secrets in the repository, advisories against locked versions. Not part of what runs."""
