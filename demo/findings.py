"""Why the editor of the demonstration keeps what the gate finds in its texts, said before they are sent to the head."""

from __future__ import annotations

from accounts.models import User
from publications import findings
from publications.models import AnsweredFinding
from publications.pending import PendingPublication
from publications.warnings import Kind

Reason = AnsweredFinding.Reason
REASONS: dict[Kind, tuple[Reason, str]] = {
    Kind.SENSITIVE: (Reason.NEEDED, "موضوع عام: لا يُذكر أي شخص ولا أي حالة بعينها."),
    Kind.FEW: (Reason.OFFICIAL, "عدد مسؤولين حضروا بصفتهم."),
    Kind.PHONE: (Reason.PUBLIC, "رقم مكتب السوق المعلن للعموم، وليس رقم شخص. (مثال)"),
}


def keep(pending: PendingPublication, *, by: User) -> None:
    for found in pending.open_findings:
        reason, sentence = REASONS[found.kind]
        findings.answer(pending, mark=found.mark, by=by.pk, reason=reason, sentence=sentence)
