"""What every request passes: middleware, recovery of typed forms, context processors."""
