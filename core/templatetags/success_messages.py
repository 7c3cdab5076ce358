from __future__ import annotations

from typing import Any

from django import template

from core.web import success_messages

register = template.Library()


@register.inclusion_tag("common/_done.html", takes_context=True)
def done_sentences(context: Any) -> dict[str, Any]:
    """What has just been done, said once."""
    request = context.get("request")
    return {"sentences": success_messages.sentences(request) if request else []}
