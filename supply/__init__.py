"""Supply-chain checks for developers: secrets in the repository, advisories on locked versions. Not part of the running portal."""
