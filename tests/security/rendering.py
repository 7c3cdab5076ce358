"""Tests of what is answered, not of what the page shows: access, refusals, headers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.template.backends.django import Template
from django.template.context import make_context
from django.test.signals import template_rendered
from django.utils.safestring import SafeString, mark_safe


@contextmanager
def unrendered() -> Iterator[None]:
    """Every template is the empty text: half of the time of a page goes into them. View, forms and middleware run as ever, and
    the context of an answer is what the view gave.

    Every page is rendered in ``test_html.py``, with all rights, and in ``test_access.py``, for the first role that may open it.
    """

    def empty(template: Any, context: Any = None, request: Any = None) -> SafeString:
        given = make_context(context, request)
        template_rendered.send(sender=template.template, template=template.template, context=given)
        return mark_safe("")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", empty)
        yield
