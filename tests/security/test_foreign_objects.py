"""Threats 2 and 3: what belongs to others, or to nobody signed in, does not exist."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.text.texts import Texts
from tests import factories
from tests.security.addresses import arguments, every_url_name
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
NOWHERE = 987_654


def objects(scene: Scene) -> list[tuple[str, dict[str, Any]]]:
    """Every office address that leads to one object."""
    where = arguments(scene)
    return [
        (name, where[name]) for name in every_url_name() if name.startswith("staff:") and "pk" in where.get(name, ())
    ]


def seen(client: Client, url: str, method: str = "GET") -> tuple[int, bytes, dict[str, str]]:
    response = client.generic(method, url)
    return response.status_code, response.content, dict(response.items())


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_object_of_the_office_looks_to_an_association_as_if_it_did_not_exist(scene: Scene, method: str) -> None:
    """The addresses of the recorder's devices answer every error in JSON (docs/recorder.md): these differ from a page, not from each other."""
    stranger = scene.client("association_b")
    nothing = seen(stranger, "/staff/no-such-page/", method)
    assert nothing[0] == 404

    for name, about in objects(scene):
        real = seen(stranger, reverse(name, kwargs=about), method)
        missing = seen(stranger, reverse(name, kwargs=about | {"pk": NOWHERE}), method)

        assert real == missing, name
        assert real[0] == 404, name
        if real[2]["Content-Type"] != "application/json":
            assert real == nothing, name


def members_objects(scene: Scene) -> list[tuple[str, dict[str, Any]]]:
    """Every address of an association's members that leads to something of association A."""
    where = arguments(scene)
    names = [name for name in every_url_name() if name.startswith("members:") and "pk" in where.get(name, ())]
    return [(name, where[name]) for name in names if "concern" not in name and "draft" not in name]


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_object_of_association_a_looks_to_b_as_if_it_did_not_exist(scene: Scene, method: str) -> None:
    """The hand-over asks for the password before it looks: the same for what exists and what does not."""
    stranger = scene.client("association_b")
    found = members_objects(scene)
    assert len(found) > 10

    for name, about in found:
        real = seen(stranger, reverse(name, kwargs=about), method)
        missing = seen(stranger, reverse(name, kwargs=about | {"pk": NOWHERE}), method)
        if name == "members:hand_over":
            assert real[0] == missing[0] == 302
        else:
            assert real[0] in ({404} if method == "GET" else {404, 405}), name
            assert real == missing, name


def test_object_of_association_a_exists_for_a(scene: Scene) -> None:
    own = scene.client("association_a")

    for name in ("association", "association_edit", "directory", "members", "invite", "answer"):
        assert own.get(reverse(f"members:{name}", kwargs=arguments(scene)[f"members:{name}"])).status_code == 200, name


@pytest.mark.slow
def test_object_exists_for_staff_and_a_missing_one_does_not(scene: Scene) -> None:
    desk = scene.client("recorder")

    for name in ("meeting", "meeting_edit", "presence", "contribution", "point", "report", "demand", "association"):
        about = arguments(scene)[f"staff:{name}"]

        assert desk.get(reverse(f"staff:{name}", kwargs=about)).status_code == 200, name
        assert desk.get(reverse(f"staff:{name}", kwargs=about | {"pk": NOWHERE})).status_code == 404, name


def test_page_refused_to_a_colleague_looks_like_a_missing_one(scene: Scene) -> None:
    colleague = scene.client("liaison")
    form = reverse("staff:meeting_edit", args=[scene.session.pk])

    assert seen(colleague, form) == seen(colleague, reverse("staff:meeting_edit", args=[NOWHERE]))
    assert colleague.get(reverse("staff:meeting", args=[scene.session.pk])).status_code == 200


def test_members_see_their_own_association_and_no_other(scene: Scene) -> None:
    name = Texts(ar="جمعية ألف وحدها")
    own = factories.representative(factories.association(name=name))
    client = Client()
    client.force_login(own)

    assert name.ar in client.get("/members/").content.decode()
    assert name.ar not in scene.client("association_b").get("/members/").content.decode()


def test_former_representative_sees_nothing(scene: Scene) -> None:
    name = Texts(ar="جمعية الأمس")
    former = factories.representative(factories.association(name=name))
    client = Client()
    client.force_login(former)
    assert name.ar in client.get("/members/").content.decode()

    former.memberships.update(since="2020-01-01", until="2020-12-31")

    assert name.ar not in client.get("/members/").content.decode()


def test_office_link_replayed_after_sign_out_is_refused(scene: Scene) -> None:
    desk = scene.client("recorder")
    session = desk.cookies["sessionid"].value
    page = reverse("staff:report", args=[scene.published.pk])
    assert desk.get(page).status_code == 200

    desk.post("/accounts/logout/")
    desk.cookies["sessionid"] = session

    assert desk.get(page).headers["Location"].startswith("/accounts/login/")
    assert Client().get(page).headers["Location"].startswith("/accounts/login/")
