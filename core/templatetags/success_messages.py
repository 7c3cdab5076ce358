from __future__ import annotations

from typing import Any

from django import template

from core.web.success_messages import sentences

register = template.Library()


@register.inclusion_tag("common/_success_messages.html", takes_context=True)
def success_messages(context: Any) -> dict[str, Any]:
    """Show and remove the messages that were added."""
    request = context.get("request")
    return {"sentences": sentences(request) if request else []}
