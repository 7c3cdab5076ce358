"""Submission of a concern: stored once, with receipt and mail, in one transaction."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core import clock, date_limits
from core.crypto import sealing, tokens
from core.errors import DomainError, EditedMeanwhile, NotAllowed, TooMuch
from core.files import store
from core.files.kinds import Clean
from core.models import StoredFile
from core.zone import ZONE
from partners.models import Association
from proposals import sending_limits
from proposals.concerns import drafts, promises, references, urgency, warnings
from proposals.concerns.content import Content
from proposals.concerns.emergency import may_be_emergency
from proposals.concerns.steps import note
from proposals.models import Concern, ConcernFile, Draft
from reference.models import Area, Theme

WINDOW = dt.timedelta(hours=1)
ACCOUNTS_THAT_FLOOD = 3
"""So many accounts of one association send as much as they may in an hour, before the association has to wait."""
# In the place of the id of a concern that does not exist.
NOBODY = uuid.UUID(int=0)
# The number of earlier paper entries of one person for one association with which a confidential one is compared.
COMPARED = 50


class TooMany(TooMuch):
    """An association sends more than people write; it may go on after a while, and its draft waits."""


class EnteredAlready(Exception):
    """This form, or another one with the same text, has been entered before."""

    def __init__(self, concern: Concern) -> None:
        super().__init__(concern.reference)
        self.concern = concern


class File(NamedTuple):
    """An examined file, its original name, and the scanner's verdict, or ``None`` if it was not scanned yet."""

    clean: Clean
    shown_name: str
    verdict: StoredFile.Verdict | None = None


@dataclass(frozen=True)
class Submission:
    """``kind``, ``use`` and ``channel`` are values of the choices of :class:`~proposals.models.Concern`."""

    id: uuid.UUID
    kind: str
    use: str
    language: str
    content: Content
    channel: str = Concern.Channel.ONLINE
    received_at: dt.datetime | None = None
    files: Sequence[File] = ()


def submit(
    draft: Draft, *, by: User, browser_key: str, kind: str, use: str, language: str, content: Content
) -> Concern:
    """Turn a draft into a concern. Repeated for the same draft, it returns the same concern.

    Raises :class:`~core.errors.NotAllowed` for an association that may not submit, :class:`TooMany` at the limit, and
    :class:`~core.errors.DomainError` for words that the gate finds and the sender did not answer for; the draft is kept in all cases.
    """
    if draft.user_id != by.pk:
        raise NotAllowed(_("This draft belongs to somebody else."))
    files = _files_of(draft, browser_key)
    with transaction.atomic():
        drafts.hold(by)
        association = Association.objects.select_for_update().get(pk=draft.association_id)
        if found := sent(draft.pk, by=by):
            return found
        drafts.lock(draft)
        if set(files) != set(draft.files.values_list("pk", flat=True)):
            raise EditedMeanwhile(_("This draft was changed in another tab."))
        _check_may_submit(association, by)
        content = warnings.check_answered(content)
        sending_limits.count_concern(by)
        submission = Submission(draft.pk, kind, use, language, content, files=list(files.values()))
        concern = _receive(association, submission, by=by)
        drafts.forget(draft)
    return concern


def _files_of(draft: Draft, browser_key: str) -> dict[int, File]:
    """The files of a draft by id, read and scanned before any lock. Files that another request sends or removes are omitted."""
    found = {}
    for each in draft.files.select_related("stored"):
        with suppress(FileNotFoundError):
            clean = store.read_clean(each.stored, browser_key)
            verdict = store.scanned_locked(each.stored, clean)
            found[each.pk] = File(clean, drafts.name_of(each, browser_key=browser_key), verdict)
    return found


def send_jointly(association: Association, submission: Submission, *, by: User) -> Concern:
    """A readable concern of several associations, sent by the one that coordinates them. Repeated for the same submission, it returns the
    same concern. Raises what :func:`submit` raises."""
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        if found := sent(submission.id, by=by):
            return found
        _check_may_submit(row, by)
        content = warnings.check_answered(submission.content)
        sending_limits.count_concern(by)
        return _receive(row, replace(submission, content=content), by=by)


def enter(association: Association, submission: Submission, *, by: User, besides: str = "") -> Concern:
    """A concern received on paper or by telephone, entered by the cell.

    A repeated request returns the same concern. Raises :class:`EnteredAlready` for another text under the same id (the browser's Back
    shows the form of the first concern again) and for the same text under another id (the form may have been filled in twice).
    ``besides``: the reference of the earlier entry, if the person has seen it and confirms to enter this one, too.
    """
    require(by, "proposals.enter_concerns")
    if submission.channel == Concern.Channel.ONLINE:
        raise DomainError(_("Say how it was received: on paper or by phone."))
    date_limits.LETTERS.check(submission.received_at)
    if found := sent(submission.id, by=by):
        return _same(found, association, submission)
    files = [file._replace(verdict=file.verdict or store.scanned(file.clean)) for file in submission.files]
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        if found := sent(submission.id, by=by):
            return _same(found, association, submission)
        twin = _twin(row, submission, by=by)
        if twin is not None and twin.reference != besides:
            raise EnteredAlready(twin)
        return _receive(row, replace(submission, files=files), by=by)


def _same(found: Concern, association: Association, submission: Submission) -> Concern:
    """A sealed concern cannot be compared (no hash is stored): it counts as different, and the person decides."""
    if found.is_confidential or found.association_id != association.pk or not _says(found, submission):
        raise EnteredAlready(found)
    return found


def _twin(association: Association, submission: Submission, *, by: User) -> Concern | None:
    """The last concern that the same person entered for the same association with the same text. Sealed texts cannot be compared: for them
    a concern of the same day, and the person decides."""
    rows = Concern.objects.filter(association=association, submitted_by=by).exclude(channel=Concern.Channel.ONLINE)
    entered = rows.order_by("-pk")
    if submission.use != Concern.Use.CELL_ONLY:
        return entered.filter(text=submission.content.text).first()
    same_day = entered.filter(_same_day(submission)).first()
    # Compared in Python: a text that will be sealed must not be in an SQL statement, which PostgreSQL might log.
    readable = entered.exclude(use=Concern.Use.CELL_ONLY)[:COMPARED]
    same_words = next((each for each in readable if each.text == submission.content.text), None)
    return max(filter(None, (same_day, same_words)), key=lambda each: each.pk, default=None)


def _same_day(submission: Submission) -> Q:
    """Confidential concerns of the same kind that were received on the same day."""
    begins = dt.datetime.combine(timezone.localdate(submission.received_at), dt.time(), ZONE)
    ends = begins + dt.timedelta(days=1) - dt.timedelta.resolution
    return Q(use=submission.use, kind=submission.kind, received_at__range=(begins, ends))


def _says(found: Concern, submission: Submission) -> bool:
    named = (submission.kind, submission.use, submission.language, submission.channel, len(submission.files))
    if named != (found.kind, found.use, found.language, found.channel, found.files.count()):
        return False
    stored, sent = found.content, submission.content
    themes, areas = set(stored.themes) == set(sent.themes), set(stored.areas) == set(sent.areas)
    return themes and areas and stored == replace(sent, themes=stored.themes, areas=stored.areas)


def sent(submission: uuid.UUID, *, by: User) -> Concern | None:
    """The concern that this person already sent under this id, for repeated requests."""
    return Concern.objects.filter(submission=submission, submitted_by=by).first()


def follow_token(concern: Concern) -> str:
    """The token of the follow-up link; "" if the server's secret has changed since."""
    token = references.follow_token(concern.submission, concern.follow_round)
    return token if tokens.hashed(token) == concern.follow_hash else ""


def followed(token: str) -> Concern | None:
    return tokens.with_token(Concern.objects.all(), token, column="follow_hash").first()


def follow_code(concern: Concern) -> str:
    """As it stands on the receipt, in two groups; "" if the server's secret has changed since, which would show another code than before."""
    code = references.follow_code(concern.submission, concern.follow_round)
    return f"{code[:4]} {code[4:]}" if follow_token(concern) else ""


def followed_by_code(reference: str, code: str) -> Concern | None:
    """The same work for an unknown reference as for a wrong code: neither the answer nor its time tells whether a reference exists."""
    found = Concern.objects.filter(reference=reference).first()
    expected = references.follow_code(found.submission if found else NOBODY, found.follow_round if found else 0)
    return found if tokens.is_same(code, expected) and found is not None else None


def renew_link(concern: Concern, *, by: User) -> Concern:
    """Create a new follow-up link; older links become invalid."""
    if by.is_cell_staff or not concern.association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("You do not represent this association."))
    with transaction.atomic():
        row = Concern.objects.select_for_update().get(pk=concern.pk)
        row.follow_round += 1
        row.follow_hash = tokens.hashed(references.follow_token(row.submission, row.follow_round))
        row.save(update_fields=["follow_round", "follow_hash"])
    return row


def _check_may_submit(association: Association, by: User) -> None:
    if not association.can_submit:
        raise NotAllowed(_("This association cannot send anything at the moment. Its page says why."))
    recent = Concern.objects.filter(channel=Concern.Channel.ONLINE, received_at__gte=timezone.now() - WINDOW)
    if recent.filter(submitted_by=by).count() >= settings.SUBMISSIONS_PER_HOUR:
        raise TooMany(_("You have sent many texts within an hour. Your draft is kept: send it later."))
    if recent.filter(association=association).count() >= settings.SUBMISSIONS_PER_HOUR * ACCOUNTS_THAT_FLOOD:
        raise TooMany(_("Your association has sent many texts within an hour. Your draft is kept: send it later."))


def _receive(association: Association, submission: Submission, *, by: User) -> Concern:
    if Concern.objects.filter(submission=submission.id).exists():
        raise DomainError(_("This form was sent already, by somebody else. Open a new one."))
    received_at = submission.received_at or clock.now()
    is_confidential = submission.use == Concern.Use.CELL_ONLY
    concern = Concern.objects.create(
        reference=_reference(received_at),
        submission=submission.id,
        follow_hash=tokens.hashed(references.follow_token(submission.id)),
        association=association,
        submitted_by=by,
        channel=submission.channel,
        received_at=received_at,
        kind=submission.kind,
        use=submission.use,
        language=submission.language,
        due_at=promises.triage(received_at),
        # Looked at here, before it is sealed: of a confidential concern only this flag stays readable.
        is_urgent=may_be_emergency(submission.content),
        **(_sealed(submission.content) if is_confidential else _readable(submission.content)),
    )
    if not is_confidential:
        warnings.keep_answers(concern, submission.content)
        concern.themes.set(Theme.objects.filter(key__in=submission.content.themes))
        concern.areas.set(Area.objects.filter(key__in=submission.content.areas))
    for position, file in enumerate(submission.files):
        _keep_file(concern, position, file)
    note(
        concern,
        "submit",
        by=by,
        at=received_at,
        is_from_cell=submission.channel != Concern.Channel.ONLINE,
    )
    if concern.is_urgent:
        urgency.tell(concern)
    return concern


def _sealed(content: Content) -> dict[str, object]:
    sealed = sealing.seal(content.encoded())
    return {"sealed": sealed.content, "sealed_with": sealed.key}


def _readable(content: Content) -> dict[str, object]:
    return {**content.texts, "since": content.since, "times": list(content.times)}


def _keep_file(concern: Concern, position: int, file: File) -> None:
    sealed = concern.is_confidential
    stored = store.keep(file.clean, shown_name="" if sealed else file.shown_name, sealed=sealed, verdict=file.verdict)
    name = sealing.seal(file.shown_name.encode()).content if sealed else b""
    ConcernFile.objects.create(concern=concern, stored=stored, position=position, sealed_name=name)


def _reference(received_at: dt.datetime) -> str:
    """An unused reference. There are a billion for each year, so a second try is rare."""
    while True:
        reference = references.new_reference(timezone.localtime(received_at).year)
        if not Concern.objects.filter(reference=reference).exists():
            return reference
