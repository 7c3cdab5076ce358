"""Drafts of concerns, saved while typing. The server stores them locked with a key that only the writer's browser has."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext

from accounts.models import User
from core import retention
from core.crypto import sealing
from core.db import upload_quotas
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.files import limits, store
from core.files.examining import examine
from core.files.names import shown_name
from partners.models import Association
from proposals.models import Draft, DraftFile

MAX_DRAFT_BYTES = 64 * 1024
MOST_DRAFTS = 20
DELETED_AFTER_DAYS = retention.DRAFT_DAYS

Typed = Mapping[str, list[str]]


class Opened(NamedTuple):
    """``typed``: values of the form by field name, valid or not."""

    draft: Draft
    typed: dict[str, list[str]]


def begin(*, by: User, association: Association, browser_key: str, draft_id: uuid.UUID, typed: Typed) -> Draft:
    """Store the first version under an id that the page generated, so that a repeated request finds the same draft."""
    with transaction.atomic():
        hold(by)
        found = Draft.objects.filter(pk=draft_id).first()
        if found:
            return _own(found, by)
        if Draft.objects.visible_to(by).count() >= MOST_DRAFTS:
            raise DomainError(_("You have many drafts already. Send or delete one of them first."))
        return Draft.objects.create(
            pk=draft_id, user=by, association=association, locked=_locked(typed, browser_key), saved_at=timezone.now()
        )


def hold(user: User) -> None:
    """Lock the account until the transaction ends, to count its drafts. FOR NO KEY UPDATE: foreign keys to the row don't block."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def read(draft: Draft, *, browser_key: str) -> Opened:
    """Decrypt the draft. Raises :class:`core.crypto.sealing.WrongKey` for a draft of another browser."""
    return Opened(draft, json.loads(sealing.unlock(bytes(draft.locked), browser_key)))


def save(draft: Draft, *, by: User, version: int, browser_key: str, typed: Typed) -> Draft:
    """Store the typed values if the draft is still at ``version``; otherwise raises :class:`~core.errors.EditedMeanwhile`."""
    _own(draft, by)
    now = timezone.now()
    changed = Draft.objects.filter(pk=draft.pk, version=version).update(
        locked=_locked(typed, browser_key), version=version + 1, saved_at=now
    )
    draft.refresh_from_db()
    if not changed:
        raise EditedMeanwhile(_("This draft was changed in another tab."))
    return draft


def lock(draft: Draft) -> None:
    """Lock the draft until the transaction ends. Raises :class:`~core.errors.EditedMeanwhile` if it has changed since it was read."""
    row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if row is None or row.version != draft.version:
        raise EditedMeanwhile(_("This draft was changed in another tab."))


def attach(draft: Draft, *, by: User, browser_key: str, upload: Any, upload_id: str = "") -> DraftFile:
    """Examine a photo or document and store it with the draft, locked. Raises :class:`core.files.Refused` with the reason.

    ``upload_id``: an id that the page generated, so that a repeated upload is stored once.
    """
    _own(draft, by)
    if found := _room_or_found(draft, upload_id, browser_key):
        return found
    upload_quotas.take(upload_quotas.of_uploads(user=draft.user_id, association=draft.association_id), upload.size)
    clean = examine(upload)
    verdict = store.scanned(clean)
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)
        if found := _room_or_found(draft, upload_id, browser_key):
            return found
        stored = store.keep(clean, shown_name="", locked_with=browser_key, verdict=verdict)
        named = json.dumps([shown_name(upload.name, clean), upload_id]).encode()
        return DraftFile.objects.create(draft=draft, stored=stored, locked_name=sealing.lock(named, browser_key))


def _room_or_found(draft: Draft, upload_id: str, browser_key: str) -> DraftFile | None:
    """The file of a repeated upload; for a new one, check the maximal number. Called before the file is examined, and again under the lock."""
    if upload_id and (found := _uploaded(draft, upload_id, browser_key)):
        return found
    if draft.files.count() >= limits.MAX_FILES:
        raise DomainError(
            ngettext("At most %(count)d file.", "At most %(count)d files.", limits.MAX_FILES)
            % {"count": limits.MAX_FILES}
        )
    return None


def name_of(file: DraftFile, *, browser_key: str) -> str:
    """The file's name on the writer's device. Raises :class:`core.crypto.sealing.WrongKey`."""
    return _named(file, browser_key)[0]


def _named(file: DraftFile, browser_key: str) -> tuple[str, str]:
    """The name and the id of the upload."""
    name, upload_id = json.loads(sealing.unlock(bytes(file.locked_name), browser_key))
    return name, upload_id


def _uploaded(draft: Draft, upload_id: str, browser_key: str) -> DraftFile | None:
    return next((file for file in draft.files.all() if _named(file, browser_key)[1] == upload_id), None)


def detach(file: DraftFile, *, by: User) -> None:
    _own(file.draft, by)
    with transaction.atomic():
        file.delete()
        store.forget(file.stored)


def discard(draft: Draft, *, by: User) -> None:
    _own(draft, by)
    forget(draft)


def forget(draft: Draft) -> None:
    """Delete a draft with its files."""
    with transaction.atomic():
        stored = [file.stored for file in draft.files.select_related("stored")]
        draft.delete()
        for each in stored:
            store.forget(each)


def forget_old() -> int:
    """Delete drafts that were not saved for :data:`DELETED_AFTER_DAYS`; returns how many."""
    old = Draft.objects.filter(saved_at__lt=timezone.now() - dt.timedelta(days=DELETED_AFTER_DAYS))
    return sum(_forget_if(old, key) for key in list(old.values_list("pk", flat=True)[:1000]))


def _forget_if(old: QuerySet[Draft], key: uuid.UUID) -> bool:
    """Check the age again under the lock, in case somebody saves the draft at this moment."""
    with transaction.atomic():
        draft = old.select_for_update(skip_locked=True).filter(pk=key).first()
        if draft is None:
            return False
        forget(draft)
    return True


def _own(draft: Draft, by: User) -> Draft:
    if draft.user_id != by.pk:
        raise NotAllowed(_("This draft belongs to somebody else."))
    return draft


def _locked(typed: Typed, browser_key: str) -> bytes:
    content = json.dumps({name: list(values) for name, values in typed.items()}, ensure_ascii=False).encode()
    if len(content) > MAX_DRAFT_BYTES:
        raise DomainError(_("This is longer than the form can hold."))
    return sealing.lock(content, browser_key)
