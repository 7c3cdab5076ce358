"""Code shared by the portals of members and staff."""
