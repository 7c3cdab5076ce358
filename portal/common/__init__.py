"""What the portals of members and staff share."""
