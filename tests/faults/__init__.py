"""What becomes of requests when parts of an installation fail. Every part is started here, on ports and folders of its own."""
