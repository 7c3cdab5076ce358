"""An invented network of associations."""
