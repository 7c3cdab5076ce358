"""The smallest valid objects, made through the real actions wherever there is one."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import HeldFunction, User
from consultations.invitations import registrations
from consultations.models import Attendance, Intervention, Meeting, Point, Registration, Report
from consultations.planning import announcement, meetings
from consultations.record import attendance, contributions, points
from consultations.reports import steps as reports
from consultations.reports.approval import pending_report
from core.crypto import sealing
from core.files.examining import examine
from core.text.texts import Texts
from partners.actions import associations, memberships
from partners.models import Association, Membership
from proposals import saved_views
from proposals.concerns import drafts, review, submission as concerns, warnings
from proposals.concerns.content import Content
from proposals.demands import approval, follow_up as follow_ups, ledger, sentences, verdicts
from proposals.models import Concern, Demand, FollowUp, Mention, Opening, PreparedSentence, SavedView, Verdict
from publications import findings
from publications.models import Edition
from publications.pending import PendingPublication
from reference import actions as reference
from reference.models import Institution, PoliceUnit, Theme

PASSWORD = "a long password for tests"
# Equal to every fingerprint, so that a publication of a factory is composed once.
WHAT_IS_THERE: Any = mock.ANY
_numbers = count(1)


def text(words: str = "نص", **others: str) -> Texts:
    return Texts(ar=words, **others)


def user(**values: Any) -> User:
    from allauth.account.models import EmailAddress

    values.setdefault("email", f"user{next(_numbers)}@example.org")
    made = User.objects.create_user(password=PASSWORD, **values)
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
    return made


def scribe() -> User:
    """An author for tests in which the author does not matter."""
    return User.objects.filter(name="scribe").first() or staff("recorder", name="scribe")


def staff(*functions: str, **values: Any) -> User:
    made = user(**values)
    for function in functions:
        HeldFunction.objects.create(user=made, function=function, since=timezone.localdate())
    return made


def association(**values: Any) -> Association:
    values.setdefault("name", text(f"جمعية {next(_numbers)}"))
    return associations.register(by=values.pop("by", None) or scribe(), **values)


def representative(of: Association | None = None) -> User:
    made = user()
    of = of or association()
    is_first = not of.memberships.current().exists()
    role = Membership.Role.PRESIDENT if is_first else Membership.Role.BOARD
    memberships.join(of, user=made, role=role)
    return made


def full_association(**values: Any) -> Association:
    """An association with all fields."""
    profile: dict[str, Any] = {
        "purpose": text("تحسين الحي"), "seat": "حمرية، مكناس", "phone": "+212612345678", "email": "contact@example.org",
        "receipt_status": "final", "receipt_number": "12/2018", "receipt_authority": "باشوية مكناس", "themes": [theme()],
    }  # fmt: skip
    return association(**{**profile, **values})


def listed_association(**values: Any) -> Association:
    """An association in the public directory, with all fields."""
    made = full_association(**values)
    member = representative(made)
    associations.agree(made, by=member, version=made.version, in_directory=True, shows=list(Association.Shown.values))
    return publish_entry(made, by=staff("moderator"))


def publish_entry(association: Association, *, by: User) -> Association:
    """Its page in the directory, by somebody who has read what is there now."""
    return associations.publish(association, by=by, version=association.version, seen=WHAT_IS_THERE)


def publish_list(kind: str, *, by: User) -> Edition:
    """A reference list, by somebody who has read what is there now."""
    return reference.publish_list(kind, by=by, seen=WHAT_IS_THERE)


def theme(key: str = "schools_surroundings") -> Theme:
    return Theme.objects.get(key=key)


def unit(key: str = "meknes_district_2") -> PoliceUnit:
    return PoliceUnit.objects.get(key=key)


def meeting(by: User | None = None, **values: Any) -> Meeting:
    fields: dict[str, Any] = {
        "title": text("لقاء"),
        "venue": text("مقر الدائرة"),
        "held_on": dt.date(2018, 10, 17),
        "organiser": unit("meknes"),
        "unit": unit(),
    }
    return meetings.create(by=by or scribe(), **{**fields, **values})


def present(at: Meeting, **values: Any) -> Attendance:
    fields: dict[str, Any] = {"side": "police", "function": text("رئيس المنطقة")}
    return attendance.add(at, by=scribe(), **{**fields, **values})


def announced(by: User | None = None, **values: Any) -> Meeting:
    """An announced future meeting."""
    fields = {"held_on": timezone.localdate() + dt.timedelta(days=20), "starts_at": dt.time(10), **values}
    made = meeting(by, **fields)
    return announce(made, by=staff("head"))


def announce(made: Meeting, *, by: User, **options: Any) -> Meeting:
    """By somebody who has read what is there now."""
    return announcement.announce(made, by=by, seen=WHAT_IS_THERE, **options)


def invited(at: Meeting, of: Association | None = None) -> Registration:
    return registrations.invite(at, [of or association()], by=scribe())[0]


def registered(at: Meeting, of: Association | None = None, *, people: int = 1, **values: Any) -> Registration:
    return registrations.come(invited(at, of), people=people, **values)


def contribution(at: Meeting, **values: Any) -> Intervention:
    return contributions.contribute(at, by=scribe(), **{"text": text("مداخلة"), **values})


def demand(**values: Any) -> Demand:
    fields: dict[str, Any] = {"title": text("مطلب"), "registered_on": dt.date(2018, 10, 17), "themes": [theme()]}
    return ledger.register(by=scribe(), **{**fields, **values})


def follow_up(of: Demand | None = None, *, by: User, **wording: Any) -> FollowUp:
    """A draft that can be sent."""
    words: dict[str, Any] = {"move": "", "sentence": text("ندرس المطلب مع الجهة المختصة.")}
    draft = follow_ups.begin(of or demand(), by=by)
    return follow_ups.save(draft, by=by, version=draft.version, wording=follow_ups.Wording(**{**words, **wording}))


def approve_follow_up(draft: FollowUp, *, by: User) -> FollowUp:
    """By somebody who has read what is there now."""
    return approval.approve(draft, by=by, seen=WHAT_IS_THERE)


def sentence(**values: Any) -> PreparedSentence:
    """One that the cell has written."""
    return sentences.add(by=staff("editor"), **{"move": "study", "text": text("ندرس المطلب رقم {الرقم}."), **values})


def saved_view(by: User | None = None, **filters: str) -> SavedView:
    return saved_views.save(
        SavedView.Kind.DEMANDS, by=by or staff("editor"), name="عرض", filters=filters or {"view": "overdue"}
    )


def answered_demand(
    *asking: Association, editor: User | None = None, head: User | None = None, **values: Any
) -> Demand:
    """A public demand that ``asking`` raised, done and answered today."""
    made, editor = demand(**values), editor or staff("editor")
    for association in asking:
        mention(made, association)
    for move in ("start", "finish"):
        draft = follow_up(made, by=editor, move=move, answer=text("جواب") if move == "finish" else text(""))
        approve_follow_up(follow_ups.send(draft, by=editor), by=head or staff("head"))
    made.refresh_from_db()
    return made


def mention(of: Demand, association: Association, **values: Any) -> Mention:
    """In a public ledger."""
    fields: dict[str, Any] = {"said_on": of.registered_on, "source_kind": "meeting", "source_key": "2018-10-17"}
    made = ledger.mention(of, by=scribe(), association=association, **{**fields, **values})
    Mention.objects.filter(pk=made.pk).update(is_public=True)
    return made


def verified_association(**values: Any) -> Association:
    return associations.move(association(**values), by=staff("moderator"), move="verify")


def verdict(of: Demand, association: Association, *, by: User | None = None, **values: Any) -> Verdict:
    by = by or representative(association)
    return verdicts.give(
        of, association=association, by=by, **{"word": "partly", "sentence": "تحسن الوضع صباحا فقط.", **values}
    )


def publish_verdict(row: Verdict, *, by: User | None = None) -> Verdict:
    """By somebody who has read what is there now."""
    return verdicts.publish(row, by=by or staff("moderator"), seen=WHAT_IS_THERE)


def commitment_facts(**values: Any) -> dict[str, Any]:
    owner = Institution.objects.get(key="commune_meknes")
    return {"what": text("إصلاح الإنارة"), "owner_institution": owner, "due_on": dt.date(2027, 6, 30), **values}


def demand_point(at: Meeting, *, of: Demand | None = None, **values: Any) -> Point:
    fields: dict[str, Any] = {
        "kind": Point.Kind.DEMAND,
        "title": text("مطلب"),
        "themes": [theme()],
        "interventions": [contribution(at)] if "interventions" not in values else [],
        "demand": of,
        "new_demand": of is None,
    }
    return points.note_point(at, by=scribe(), **{**fields, **values})


def closed_meeting(by: User | None = None, **values: Any) -> Meeting:
    """A meeting with one demand point, ready for its report."""
    made = meeting(by, **values)
    meetings.move(made, by=by or scribe(), move="open")
    demand_point(made)
    return meetings.move(made, by=by or scribe(), move="close")


def report(at: Meeting | None = None, *, by: User) -> Report:
    return reports.draft(at or closed_meeting(), by=by)


def report_in_review(*, by: User, at: Meeting | None = None) -> Report:
    return submit(report(at, by=by), by=by)


def submit(report: Report, *, by: User, sentence: str = "") -> Report:
    """By an author who gives a reason for all that the gate finds in it. Most reports hold nothing that it finds."""
    try:
        return reports.submit(report, by=by, sentence=sentence)
    except findings.OpenFindings:
        keep_findings(pending_report(report), by=by)
        return reports.submit(report, by=by, sentence=sentence)


def keep_findings(pending: PendingPublication, *, by: User) -> None:
    """``by`` gives a reason for all that the gate finds in it."""
    for found in pending.open_findings:
        findings.answer(pending, mark=found.mark, by=by.pk, reason="mistaken")


def published_report(*, by: User, head: User, at: Meeting | None = None) -> Report:
    return approve(report_in_review(by=by, at=at), by=head)


def approve(report: Report, *, by: User) -> Report:
    """By somebody who has read what is there now."""
    return reports.approve(report, by=by, seen=WHAT_IS_THERE)


def read_report(report: Report, *, by: User) -> str:
    """The fingerprint of the report as it is now, on the page of somebody who may approve it."""
    return pending_report(Report.objects.get(pk=report.pk), approver=by).fingerprint


def having_read(report: Report) -> dict[str, str]:
    """What the approval form sends for the text as it is now, on the page of a head."""
    return {"has_read": "on", "seen": read_report(report, by=staff("head"))}


def photo(name: str = "photo.jpg") -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (2, 2), "green").save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def content(**words: Any) -> Content:
    return Content(**{"title": "إنارة", "text": "الزنقة مظلمة ليلا", "themes": (theme().key,), **words})


def concern(
    of: Association | None = None,
    *,
    by: User | None = None,
    kind: str = "concern",
    use: str = "public_named",
    language: str = "ar",
    files: Sequence[SimpleUploadedFile] = (),
    **words: Any,
) -> Concern:
    """A concern sent online by a member of the association."""
    of = of or association()
    current = Membership.objects.current().filter(association=of).first()
    by = by or (current.user if current else representative(of))
    key = sealing.new_browser_key()
    draft = drafts.begin(by=by, association=of, browser_key=key, draft_id=uuid.uuid4(), typed={})
    for file in files:
        drafts.attach(draft, by=by, browser_key=key, upload=file)
    written = answered(content(**words))
    return concerns.submit(draft, by=by, browser_key=key, kind=kind, use=use, language=language, content=written)


def answered(written: Content) -> Content:
    """The sender gives a reason for all that the gate finds in it."""
    return replace(
        written, answers=tuple(warnings.Answer(each.mark, "نحتاجه").encoded for each in warnings.about(written))
    )


def accepted_concern(**values: Any) -> Concern:
    made, moderator = concern(**values), staff("moderator")
    review.move(made, by=moderator, move="begin")
    if made.is_confidential:
        Opening.objects.create(concern=made, by=moderator)
    return review.move(made, by=moderator, move="accept", sentence="قُبل.")


def entered_concern(
    of: Association | None = None,
    *,
    by: User | None = None,
    use: str = "public_named",
    channel: str = "paper",
    files: Sequence[SimpleUploadedFile] = (),
    **words: Any,
) -> Concern:
    """A concern entered by the cell for an association."""
    examined = [concerns.File(examine(file), file.name) for file in files]
    submission = concerns.Submission(
        uuid.uuid4(), "concern", use, "ar", content(**words), channel=channel, files=examined
    )
    return concerns.enter(of or association(), submission, by=by or staff("moderator"))
