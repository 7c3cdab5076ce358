"""All components of the portal, in both directions and colour schemes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.text.partial_days import PartialDay
from core.text.texts import Texts
from portal.common.keyset import KeysetPage

STATES = (
    "registered", "studying", "planned", "in_progress", "done", "partly_done", "continuing",
    "referred", "not_possible", "postponed", "closed", "reopened", "overdue",
)  # fmt: skip
SCHOOLS = Texts(
    ar="أمن أقوى في محيط المدارس", fr="Plus de sécurité aux abords des écoles", en="More security around schools"
)
GUIDE = Texts(
    ar="دليل عمل مشترك للجمعيات", fr="Un guide commun pour les associations", en="A shared guide for associations"
)
ANSWER = Texts(
    ar="وُزعت أوقات الحضور من جديد لتوافق أوقات الدخول والخروج.",
    fr="Les heures de présence ont été revues selon les entrées et les sorties.",
    en="Hours of presence were moved to the times when pupils arrive and leave.",
)
ZONE_HEAD = Texts(ar="رئيس المنطقة الأمنية الثانية", fr="Chef du deuxième district", en="Head of the second zone")
CELL_HEAD = Texts(ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell")
ASSOCIATION = Texts(
    ar="جمعية الحي (مثال)", fr="Association du quartier (exemple)", en="Neighbourhood association (example)"
)
ASKED_ON = dt.date(2018, 10, 17)
ANSWERED_ON = dt.date(2018, 11, 9)
ASKED, ANSWERED = PartialDay.of(ASKED_ON, "day"), PartialDay.of(ANSWERED_ON, "day")
DUE_ON = dt.date(2018, 12, 31)
WAY = (
    {"state": "registered", "on": ASKED_ON, "stage": "past"},
    {"state": "studying", "on": None, "stage": "past"},
    {"state": "planned", "on": ANSWERED_ON, "stage": "now"},
    {"state": "in_progress", "on": None, "stage": ""},
    {"state": "done", "on": None, "stage": ""},
)
PRESENCE = (
    {"function": ZONE_HEAD, "acting": True, "role": "attendee"},
    {"function": CELL_HEAD, "role": "facilitator_opener"},
    {"function": ASSOCIATION, "is_group": True, "people": None},
)


def gallery(request: HttpRequest) -> HttpResponse:
    specimens = [(language, scheme) for language in ("ar", "fr") for scheme in ("light", "dark")]
    return render(request, "staff/gallery/gallery.html", {"specimens": specimens, "sample": sample()})


def sample() -> dict[str, Any]:
    return {
        "states": STATES,
        "asked": SCHOOLS,
        "other": GUIDE,
        "answer": ANSWER,
        "speaker": ZONE_HEAD,
        "way": WAY,
        "steps": [
            {"on": ASKED_ON, "state": "registered", "sentence": None},
            {"on": ANSWERED_ON, "state": "planned", "sentence": ANSWER},
        ],
        "due_on": DUE_ON,
        "mentions": [
            {"when": ASKED, "source_title": SCHOOLS, "associations": [], "unnamed": None, "uncounted": True},
            {"when": ANSWERED, "source_title": None, "associations": [ASSOCIATION], "unnamed": 1, "times": 2},
        ],
        "totals": {"mentions": 2, "associations": 2, "meetings": 1, "concerns": 1, "uncounted": True},
        "agenda": [
            {"title": SCHOOLS, "minutes": 25},
            {"title": GUIDE, "minutes": 15},
        ],
        "presence": PRESENCE,
        "pieces": ["on"] * 4 + ["half", "gone"] + ["off"] * 3,
        "bars": [{"label": SCHOOLS, "count": 5, "share": 100}, {"label": GUIDE, "count": 2, "share": 40}],
        "changes": [
            ("same", "رئيس المنطقة الأولى"),
            ("added", "بالنيابة"),
            ("removed", "وحضر معه"),
            ("same", "رئيس الخلية"),
        ],
        "page": KeysetPage([], next="after=2", previous="before=2"),
    }
