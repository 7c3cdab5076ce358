"""The names and contacts of the prefecture. Another wilaya changes this file, or sets ``SITE_FILE`` to a JSON file of the same shape."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from core.text.texts import Texts

MEKNES: dict[str, Any] = {
    "name": {"ar": "مشورة", "fr": "Machoura", "en": "Machoura"},
    "cell": {
        "ar": "خلية التواصل بولاية أمن مكناس",
        "fr": "Cellule de communication, préfecture de police de Meknès",
        "en": "Communication cell, Meknès police prefecture",
    },
    "territory": {"ar": "مكناس", "fr": "Meknès", "en": "Meknès"},
    "tagline": {
        "ar": "كل ما يُطلب في اللقاءات نتتبعه هنا إلى حين إنجازه",
        "fr": "Ce qui est demandé lors des rencontres est suivi ici jusqu’à sa réalisation",
        "en": "What is asked for in a meeting is followed up here until it is done",
    },
    "emblem": "img/emblem.svg",
    # Who is responsible for personal data (law 09-08).
    "controller": {
        "ar": "المديرية العامة للأمن الوطني، ولاية أمن مكناس",
        "fr": "Direction générale de la sûreté nationale, préfecture de police de Meknès",
        "en": "Directorate General of National Security, Meknès police prefecture",
    },
    # What follows is empty until the operator enters it. No public page mentions what is empty; core/contacts.py tells the administrators.
    # The number of the CNDP receipt (law 09-08) and the page for information requests (law 31-13).
    "cndp_receipt": "",
    "access_request_url": "",
    # Where a person writes to, on paper, to use the rights of law 09-08.
    "controller_address": "",
    "correction_email": "",
    # The cell's telephone number for associations, in national format: "05 …".
    "cell_phone": "",
    # How associations reach whom they can turn to when a promise was broken: a phone number, an e-mail address or an address on the web.
    "recourse_head_contact": "",
    "recourse_inspection_contact": "",
    "recourse_mediator_contact": "",
    "promises": {
        "triage_hours": 72,
        "first_answer_days": 30,
        "first_answer_days_at_most": 60,
        "update_months": 3,
        # Whoever answers is reminded so long before a promised day; the head is told so long after an announced one.
        "reminder_days": 7,
        "head_told_days": 30,
        "verdict_days": 90,
        "correction_days": 10,
        # So long after a decision about its submission an association can contest it.
        "contest_days": 60,
        # So long after a broken promise an association can turn to the head of the cell, the inspection and the Mediator.
        "recourse_head_days": 7,
        "recourse_inspection_days": 15,
        "recourse_mediator_days": 30,
    },
}


def load() -> dict[str, Any]:
    site = dict(MEKNES)
    if path := os.environ.get("SITE_FILE"):
        site |= json.loads(Path(path).read_text(encoding="utf-8"))
    return {key: Texts(**value) if isinstance(value, dict) and "ar" in value else value for key, value in site.items()}


SITE = load()
