"""Unknown variables of templates: Django shows nothing in their place, also in ``{% if %}``; here the test fails.

What a template can do without is named in a comment of it, ``{# kind: …; url: … #}``, as the components do in their first line. Templates of
installed packages are not asked, nor ours that take their place.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.template import Template

OURS = str(Path(__file__).resolve().parent.parent / "templates")
# Ours in place of the packages' own: what stands in their context is decided by allauth and crispy.
OF_PACKAGES = ("account/", "allauth/", "mfa/", "machoura/")
LOG = logging.getLogger("django.template")
COMMENT = re.compile(r"{#(.*?)#}")


class UnknownVariables(logging.Filter):
    """Keeps what Django's template engine logs about a variable that it cannot find, and takes it out of the log."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if record.levelno > logging.DEBUG or error is None or error.__traceback__ is None:
            return True
        variable, _page = record.args  # type: ignore[misc]
        # The frame that raised is the one that looks up; its context knows the page and the template that is being written.
        context: Any = error.__traceback__.tb_frame.f_locals.get("context")
        page = getattr(context, "template", None)
        template = page and (context.render_context.template or page)
        if page and is_wrong(str(variable), template, page):
            self.found[f"{variable} in {template.name} (page: {page.name})"] = None
        return False


def is_wrong(variable: str, template: Template, page: Template) -> bool:
    """``page`` is asked, too, because the blocks of a page are written while ``template`` is what the page extends."""
    ours = all(each.origin.name.startswith(OURS) for each in (template, page))
    ours = ours and not any(str(each.name).startswith(OF_PACKAGES) for each in (template, page))
    return ours and variable not in optional(template.source) | optional(page.source)


@cache
def optional(source: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", " ".join(COMMENT.findall(source))))


UNKNOWN = UnknownVariables()


@pytest.fixture(autouse=True)
def _unknown_template_variables() -> Iterator[None]:
    if UNKNOWN not in LOG.filters:
        LOG.addFilter(UNKNOWN)
    LOG.setLevel(logging.DEBUG)
    yield
    found = list(UNKNOWN.found)
    UNKNOWN.found.clear()
    assert found == [], (
        f"templates asked for what they were not given: {found}; what they can do without stands in a comment of them"
    )
