"""Stricter than production: unknown template variables fail (``template_variables``), public and office databases are told apart, no network."""

from __future__ import annotations

import base64
import gc
import os
import socket
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, connections
from django.template import Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from django.utils import translation
from whitenoise.base import WhiteNoise

from core.files import scan
from core.templatetags.remembered import MEMORY
from demo.replay import replay
from portal.public.context_processors import forget_helplines
from portal.public.once_per_version import forget_values
from proposals.models import Demand
from publications.reader import KNOWN_EDITIONS
from tests import factories, step_up
from tests.browser import browser, visit, work  # noqa: F401  fixtures: one browser for a whole run
from tests.databases import TestDatabase, world, world_of
from tests.template_variables import _unknown_template_variables  # noqa: F401

FIGURES = "figures of a fault"
PARTS_OF_FORMS = ("django/forms/", "machoura/")
LONG = ("xdist_group", "slow", "journey")
UNMARKED, MOST_SECONDS = "slow without the mark", 1.0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first: begun last, they would leave all processes but one idle. Then those of one group or world together, because a group
    shares what it starts, and another world is another database, which needs new connections. Otherwise they keep the random order that
    they have."""
    items.sort(key=_place_in_the_run)


def pytest_collection_finish() -> None:
    """What the modules hold stays until the end, and was looked through for garbage hundreds of times: a tenth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _place_in_the_run(item: pytest.Item) -> tuple[int, str, str]:
    rank = next((rank for rank, name in enumerate(LONG) if name in item.keywords), len(LONG))
    group = item.get_closest_marker("xdist_group")
    return rank, str(group.args[0]) if group else "", world_of(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[Any]:
    """Tells at the end which tests need ``slow``, so that `make test` stays quick: of the processor's time, twice what the mark allows."""
    before = os.times()
    result = yield
    spent = sum(os.times()[:4]) - sum(before[:4])
    if spent > MOST_SECONDS and not {"slow", "journey"} & set(item.keywords):
        item.user_properties.append((UNMARKED, f"{spent:.1f} s {item.nodeid}"))
    return result


@pytest.fixture(scope="session")
def test_database(django_test_environment: None, django_db_blocker: Any, worker_id: str) -> Iterator[TestDatabase]:
    with django_db_blocker.unblock():
        database = TestDatabase(worker_id)
    yield database
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(test_database: TestDatabase) -> Iterator[None]:
    """Replaces pytest-django's fixture, which would migrate once for each worker.

    What a test commits goes away with its copy of the database: emptying every table before would take a second.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: connections.close_all())
        yield


@pytest.fixture
def _chosen_database(
    request: pytest.FixtureRequest, test_database: TestDatabase, django_db_blocker: Any, _fast_passwords: None
) -> None:
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    with django_db_blocker.unblock():
        test_database.enter(world_of(request.fixturenames), commits=commits)


@pytest.fixture
def _django_db_helper(_chosen_database: None, _django_db_helper: None) -> None:
    """Before pytest-django's own begins the transaction of a test."""


@pytest.fixture(autouse=True)
def _square_through_the_test_transaction(request: pytest.FixtureRequest) -> Iterator[None]:
    """Inside a test's transaction the read-only role would see nothing: let it share the connection.

    Tests marked ``two_roles`` (with ``transaction=True``) keep both.
    """
    if "two_roles" in request.keywords:
        yield
        return
    own = connections["public"]
    connections["public"] = connections["default"]
    yield
    connections["public"] = own


@pytest.fixture(autouse=True)
def _every_mail_says_that_a_program_wrote_it() -> Iterator[None]:
    """Every kind of mail that any test sends, allauth's too: RFC 3834."""
    yield
    sent = getattr(mail, "outbox", [])
    others = [each.subject for each in sent if each.extra_headers.get("Auto-Submitted") != "auto-generated"]
    assert others == [], "made without core.mail"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections to other machines are refused."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test reached for {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _steps_that_need_a_fresh_factor_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    step_up.watch(monkeypatch)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Parts of pages that an earlier test left in this process, with the words it had typed, and what it had published."""
    MEMORY.clear()
    KNOWN_EDITIONS.clear()
    forget_values()
    forget_helplines()


@pytest.fixture(autouse=True)
def _files_of_this_test(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that a test uploads stays beside what a person uploaded. The folder is made when something is stored."""
    private = settings.STORAGES["private"]
    place = {"location": tmp_path_factory.getbasetemp() / "stored-files"}
    settings.STORAGES = settings.STORAGES | {"private": private | {"OPTIONS": private["OPTIONS"] | place}}


@pytest.fixture
def disk(settings: Any, tmp_path: Path) -> Path:
    """The private storage of this test alone."""
    private = settings.STORAGES["private"]
    options = private["OPTIONS"] | {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"private": private | {"OPTIONS": options}}
    return tmp_path


@pytest.fixture
def unknown_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    """No earlier test has found the scanner of viruses silent."""
    monkeypatch.setattr(scan._Silence, "until", 0.0)


@pytest.fixture(autouse=True)
def _stale_pages_of_this_test(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No page that an earlier test has left on the disk, and no note of a square that is not this test's."""
    settings.STALE_PAGES_FOLDER = tmp_path_factory.getbasetemp() / "stale-pages" / uuid.uuid4().hex


@pytest.fixture(scope="session", autouse=True)
def _static_files_listed_once() -> Iterator[None]:
    """Each test client starts the middleware anew, and WhiteNoise would look at every static file each time (a third of a client's time)."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    read = WhiteNoise.update_files_dictionary

    def remembered(server: WhiteNoise, root: str, prefix: str) -> None:
        place = (root, prefix, server.max_age, server.allow_all_origins, settings.STORAGES["staticfiles"]["BACKEND"])
        if place not in found:
            read(server, root, prefix)
            found[place] = dict(server.files)
        server.files.update(found[place])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", remembered)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_alone_are_told_to_the_client(django_test_environment: None) -> Iterator[None]:
    """Django hands a test client the variables of every template that is rendered, copied each time: a fifth of the time of a form. Here only
    those of pages: what a page extends or includes, and fields of forms, are left out."""

    def render(template: Template, context: Any) -> Any:
        if context.template is template and not str(template.name).startswith(PARTS_OF_FORMS):
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any, _files_of_this_test: None) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PUBLIC_HEAD_SECONDS = 0
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@world
def replayed() -> None:
    """The meeting of the demonstration with its published report."""
    replay()


@world
def published_demand() -> Demand:
    """As a report raised it."""
    report = factories.published_report(by=factories.staff("editor"), head=factories.staff("head"))
    found: Any = report.reported_points.get().point.demand
    return found


@pytest.fixture
def in_english() -> Iterator[None]:
    """The tests search for the English source texts."""
    with translation.override("en"):
        yield


@pytest.fixture
def recorder(db: None) -> Any:
    return factories.staff("recorder")


@pytest.fixture
def moderator(db: None) -> Any:
    return factories.staff("moderator")


@pytest.fixture
def editor(db: None) -> Any:
    return factories.staff("editor")


@pytest.fixture
def head(db: None) -> Any:
    return factories.staff("head")


@pytest.fixture
def administrator(db: None) -> Any:
    return factories.staff("administrator")


@pytest.fixture
def representative(db: None) -> Any:
    return factories.representative()


@pytest.fixture
def dump(db: None) -> Callable[[], str]:
    """Every row of every table as text, with bytes and sessions decoded as whoever stole a backup would."""

    def dumped() -> str:
        found = [str(SessionStore().decode(session.session_data)) for session in Session.objects.all()]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [readable(value) for row in cursor.fetchall() for value in row]
        return "\n".join(found)

    return dumped


def readable(value: Any) -> str:
    if isinstance(value, memoryview | bytes):
        content = bytes(value)
        return content.decode("utf-8", "replace") + base64.b64encode(content).decode()
    return str(value)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Here, because with several processes the one that prints loads no other file."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    for property_name, title in ((FIGURES, "what the faults did"), (UNMARKED, UNMARKED)):
        lines = [value for report in reports for name, value in report.user_properties if name == property_name]
        if lines:
            terminalreporter.section(title)
            terminalreporter.write_line("\n".join(dict.fromkeys(lines)))
