"""A fragment cache in the memory of the process: the frame around all pages, and the rendering of immutable editions."""

from __future__ import annotations

from contextvars import ContextVar
from sys import getsizeof
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.web.memory_cache import MemoryCache

register = template.Library()
Key = tuple[Any, ...]


# The most recently used parts of this process.
MEMORY: MemoryCache[Key, SafeString] = MemoryCache(settings.REMEMBERED_BYTES, getsizeof)
IGNORE_CACHE: ContextVar[bool] = ContextVar("ignore_cache", default=False)
"""Whether parts are rendered although they are remembered: rendering them also records the prerendered parts inside them."""


class Remembered(template.Node):
    child_nodelists = ()
    """No template that extends this one finds a block here, so none need look, as each would for every page."""

    def __init__(self, place: Key, on: list[FilterExpression], nodes: NodeList) -> None:
        self.place, self.on, self.nodelist = place, on, nodes

    def render(self, context: Context) -> SafeString:
        key = (*self.place, get_language(), *(expression.resolve(context) for expression in self.on))
        part = None if IGNORE_CACHE.get() else MEMORY.get(key)
        if part is None:
            part = self.written(context)
            MEMORY.put(key, part)
        return part

    def written(self, context: Context) -> SafeString:
        return mark_safe(self.nodelist.render(context))  # noqa: S308  # nosec B308 B703  # rendered by this template a moment ago


@register.tag
def remembered(parser: Parser, token: Token) -> Remembered:
    """``{% remembered edition.sha256 %}…{% endremembered %}``: the arguments are the cache key, together with the language.

    Name everything that the content depends on; use it only for content that is the same for every reader. No ``{% block %}`` inside:
    a child template could override it, and would get the content of the first one.
    """
    return Remembered(*parsed(parser, token))


def parsed(parser: Parser, token: Token) -> tuple[Key, list[FilterExpression], NodeList]:
    """The place of the part, what it depends on, and its content."""
    name, *words = token.split_contents()
    nodes = parser.parse((f"end{name}",))
    parser.delete_first_token()
    if nodes.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError(f"A {{% block %}} cannot stand inside {{% {name} %}}.")
    return (str(parser.origin), token.lineno), [parser.compile_filter(word) for word in words], nodes
