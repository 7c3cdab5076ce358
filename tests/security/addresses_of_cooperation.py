"""With what addresses of programmes, trainings, networks, partnerships, press and institutions are opened."""

from __future__ import annotations

from typing import Any

from cooperation.institutions import requests as institution_requests
from tests.cooperation import playing as press
from tests.cooperation.networks import playing as networks
from tests.cooperation.partnerships import playing as agreements
from tests.cooperation.programmes import playing as programmes
from tests.cooperation.trainings import playing as courses
from tests.security.scene import Scene


def of_cooperation(scene: Scene) -> dict[str, dict[str, Any]]:
    return (
        of_press(scene)
        | of_institutions(scene)
        | agreements.addresses(scene.partnerships)
        | programmes.addresses(scene.programmes)
        | courses.addresses(scene.trainings, scene.certificate)
        | networks.addresses(scene.networks)
    )


def of_press(scene: Scene) -> dict[str, dict[str, Any]]:
    steps = {
        "edit": "drafting", "submit": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    asked, accredited = ({"pk": scene.outlets[state].pk} for state in ("asked", "accredited"))
    found: dict[str, dict[str, Any]] = {"staff:press_kit": {"pk": scene.kits["signed"].pk}}
    found |= {f"staff:press_kit_{step}": {"pk": scene.kits[state].pk} for step, state in steps.items()}
    found |= {f"staff:media_outlet_{move}": asked for move in ("accredit", "refuse")}
    found |= {"staff:media_outlet": asked, "staff:media_outlet_withdraw": accredited}
    found["press_kit"] = {"token": press.token(scene.kits["signed"], scene.outlets["accredited"])}
    return found


def of_institutions(scene: Scene) -> dict[str, dict[str, Any]]:
    waiting, answered = (scene.institution_requests[state] for state in ("waiting", "answered"))
    return {
        "institution_answer": {"token": institution_requests.token_of(waiting)},
        "staff:institution_request": {"pk": answered.pk},
        "staff:institution_request_take": {"pk": answered.pk},
        "staff:institution_request_cancel": {"pk": waiting.pk},
        "staff:institution_contact": {"pk": waiting.contact_id},
    }
