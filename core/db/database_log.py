"""Settings that keep statements and their values out of PostgreSQL's own log.

With PostgreSQL's defaults each failed statement is logged with its values, and a violated constraint with the whole row. Only a superuser may
change these settings, so they belong to the roles (``ALTER ROLE … SET``): by the embedded server's start, or by whoever installs the portal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SETTINGS = {
    # No error messages: 'invalid input syntax for type uuid: "…"' contains the value. The portal itself logs the SQLSTATE.
    "log_min_messages": "log",
    # No statement together with an error, a lock wait or a temporary file.
    "log_min_error_statement": "panic",
    # No DETAIL ("Failing row contains …"), which also lists the statements of a deadlock.
    "log_error_verbosity": "terse",
    # No logging of slow, sampled or all statements.
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# Extensions that log statements, if they are loaded.
OF_EXTENSIONS = {"auto_explain.log_min_duration": "-1", "pgaudit.log": "none"}
ASK = "SELECT current_user, name, setting FROM pg_settings WHERE name = ANY(%s)"


def statements(role: str, names: Iterable[str] = tuple(SETTINGS)) -> list[str]:
    """The SQL that a superuser must run; it takes effect with the next connection."""
    quoted = role.replace('"', '""')
    wanted = SETTINGS | OF_EXTENSIONS
    return [f"ALTER ROLE \"{quoted}\" SET {name} = '{wanted[name]}';" for name in names]


def missing(cursor: Any) -> list[str]:
    """The statements of :func:`statements` that are not yet in effect for the role of the current connection."""
    wanted = SETTINGS | OF_EXTENSIONS
    cursor.execute(ASK, [list(wanted)])
    wrong = {name: role for role, name, setting in cursor.fetchall() if setting.lower() != wanted[name]}
    return [line for name in wanted if name in wrong for line in statements(wrong[name], [name])]
