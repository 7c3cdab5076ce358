"""Threat 30: two people save the same version. The second is told, sees both texts, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.choices import flatten_choices

from core.text.forms import TextsFormField
from portal.common.forms import VersionedForm
from proposals.models import PreparedSentence
from reference.publishing import LISTS
from tests.security.addresses import arguments
from tests.security.browsing import fields
from tests.security.rendering import unrendered
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
FIRST, SECOND = "كتب الأول هذه الجملة", "وكتب الثاني جملة أخرى"

# URL name, field in which both write, how to read it back.
FORMS = [
    ("report_edit", "title", "reports"),
    ("report_edit", "lead", "reports"),
    ("contribution", "text", "interventions"),
    ("point", "title", "points"),
    ("meeting_edit", "venue", "meeting"),
    ("demand_edit", "details", "demand"),
    ("association_edit", "name", "association"),
    ("follow_up", "sentence", "follow_up"),
    ("ledger_change_edit", "sentence", "ledger_change"),
    ("sentence", "text", "sentence"),
    ("commitment_edit", "what", "commitment"),
    ("digest_edit", "introduction", "digest"),
    ("publication_edit", "title", "wording"),
    ("guide_edit", "title", "chapter"),
    ("partnership_edit", "title", "agreement"),
    ("programme_edit", "title", "programme"),
    ("training_edit", "title", "training"),
    ("network_edit", "title", "network"),
    ("statement_edit", "change_note", "statement"),
]


def stored(scene: Scene, where: str) -> Any:
    row = {
        "reports": lambda: scene.reports["drafting"],
        "interventions": lambda: scene.session.interventions.first(),
        "points": lambda: scene.session.points.get(),
        "meeting": lambda: scene.session,
        "demand": lambda: scene.session.points.get().demand,
        "association": lambda: scene.association,
        "sentence": PreparedSentence.objects.get,
        "commitment": lambda: scene.follow_ups["drafting"].commitments.get(),
        "follow_up": lambda: scene.follow_ups["drafting"],
        "ledger_change": lambda: scene.ledger_changes["drafting"],
        "digest": lambda: scene.digests["drafting"],
        "wording": lambda: scene.wordings["drafting"],
        "chapter": lambda: scene.guides["drafting"],
        "agreement": lambda: scene.partnerships["drafting"],
        "programme": lambda: scene.programmes["drafting"],
        "training": lambda: scene.trainings["drafting"],
        "network": lambda: scene.networks.networks["drafting"],
        "statement": lambda: scene.networks.statements["drafting"],
    }[where]()
    row.refresh_from_db()
    return row


def opened(client: Client, url: str, field: str, words: str) -> dict[str, Any]:
    """The form as it was opened, with ``words`` written into ``field``."""
    return fields(client.get(url)) | {f"{field}_ar": words}


@pytest.mark.parametrize(("name", "field", "where"), FORMS, ids=[f"{name}-{field}" for name, field, _where in FORMS])
def test_second_writer_is_told_and_loses_nothing(scene: Scene, name: str, field: str, where: str) -> None:
    url = reverse(f"staff:{name}", kwargs=arguments(scene)[f"staff:{name}"])
    one, two = scene.client("moderator" if where == "wording" else "editor"), scene.client("head")
    first, second = opened(one, url, field, FIRST), opened(two, url, field, SECOND)
    assert first["version"] == second["version"]

    assert one.post(url, first).status_code == 302
    refused = two.post(url, second)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert getattr(stored(scene, where), field).ar == FIRST
    assert shown(refused.context) == [(FIRST, SECOND)]
    assert all(word in page for word in (FIRST, SECOND))
    again = fields(refused)
    assert again[f"{field}_ar"] == [SECOND]
    assert again["version"] != second["version"]

    # Where each part has an answer of its own, this one is "mine".
    assert two.post(url, again | {f"keep-{field}_ar": "mine"}).status_code == 302
    assert getattr(stored(scene, where), field).ar == SECOND


def shown(context: Any) -> list[tuple[str, str]]:
    """What the first and the second wrote, on a page with the differences or with an answer for each part."""
    if "parts" in context:
        return [(words_of(each.theirs, "removed"), words_of(each.mine, "added")) for each in context["parts"]]
    return [(words_of(each.pieces, "removed"), words_of(each.pieces, "added")) for each in context["differences"]]


def words_of(pieces: Any, change: str) -> str:
    """What one side wrote, in reading order."""
    return " ".join(piece.words for piece in pieces if piece.change in {change, "same"})


@pytest.mark.slow
@pytest.mark.parametrize(("name", "field", "where"), FORMS[::2], ids=[name for name, _field, _where in FORMS[::2]])
def test_version_nobody_was_given_saves_nothing(scene: Scene, name: str, field: str, where: str) -> None:
    url = reverse(f"staff:{name}", kwargs=arguments(scene)[f"staff:{name}"])
    client = scene.client("moderator" if where == "wording" else "editor")
    before = getattr(stored(scene, where), field)
    form = opened(client, url, field, SECOND)

    for version in ("0", "999", "-1", "", "x"):
        answer = client.post(url, form | {"version": version})

        assert answer.status_code in {200, 409}, version
        assert SECOND in answer.content.decode(), version
        assert getattr(stored(scene, where), field) == before, version


def test_two_writers_of_different_reports_do_not_meet(scene: Scene) -> None:
    one, two = scene.client("editor"), scene.client("head")
    urls = [reverse("staff:report_edit", args=[scene.reports[state].pk]) for state in ("drafting", "returned")]
    forms = [opened(one, url, "title", FIRST) for url in urls]

    assert one.post(urls[0], forms[0]).status_code == 302
    assert two.post(urls[1], forms[1]).status_code == 302


# Every form with a version, and the fields that another value alone would make invalid: they belong to a rule over several fields.
EVERY_FORM = {
    "members:association_edit": ("association_a", set()),
    "members:directory": ("association_a", set()),
    "staff:association_edit": ("editor", set()),
    "staff:contribution": ("editor", set()),
    "staff:demand_edit": ("editor", set()),
    "staff:follow_up": ("editor", set()),
    "staff:ledger_change_edit": ("editor", set()),
    "staff:digest_edit": ("editor", set()),
    "staff:publication_edit": ("moderator", set()),
    "staff:guide_edit": ("editor", set()),
    "staff:training_edit": ("editor", {"share", "needed_sessions"}),
    "staff:training_session_edit": ("editor", {"day", "starts_at", "ends_at"}),
    "staff:press_kit_edit": ("editor", set()),
    "staff:programme_edit": ("editor", {"begins_on", "ends_on", "demands"}),
    "staff:partnership_edit": ("editor", {"starts_on", "ends_on", "demands"}),
    "staff:programme_session": ("editor", {"day", "starts_at", "ends_at", "institution"}),
    "members:programme_edit": ("association_a", {"begins_on", "ends_on"}),
    "staff:meeting_edit": (
        "editor",
        {
            "ends_at",
            "part_of_day",
            "answers_until",
            *("unit", "level", "organising_institution", "organising_body"),
            *("requesting_association", "requesting_institution", "requesting_body"),
            "declared_women",
            *(f"minutes_of_topic_{number}" for number in (2, 3, 4)),
        },
    ),
    "staff:point": (
        "editor",
        {
            *("kind", "substance", "demand", "owner_unit", "owner_institution", "owner_body", "starts_on", "due_on"),
            *("figure_value", "figure_unit", "figure_period", "figure_source", "about_demand", "about_meeting"),
            "interventions",
        },
    ),
    "staff:presence": (
        "editor",
        {
            *("people", "women", "is_woman", "name_is_public", "left"),
            *("institution", "association", "association_name", "shows_association", "chair", "attended"),
        },
    ),
    "staff:reference_entry": ("editor", {"in_masthead"}),
    "staff:report_edit": ("editor", set()),
}
# What a stored row may lack and its form asks for.
FILLED = {"members:association_edit": {"phone": "0612345678"}}
REFERENCE = ("theme", "area", "unit", "institution", "helpline")


def form_urls(scene: Scene, name: str) -> list[str]:
    if name == "staff:reference_entry":
        rows = [(kind, LISTS[kind].objects.order_by("-pk")[0].pk) for kind in REFERENCE]
        return [reverse(name, args=row) for row in rows]
    return [reverse(name, kwargs=arguments(scene)[name])]


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY_FORM)
def test_second_writer_of_any_kind_of_field_is_shown_the_difference(scene: Scene, name: str) -> None:
    """Text, choice, several choices, rows, day, hour, number, yes or no, nothing: the second gets 409 and the difference, never an error.

    Of the page only the difference is rendered: the form is the same for each of its fields.
    """
    role, excused = EVERY_FORM[name]
    client, wrong = scene.client(role), []
    for url in form_urls(scene, name):
        page = client.get(url)
        opened = fields(page) | {"version": "0"} | FILLED.get(name, {})
        for field in visible(page.context["form"]):
            changed = another(page.context["form"], field, opened)
            if changed is None:
                continue
            with unrendered():
                answer = client.post(url, changed)
            context = answer.context or {}
            differences = context.get("parts") or context.get("differences") or []
            if "parts" not in context:
                render_to_string("common/_differences.html", {"differences": differences})
            labels = [each.label for each in differences]
            label = str(page.context["form"].fields[field].label)
            if answer.status_code != 409 or label not in labels:
                wrong.append((url, field, answer.status_code, labels))

    unexpected = [each for each in wrong if each[1] not in excused or each[2] == 500]
    assert not unexpected


def visible(form: Any) -> list[str]:
    return [name for name, field in form.fields.items() if not field.widget.is_hidden]


def another(form: Any, name: str, opened: dict[str, Any]) -> dict[str, Any] | None:
    """The fields of the form with another value in ``name``; ``None`` where there is no other."""
    field, now = form.fields[name], opened.get(name, [])
    if isinstance(field, TextsFormField):
        return opened | {f"{name}_ar": SECOND}
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        return {key: value for key, value in opened.items() if key != name} | ({} if now else {name: "on"})
    if isinstance(field, forms.NullBooleanField):
        return opened | {name: "true"}
    if hasattr(field, "choices"):
        keys = [str(key) for key, _label in flatten_choices(field.choices) if str(key) not in {"", *map(str, now)}]
        return opened | {name: keys[:1]} if keys else None
    values: dict[type, str] = {
        forms.DateField: "2017-05-06",
        forms.DateTimeField: "2017-05-06T10:00",
        forms.TimeField: "09:41",
        forms.IntegerField: "41",
        forms.URLField: "https://example.org/other",
        forms.EmailField: "other@example.org",
    }
    plain = "0612345679" if name == "phone" else "https://example.org/x" if name == "url" else SECOND[:15]
    return opened | {name: next((value for kind, value in values.items() if isinstance(field, kind)), plain)}


def test_every_form_with_a_version_is_tried_here() -> None:
    tried = {
        "OwnProfileForm", "DirectoryForm", "ProfileForm", "ContributionForm", "DemandForm", "FollowUpForm", "MeetingForm", "PointForm",
        "PresenceForm", "PreparedSentenceForm", "EntryForm", "ReportForm", "SentenceForm", "DigestForm",
        "PublicationForm", "ChapterForm", "PartnershipForm", "KitForm", "NetworkForm", "StatementForm", "WordForm", "TrainingForm", "SessionForm", "ProgrammeForm", "ProposalForm",
    }  # fmt: skip
    # A form for what is new has no version.
    without_version = {"SignUpAssociationForm"}
    only_inherited = {"DraftForm", "ProgrammeFields", "Proposed"}

    found = {form.__name__ for form in subclasses(VersionedForm) if form.__module__.startswith("portal.")}

    assert found - without_version - only_inherited == tried


def subclasses(above: type) -> Iterator[type]:
    for form in above.__subclasses__():
        yield form
        yield from subclasses(form)


def test_second_writer_of_what_the_directory_shows_is_told_in_words(scene: Scene) -> None:
    """Finding 5: two representatives save which lines the public directory shows. A list stood where text was expected: 500."""
    client, url = scene.client("association_a"), reverse("members:directory", args=[scene.association.pk])
    opened = fields(client.get(url))
    assert client.post(url, opened | {"shows": ["seat", "email"]}).status_code == 302

    refused = client.post(url, opened | {"in_directory": "on", "shows": ["purpose"]})

    assert refused.status_code == 409
    listed, chosen = refused.context["differences"]
    assert (words_of(listed.pieces, "removed"), words_of(listed.pieces, "added")) == ("لا", "نعم")
    assert "seat" not in words_of(chosen.pieces, "removed")
    assert fields(refused)["shows"] == ["purpose"]
    scene.association.refresh_from_db()
    assert scene.association.shows == ["email", "seat"]
