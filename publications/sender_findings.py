"""Findings in what an association writes for the public: it mends the words, or says why they are needed, before it sends them (ADR 45).

The answers stand where those of the cell stand, so whoever approves the publication reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from publications import findings
from publications.findings import Finding, OpenFindings
from publications.models import AnsweredFinding
from publications.pending import PendingPublication
from publications.warnings import Kind

# Whether a theme or a count exposes somebody is for the cell to judge.
NOT_ASKED: Final = (Kind.SENSITIVE, Kind.FEW)
SENTENCE_LENGTH: Final = 300


def settle(pending: PendingPublication | None, *, by: int, because: Mapping[str, str], under: str = "") -> None:
    """Keep the answers of the sender. Raises :class:`~publications.findings.OpenFindings` for words without one.

    ``because``: sentences by the mark of the finding; ``under``: the only field that the sender has written. In the transaction that
    stores the words, which a refusal undoes.
    """
    if pending is None:
        return
    found = [each for each in pending.open_findings if each.kind not in NOT_ASKED and each.field.startswith(under)]
    still_open: list[Finding] = []
    for each in found:
        sentence = " ".join(because.get(each.mark, "").split())[:SENTENCE_LENGTH]
        if sentence:
            findings.keep(
                pending.main.kind,
                pending.main.key,
                mark=each.mark,
                by=by,
                reason=AnsweredFinding.Reason.NEEDED,
                sentence=sentence,
            )
        else:
            still_open.append(each)
    if still_open:
        raise OpenFindings(still_open, asked=found)
