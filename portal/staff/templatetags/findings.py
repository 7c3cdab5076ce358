"""Marks of findings on the words of a document (:mod:`portal.staff.findings`)."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal.staff.findings import marks
from portal.staff.findings.part import Part

register = template.Library()


@register.simple_block_tag(end_name="endon_the_words")
def on_the_words(content: str, found: Part | None) -> SafeString:
    """The rendered block, in which a document of ``found.marked`` is shown, with marks on the words."""
    if found is None:
        return mark_safe(content)  # noqa: S308  # nosec B308 B703  # rendered content, escaped where it was written
    return marks.shown(content, found.labels, kept=found.kept)
