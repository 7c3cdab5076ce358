"""Pages as a browser without scripts sees them: the fields of a form with their values, and the links."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

UNSENT = {"submit", "button", "reset", "image", "file"}


class Fields(HTMLParser):
    """Successful controls of the form whose ``action`` is ``action`` (``""``: without one), in document order."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self.inside = given.get("method") == "post" and (given.get("action") or "") == self.action
        if not self.inside:
            return
        name = given.get("name") or ""
        self.names |= {name} - {""}
        if tag == "input":
            self._input(name, given)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self._keep(self.select, given.get("value") or "")
        elif tag == "textarea":
            self.textarea = name
            self._keep(name, "")

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type", "text")
        if kind in UNSENT or (kind in {"checkbox", "radio"} and "checked" not in given):
            return
        self._keep(name, given.get("value") or ("on" if kind == "checkbox" else ""))

    def _keep(self, name: str, value: str) -> None:
        if name:
            self.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][-1] += data.removeprefix("\n") if not self.values[self.textarea][-1] else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""


def fields(page: Any, action: str = "") -> dict[str, list[str]]:
    """What a browser would send from the form of ``page``, as it stands."""
    parser = Fields(action)
    parser.feed(page.content.decode())
    return parser.values


def field_names(page: Any, action: str = "") -> set[str]:
    """Every control of the form, whether a browser would send it now or not."""
    parser = Fields(action)
    parser.feed(page.content.decode())
    return parser.names


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "link"}:
            self.found += [value for name, value in attributes if name == "href" and value]


def links(html: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    return parser.found
