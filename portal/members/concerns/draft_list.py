"""The drafts of a member, with what this browser can read of them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.http import HttpRequest

from core.crypto.sealing import WrongKey
from portal.members.concerns.draft_session import browser_key
from proposals.concerns import drafts
from proposals.models import Draft


class OpenDraft(NamedTuple):
    """``is_here``: begun in this browser; otherwise its title cannot be read. ``kept_until``: it is deleted then, unless it is saved again."""

    draft: Draft
    title: str
    is_here: bool
    kept_until: dt.datetime


def open_drafts(request: HttpRequest) -> list[OpenDraft]:
    """One query; there are at most :data:`~proposals.concerns.drafts.MOST_DRAFTS`."""
    key = browser_key(request)
    found = []
    for draft in Draft.objects.visible_to(request.user).select_related("association"):
        try:
            title, is_here = "".join(drafts.read(draft, browser_key=key).typed.get("title", [])), True
        except WrongKey:
            title, is_here = "", False
        kept_until = draft.saved_at + dt.timedelta(days=drafts.DELETED_AFTER_DAYS)
        found.append(OpenDraft(draft, title.strip(), is_here, kept_until))
    return found
