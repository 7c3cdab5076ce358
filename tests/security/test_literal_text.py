"""Threat 12: markup and template code in every text, opened in a real browser. It is shown as it was typed and does nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from pypdf import PdfReader
from pypdf.generic import NameObject

from consultations.models import Report
from consultations.reports.approval import pending_report
from core.privacy.data_classification import our_models
from core.text.texts import Texts, TextsField
from publications.rendering import typeset_edition
from tests import factories
from tests.databases import world
from tests.security.access_table import cells
from tests.security.addresses import arguments
from tests.security.scene import FUNCTIONS, Scene, build
from tests.security.test_canaries import BOUND, FOR_EVER, KEPT, TOGETHER

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
SHORT = "\"'><script>alert(1)</script>"
POLYGLOT = (
    SHORT + "{{7*7}}{% now 'Y' %}<img src=x onerror=alert(2)><svg onload=alert(3)>"
    '</title></textarea></select></script><a href="javascript:alert(4)">x</a><style>*{display:none}</style>'
    '#import "x": * #eval("1+1") $a$ *b* `c` <d> @e // f \\u{41} \u202eabc\u202c'
)
WATCH = """
window.faults = [];
addEventListener('securitypolicyviolation', event => window.faults.push('policy: ' + event.violatedDirective));
"""
READ = """() => [window.faults || [], document.documentElement.textContent
    + [...document.querySelectorAll('input, textarea')].map(field => field.value).join('\\n')]"""


def write_it_everywhere(words: str = POLYGLOT) -> int:
    """Write ``words`` into every column with free text that is not a published document; returns how many columns took it."""
    taken = 0
    for model in our_models():
        if model._meta.app_label == "publications" or model in FOR_EVER:
            continue
        for field in model._meta.concrete_fields:
            if value := hostile(model, field, words):
                taken += _written(model, {field.name: value, **TOGETHER.get(f"{model._meta.label}.{field.name}", {})})
    return taken


def _written(model: type[models.Model], values: dict[str, Any]) -> bool:
    """Into every row, or into those of which the other columns allow it."""
    rows = model._base_manager.all()
    return _update(rows, values) or sum(_update(rows.filter(pk=row.pk), values) for row in rows) > 0


def _update(rows: models.QuerySet[Any], values: dict[str, Any]) -> bool:
    try:
        with pgtrigger.ignore(*KEPT), transaction.atomic():
            return bool(rows.update(**values))
    except IntegrityError:
        return False


def hostile(model: type[models.Model], field: models.Field[Any, Any], words: str) -> Texts | str | None:
    if isinstance(field, TextsField):
        return Texts(ar=words, fr=words, en=words)
    is_text = isinstance(field, models.CharField | models.TextField)
    bound = (
        isinstance(field, models.SlugField | models.EmailField | models.URLField)
        or f"{model._meta.label}.{field.name}" in BOUND
    )
    if not is_text or field.choices or bound or model._meta.app_label == "core" or field.name == "password":
        return None
    return words[: field.max_length]


@world
def hostile_scene() -> Scene:
    scene = build()
    assert write_it_everywhere() > 30
    # With the texts that were written past the actions.
    report, head = Report.objects.get(pk=scene.reports["in_review"].pk), scene.people["head"]
    factories.keep_findings(pending_report(report, approver=head), by=scene.people["editor"])
    report = factories.approve(report, by=head)
    scene.reports["published"] = report
    return scene


class Watched:
    """A browser that remembers every dialog, policy report and console error."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.add_init_script(WATCH)
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        # A browser asks for this one beside JSON, which cannot name an icon.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.faults.append(f"{message.text} {message.location['url']}")

    def read(self, path: str) -> str:
        """The text that a person sees, with what stands in fields."""
        self.page.goto(path)
        faults, words = self.page.evaluate(READ)
        self.faults += faults
        return str(words)


@pytest.fixture
def open_browser(browser: Any, live_server: Any) -> Iterator[Any]:
    contexts = []

    def opened(client: Client | None = None) -> Watched:
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        if client:
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return Watched(context)

    yield opened
    for context in contexts:
        context.close()


def readable_addresses(scene: Scene, prefixes: tuple[str, ...]) -> Iterator[str]:
    where = arguments(scene)
    for (name, method), outcomes in cells().items():
        if method != "GET" or not name.startswith(prefixes) or "200" not in outcomes.values() or name.endswith("_file"):
            continue
        if name == "staff:concerns_bulk_result":  # read by whoever sent the form, and by nobody else
            continue
        address = reverse(name, kwargs=where.get(name))
        # A browser would store these, not show them.
        if not address.endswith((".pdf", ".ics", ".csv", ".png")):
            yield address


def shows(words: str) -> bool:
    return SHORT in words and "{{7*7}}{% now 'Y' %}" in words


@pytest.mark.slow
def test_office_shows_hostile_text_as_it_was_typed(hostile_scene: Scene, open_browser: Any) -> None:
    client = Client()
    client.force_login(factories.staff(*FUNCTIONS, name=POLYGLOT[:120]))
    office = open_browser(client)

    paths = list(readable_addresses(hostile_scene, ("staff:",)))
    showing = {path for path in paths if shows(office.read(path))}

    assert office.faults == []
    assert len(paths) > 30
    assert len(showing) > 20, sorted(set(paths) - showing)


def test_members_see_hostile_text_as_it_was_typed(hostile_scene: Scene, open_browser: Any) -> None:
    own, where = open_browser(hostile_scene.client("association_a")), arguments(hostile_scene)
    names = ("association", "association_edit", "directory", "members", "invite")

    showing = {name for name in names if shows(own.read(reverse(f"members:{name}", kwargs=where[f"members:{name}"])))}

    assert own.faults == []
    assert showing >= {"association", "association_edit", "members"}


def test_public_pages_show_hostile_text_as_it_was_typed(hostile_scene: Scene, open_browser: Any) -> None:
    square = open_browser()

    paths = list(readable_addresses(hostile_scene, ("public:",)))
    showing = {path for path in paths if shows(square.read(path))}
    for language in ("fr", "en"):
        assert shows(square.read(f"/{language}/reports/{hostile_scene.published.meeting.key}/"))

    assert square.faults == []
    assert len(showing) > 10, sorted(set(paths) - showing)


def test_search_box_gives_back_what_was_typed(hostile_scene: Scene, open_browser: Any) -> None:
    client = Client()
    client.force_login(factories.staff(*FUNCTIONS))
    site, words = open_browser(client), POLYGLOT[:190]
    box = site.page.locator("input[name=q]:not([type=hidden])")

    for path in ("/ar/demands/", "/staff/meetings/", "/staff/associations/", "/staff/people/"):
        site.page.goto(path)
        box.fill(words)
        with site.page.expect_navigation():
            box.press("Enter")

        assert box.input_value() == words
        site.faults += site.page.evaluate("window.faults")
    assert site.faults == []


def test_browser_would_have_seen_a_script(open_browser: Any, live_server: Any) -> None:
    """The watch itself works: the same text, put into a page unescaped, is stopped by the policy and reported."""
    site = open_browser()
    site.page.goto("/ar/")

    site.page.evaluate("text => { document.body.innerHTML = text }", POLYGLOT)
    site.page.wait_for_function("window.faults.length > 0")

    assert any("script-src" in fault for fault in site.page.evaluate("window.faults"))


def names_of_objects(pdf: PdfReader) -> set[str]:
    """Every key and every value that is a name, of all objects. Not of the bytes: compressed ones hold any three letters."""
    found: set[str] = set()

    def visit(value: object) -> None:
        if isinstance(value, dict):
            found.update(map(str, value))
            for each in dict.values(value):
                visit(each)
        elif isinstance(value, list):
            for each in value:
                visit(each)
        elif isinstance(value, NameObject):
            found.add(str(value))

    for number in range(1, int(pdf.trailer["/Size"])):
        visit(pdf.get_object(number))
    return found


def test_pdf_shows_hostile_text_as_it_was_typed(hostile_scene: Scene) -> None:
    from publications import reader as square

    report = hostile_scene.published
    typeset_edition({"edition": square.live("report", report.meeting.key).pk})

    content = Client().get(f"/fr/reports/{report.meeting.key}/report.pdf").content
    pdf = PdfReader(io.BytesIO(content))
    # A long word may break: at an invisible place.
    words = "".join("".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())

    for literal in ("<script>alert(1)</script>", "{{7*7}}", '#import"x":*', '#eval("1+1")', "$a$*b*`c`<d>@e//f"):
        assert literal in words, literal
    names = names_of_objects(pdf)
    assert "/Catalog" in names
    assert names.isdisjoint({"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA"})
