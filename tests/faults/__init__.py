"""Fault tests: requests while parts of an installation fail. All parts are started here with separate ports and folders."""
