"""States of demands, follow-ups, commitments, concerns and their publication, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move
from publications.labels import COMMITMENT_STATES, DEMAND_STATES


class DemandState(models.TextChoices):
    """*Overdue* is not a state: it is computed from the date."""

    REGISTERED = "registered", DEMAND_STATES["registered"]
    STUDYING = "studying", DEMAND_STATES["studying"]
    PLANNED = "planned", DEMAND_STATES["planned"]
    IN_PROGRESS = "in_progress", DEMAND_STATES["in_progress"]
    DONE = "done", DEMAND_STATES["done"]
    PARTLY_DONE = "partly_done", DEMAND_STATES["partly_done"]
    CONTINUING = "continuing", DEMAND_STATES["continuing"]
    REFERRED = "referred", DEMAND_STATES["referred"]
    NOT_POSSIBLE = "not_possible", DEMAND_STATES["not_possible"]
    POSTPONED = "postponed", DEMAND_STATES["postponed"]
    CLOSED = "closed", DEMAND_STATES["closed"]
    REOPENED = "reopened", DEMAND_STATES["reopened"]


D = DemandState
WAITING = (D.REGISTERED, D.STUDYING, D.REOPENED)
WORKING = (D.PLANNED, D.IN_PROGRESS, D.CONTINUING, D.POSTPONED)
ANSWERED = (D.DONE, D.PARTLY_DONE, D.REFERRED, D.NOT_POSSIBLE)
OPEN = (*WAITING, *WORKING)

FOLLOW_UP = Machine(
    (
        Move("study", (D.REGISTERED, D.REOPENED, D.POSTPONED), D.STUDYING, _("Study"), needs_sentence=True),
        Move("plan", (*WAITING, D.POSTPONED), D.PLANNED, _("Plan"), needs_sentence=True),
        Move("start", (*WAITING, D.PLANNED, D.POSTPONED), D.IN_PROGRESS, _("Start"), needs_sentence=True),
        Move("continue", (*WAITING, D.PLANNED, D.IN_PROGRESS), D.CONTINUING, _("Make continuing"), needs_sentence=True),
        Move(
            "finish",
            (D.PLANNED, D.IN_PROGRESS, D.PARTLY_DONE, D.CONTINUING),
            D.DONE,
            _("Mark as done"),
            needs_sentence=True,
        ),
        Move("finish_partly", (D.PLANNED, D.IN_PROGRESS), D.PARTLY_DONE, _("Mark as partly done"), needs_sentence=True),
        Move("refer", (*WAITING, *WORKING), D.REFERRED, _("Refer"), needs_sentence=True),
        Move("decline", (*WAITING, *WORKING), D.NOT_POSSIBLE, _("Declare not possible"), needs_sentence=True),
        Move("postpone", (*WAITING, D.PLANNED, D.IN_PROGRESS), D.POSTPONED, _("Postpone"), needs_sentence=True),
        Move("close", (*ANSWERED, D.CONTINUING), D.CLOSED, _("Close"), needs_sentence=True),
        Move("reopen", (*ANSWERED, D.CLOSED), D.REOPENED, _("Reopen"), needs_sentence=True),
    )
)


class FollowUpState(models.TextChoices):
    """Of a drafted change of a demand."""

    DRAFTING = "drafting", pgettext_lazy("follow-up", "drafting")
    IN_REVIEW = "in_review", pgettext_lazy("follow-up", "in review")
    RETURNED = "returned", pgettext_lazy("follow-up", "returned")
    PUBLISHED = "published", pgettext_lazy("follow-up", "published")
    DISCARDED = "discarded", pgettext_lazy("follow-up", "discarded")


F = FollowUpState

FOLLOW_UP_DRAFT = Machine(
    (
        Move("send", (F.DRAFTING, F.RETURNED), F.IN_REVIEW, _("Send for approval")),
        Move("return", (F.IN_REVIEW,), F.RETURNED, _("Return to the writer"), needs_sentence=True),
        Move("take_back", (F.IN_REVIEW,), F.DRAFTING, _("Take back the draft")),
        Move("publish", (F.IN_REVIEW,), F.PUBLISHED, _("Approve and publish")),
        Move("discard", (F.DRAFTING, F.RETURNED), F.DISCARDED, _("Discard")),
    )
)


class PublicationState(models.TextChoices):
    """Of the public wording of a concern."""

    DRAFTING = "drafting", pgettext_lazy("published concern", "drafting")
    IN_REVIEW = "in_review", pgettext_lazy("published concern", "in review")
    RETURNED = "returned", pgettext_lazy("published concern", "returned")
    PUBLISHED = "published", pgettext_lazy("published concern", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("published concern", "withdrawn")
    DISCARDED = "discarded", pgettext_lazy("published concern", "discarded")


P = PublicationState
PUBLICATION = Machine(
    (
        Move("submit", (P.DRAFTING, P.RETURNED), P.IN_REVIEW, _("Send to review")),
        Move("take_back", (P.IN_REVIEW,), P.DRAFTING, _("Take back the draft")),
        Move("return", (P.IN_REVIEW,), P.RETURNED, _("Return with a comment"), needs_sentence=True),
        Move("approve", (P.IN_REVIEW,), P.PUBLISHED, _("Approve and publish")),
        Move("discard", (P.DRAFTING, P.RETURNED), P.DISCARDED, _("Discard")),
        Move("correct", (P.PUBLISHED,), P.DRAFTING, _("Start a correction"), needs_sentence=True),
        Move(
            "withdraw",
            (P.PUBLISHED, P.DRAFTING, P.RETURNED, P.IN_REVIEW),
            P.WITHDRAWN,
            _("Withdraw"),
            needs_sentence=True,
        ),
        Move("redraft", (P.WITHDRAWN, P.DISCARDED), P.DRAFTING, _("Draft again")),
    )
)


class CommitmentState(models.TextChoices):
    """*Late* is not here: it is computed from the date, never set."""

    PROMISED = "promised", COMMITMENT_STATES["promised"]
    KEPT = "kept", COMMITMENT_STATES["kept"]
    DROPPED = "dropped", COMMITMENT_STATES["dropped"]


class ConcernState(models.TextChoices):
    """A draft is not a state: drafts are rows of another model."""

    SUBMITTED = "submitted", pgettext_lazy("concern", "submitted")
    UNDER_REVIEW = "under_review", pgettext_lazy("concern", "under review")
    AWAITING = "awaiting", pgettext_lazy("concern", "awaiting clarification")
    ACCEPTED = "accepted", pgettext_lazy("concern", "accepted")
    ANSWERED = "answered", pgettext_lazy("concern", "answered")
    DECLINED = "declined", pgettext_lazy("concern", "declined")
    REFERRED = "referred", pgettext_lazy("concern", "referred to another body")
    MERGED = "merged", pgettext_lazy("concern", "merged")
    WITHDRAWN = "withdrawn", pgettext_lazy("concern", "withdrawn")


C = ConcernState
UNDECIDED = (C.SUBMITTED, C.UNDER_REVIEW, C.AWAITING)
DECIDED = (C.ACCEPTED, C.ANSWERED, C.DECLINED, C.REFERRED, C.MERGED)

CONCERN = Machine(
    (
        Move("begin", (C.SUBMITTED,), C.UNDER_REVIEW, _("Start the review")),
        Move("accept", (*UNDECIDED, C.DECLINED, C.REFERRED), C.ACCEPTED, _("Accept"), needs_sentence=True),
        # Private: the association alone reads it. What keeps the promise of a public answer: proposals.concerns.answers.
        Move("answer", (*UNDECIDED, C.ACCEPTED), C.ANSWERED, _("Answer the association"), needs_sentence=True),
        Move("ask", (C.SUBMITTED, C.UNDER_REVIEW), C.AWAITING, _("Ask for clarification"), needs_sentence=True),
        Move("decline", UNDECIDED, C.DECLINED, _("Decline"), needs_sentence=True),
        Move(
            "refer", (*UNDECIDED, C.ACCEPTED, C.ANSWERED), C.REFERRED, _("Refer to another body"), needs_sentence=True
        ),
        Move(
            "merge",
            (*UNDECIDED, C.ACCEPTED, C.ANSWERED),
            C.MERGED,
            _("Merge with another submission"),
            needs_sentence=True,
        ),
        Move("unmerge", (C.MERGED,), C.UNDER_REVIEW, _("Undo the merge"), needs_sentence=True),
        Move("reply", (C.AWAITING,), C.UNDER_REVIEW, _("Answer the question"), needs_sentence=True),
        # Hate and spam: declined, and read only on purpose (Concern.hidden_at).
        Move(
            "hide",
            (*UNDECIDED, C.ACCEPTED, C.ANSWERED, C.DECLINED, C.REFERRED),
            C.DECLINED,
            _("Hide (hate or spam)"),
            needs_sentence=True,
        ),
        Move("unhide", (C.DECLINED,), C.UNDER_REVIEW, _("Bring back what is hidden"), needs_sentence=True),
        # Once for each decision: proposals.concerns.contests.
        Move("contest", DECIDED, C.UNDER_REVIEW, _("Contest the decision"), needs_sentence=True),
        Move("withdraw", (*UNDECIDED, C.ACCEPTED, C.ANSWERED), C.WITHDRAWN, _("Withdraw")),
    )
)
DECISIONS = ("accept", "answer", "decline", "refer", "merge", "hide")
OF_THE_CELL = ("begin", "accept", "answer", "ask", "decline", "refer", "hide", "unhide")
"""Moves of :func:`proposals.concerns.review.move`."""
OF_MERGES = ("merge", "unmerge")
"""Moves of the cell that concern two rows: :mod:`proposals.concerns.merging`."""
TOLD_OF_OTHERS = ("joined", "parted", "followed")
"""What an association reads because of another concern: no word of the cell to it, so that it answers nothing."""
OF_THE_ASSOCIATION = ("reply", "contest", "withdraw")
