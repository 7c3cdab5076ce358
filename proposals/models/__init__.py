from proposals.models.concern_bulk import ConcernBulk, ConcernBulkRow, QueuePreference
from proposals.models.concern_drafts import Draft, DraftFile
from proposals.models.concern_merge import ConcernMerge
from proposals.models.concerns import (
    Concern,
    ConcernArea,
    ConcernFile,
    ConcernNote,
    ConcernStep,
    ConcernTheme,
    Opening,
)
from proposals.models.demands import Demand, DemandArea, DemandAuthor, DemandStep, DemandTheme, Mention, NotPossible
from proposals.models.digests import Digest, DigestAuthor, DigestLine, DigestStep
from proposals.models.follow_up import (
    Answer,
    Commitment,
    DemandNote,
    DraftedCommitment,
    FollowUp,
    FollowUpAuthor,
    FollowUpStep,
)
from proposals.models.merging import ChosenMention, LedgerChange, LedgerChangeAuthor, LedgerChangeStep
from proposals.models.published_concern import (
    PublicationStep,
    PublishedConcern,
    PublishedConcernArea,
    PublishedConcernAuthor,
    PublishedConcernTheme,
)
from proposals.models.reminder import PromiseKind, PromiseReminder
from proposals.models.saved_view import SavedView
from proposals.models.sentence import PreparedSentence
from proposals.models.similar import DemandKey, DemandVector
from proposals.models.voice import DemandLetter, Support, Verdict

__all__ = [
    "Answer",
    "ChosenMention",
    "Commitment",
    "Concern",
    "ConcernArea",
    "ConcernBulk",
    "ConcernBulkRow",
    "ConcernFile",
    "ConcernMerge",
    "ConcernNote",
    "ConcernStep",
    "ConcernTheme",
    "Demand",
    "DemandArea",
    "DemandAuthor",
    "DemandKey",
    "DemandLetter",
    "DemandNote",
    "DemandStep",
    "DemandTheme",
    "DemandVector",
    "Digest",
    "DigestAuthor",
    "DigestLine",
    "DigestStep",
    "Draft",
    "DraftFile",
    "DraftedCommitment",
    "FollowUp",
    "FollowUpAuthor",
    "FollowUpStep",
    "LedgerChange",
    "LedgerChangeAuthor",
    "LedgerChangeStep",
    "Mention",
    "NotPossible",
    "Opening",
    "PreparedSentence",
    "PromiseKind",
    "PromiseReminder",
    "PublicationStep",
    "PublishedConcern",
    "PublishedConcernArea",
    "PublishedConcernAuthor",
    "PublishedConcernTheme",
    "QueuePreference",
    "SavedView",
    "Support",
    "Verdict",
]
