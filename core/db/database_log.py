"""What PostgreSQL may write into its own log about the portal's sessions: nothing that a statement carries.

With PostgreSQL's defaults each failed statement is logged with its values, and a violated constraint with the whole row. Only a superuser may
change these settings, so they belong to the roles (``ALTER ROLE … SET``): by the embedded server's start, or by whoever installs the portal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SETTINGS = {
    # Not even the first line of an error: 'invalid input syntax for type uuid: "…"' repeats the value. The portal logs the error's SQLSTATE.
    "log_min_messages": "log",
    # No statement beside an error, a lock wait or a temporary file.
    "log_min_error_statement": "panic",
    # No DETAIL ("Failing row contains …"), which also lists the statements of a deadlock.
    "log_error_verbosity": "terse",
    # No statements because they are slow, sampled or all logged.
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# Extensions that log statements, where somebody has loaded them.
OF_EXTENSIONS = {"auto_explain.log_min_duration": "-1", "pgaudit.log": "none"}
ASK = "SELECT current_user, name, setting FROM pg_settings WHERE name = ANY(%s)"


def statements(role: str, names: Iterable[str] = tuple(SETTINGS)) -> list[str]:
    """What a superuser has to type; a session has the settings from its next connection on."""
    quoted = role.replace('"', '""')
    wanted = SETTINGS | OF_EXTENSIONS
    return [f"ALTER ROLE \"{quoted}\" SET {name} = '{wanted[name]}';" for name in names]


def missing(cursor: Any) -> list[str]:
    """The statements that this session's role still needs, on the server that it is connected to."""
    wanted = SETTINGS | OF_EXTENSIONS
    cursor.execute(ASK, [list(wanted)])
    wrong = {name: role for role, name, setting in cursor.fetchall() if setting.lower() != wanted[name]}
    return [line for name in wanted if name in wrong for line in statements(wrong[name], [name])]
