"""Texts for the recorder's scripts."""

from __future__ import annotations

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from portal.staff.recorder.words import recorder_words as words

register = template.Library()


@register.simple_tag
def recorder_words() -> SafeString:
    return json_script(words(), "recorder-words")
