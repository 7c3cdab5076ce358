"""A form that is loaded anew in another language keeps what was typed.

The buttons of ``_components/languages.html`` then belong to the form: they post it with the parameter :data:`IN_LANGUAGE`. The form is
shown again and not taken, so that no script is needed.
"""

from __future__ import annotations

from django.forms import BaseForm, PasswordInput
from django.http import HttpRequest, QueryDict

# Name of the parameter that says: only another language is asked for.
IN_LANGUAGE = "in_language"


def asks_for_language(request: HttpRequest) -> bool:
    return request.method == "POST" and IN_LANGUAGE in request.POST


def show_typed(form: BaseForm, typed: QueryDict) -> None:
    """The unbound ``form`` begins with what was ``typed``, without checking it; passwords are left out."""
    for name, field in form.fields.items():
        if not isinstance(field.widget, PasswordInput) and not field.widget.needs_multipart_form:
            form.initial[name] = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
