"""``{{ text|rich }}``: the HTML of Markdown (:mod:`core.text.markdown`)."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.text.markdown import blocks
from core.text.texts import Texts

register = template.Library()


@register.filter
def in_language(texts: Texts, language: str) -> str:
    """``texts`` in one language; empty where it is not written in it."""
    return str(getattr(texts, language))


@register.filter
def rich(text: str) -> SafeString:
    return format_html_join("\n", "{}", ((block.html,) for block in blocks(text)))
