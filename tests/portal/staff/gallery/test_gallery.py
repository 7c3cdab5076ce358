from __future__ import annotations

import re

import html5lib
import pytest
from django.test import Client

from portal.staff.gallery.views import STATES
from publications.schemas.demand import DemandState
from tests import factories

pytestmark = pytest.mark.django_db


def test_gallery_shows_each_component_in_both_directions_and_schemes(client: Client, settings: object) -> None:
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(factories.staff("editor"))

    html = client.get("/staff/gallery/").content.decode()

    html5lib.HTMLParser(strict=True).parse(html)
    assert [
        len(re.findall(rf'dir="{way}"\s+data-theme="{scheme}"', html))
        for way in ("rtl", "ltr")
        for scheme in ("light", "dark")
    ] == [1] * 4


def test_gallery_is_not_there_for_the_public(client: Client) -> None:
    assert client.get("/staff/gallery/").status_code in {302, 404}


def test_gallery_shows_every_state_of_a_demand() -> None:
    assert {*DemandState.__args__, "overdue"} == set(STATES)
