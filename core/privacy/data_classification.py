"""Every column is classified as public, internal or personal (law 09-08). A test fails for an unclassified column.

``public``: may be published as it is. ``internal``: the cell's work, or technical. ``personal``: about a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

OURS = (
    "core",
    "publications",
    "reference",
    "accounts",
    "partners",
    "followers",
    "proposals",
    "consultations",
    "cooperation",
)

# Whole tables; the columns listed below take precedence.
TABLES = {
    "core.OutboxRow": "internal",
    "publications.Document": "public",
    "publications.FacetCount": "public",
    "publications.Edition": "public",
    "publications.Approval": "internal",
    "publications.AnsweredFinding": "internal",
    "publications.Rendering": "public",
    "publications.PrerenderedParts": "public",
    "reference.Theme": "public",
    "reference.Area": "public",
    "reference.PoliceUnit": "public",
    "reference.Institution": "public",
    "reference.Helpline": "public",
    "accounts.HeldFunction": "internal",
    "accounts.Refusal": "internal",
    "accounts.RefusalCount": "internal",
    "accounts.FactorReset": "internal",
    "followers.Change": "internal",
    "followers.ChangesRead": "internal",
    "proposals.DemandVector": "internal",
    "proposals.DemandKey": "internal",
    "proposals.FollowUp": "internal",
    "proposals.Commitment": "internal",
    "proposals.DraftedCommitment": "internal",
    "proposals.Answer": "internal",
    "proposals.PreparedSentence": "internal",
    "proposals.LedgerChange": "internal",
    "proposals.Digest": "internal",
    "proposals.DigestLine": "internal",
    "proposals.ChosenMention": "internal",
    "proposals.PromiseReminder": "internal",
    "consultations.Series": "internal",
    "consultations.Carriage": "internal",
    "consultations.Axis": "internal",
    "consultations.ReportedPoint": "internal",
    "consultations.AgendaItem": "internal",
    "consultations.AxisRun": "internal",
    "consultations.DraftedSentence": "internal",
}
COLUMNS = {
    # ``mark``: a keyed hash of words that may name somebody. The sentence may name the person again.
    "publications.AnsweredFinding": {"personal": "mark sentence by_id"},
    "core.StoredFile": {
        "personal": "shown_name",
        "internal": "id name media_type extension size sha256 verdict sealed_with is_locked made_at scanned_at",
    },
    # The holder is an account, an association, or the hash of a network or mailbox.
    "core.Usage": {"personal": "holder", "internal": "id day files size"},
    "core.ParkedForm": {"personal": "user_id locked", "internal": "id path made_at"},
    "accounts.User": {
        "personal": "email name password last_login language joined_at folded",
        "internal": "id is_active is_superuser session_number",
    },
    "accounts.HeldFunction": {"personal": "user"},
    "accounts.Refusal": {"personal": "user"},
    "accounts.RefusalCount": {"personal": "user"},
    "accounts.FactorReset": {"personal": "user asked_by approved_by withdrawn_by"},
    "partners.Association": {
        "public": "key",
        # A telephone and an e-mail address are often those of a person.
        "personal": "phone email",
        "internal": "id version name name_stems purpose seat receipt_status receipt_number receipt_date receipt_authority "
        "receipt_scan in_directory shows state state_reason registered_at waits_since folded",
    },
    "partners.AssociationStep": {"personal": "by sentence", "internal": "id association kind at facts"},
    "partners.Invitation": {
        "personal": "email role association invited_by used_by",
        "internal": "id language nonce token_hash made_at expires_at used_at revoked_at",
    },
    "partners.InvitationMail": {"personal": "invitation by", "internal": "id at"},
    "partners.Membership": {"personal": "association user role since until", "internal": "id"},
    "partners.GuideChapter": {
        "public": "key place title summary text awaits_jurist change_note",
        "internal": "id version state",
    },
    # The charter and the words of a network are public once they are approved; who belongs to it where it chose so.
    "cooperation.Network": {
        "public": "key title summary charter consent_rule founded_on change_note",
        "internal": "id version state coordinator coordinates_until is_demonstration",
    },
    "cooperation.NetworkStep": {"personal": "by sentence", "internal": "id network move at"},
    "cooperation.NetworkMembership": {
        "personal": "asked_by answered_by sentence",
        "internal": "id network association state shows_name asked_on joined_on left_on",
    },
    # What members discuss is theirs alone until they send it.
    "cooperation.JointText": {
        "internal": "id key version state stage round network purpose title text demand asked_on answer_until concern is_demonstration change_note",
    },
    "cooperation.JointTextStep": {"personal": "by sentence", "internal": "id text move at"},
    "cooperation.Consent": {
        "personal": "by",
        "internal": "id text round membership reply at shows_name marked",
    },
    "partners.GuideStep": {"personal": "by sentence", "internal": "id chapter move at"},
    "partners.GuideSuggestion": {
        "personal": "by after reason answer decided_by",
        "internal": "id chapter association at edition language before is_thanked state decided_at",
    },
    "cooperation.MediaOutlet": {
        "personal": "name contact_name email about",
        "internal": "id language state is_demonstration asked_at",
    },
    "cooperation.MediaOutletStep": {"personal": "by sentence", "internal": "id outlet move at"},
    "cooperation.PressKit": {
        "public": "key summary contact phone email embargo_until change_note",
        "personal": "signed_by",
        "internal": "id version state report signed_seen",
    },
    "cooperation.PressKitStep": {"personal": "by sentence", "internal": "id kit move at"},
    "cooperation.PressKitLink": {"internal": "id kit outlet nonce token_hash expires_at made_at"},
    "cooperation.PressKitOpening": {"personal": "link part at", "internal": "id"},
    # The address of a contact is often that of a person. Message and answer may be about a concern.
    "cooperation.InstitutionContact": {
        "personal": "function email",
        "internal": "id institution language is_current added_at",
    },
    "cooperation.InstitutionRequest": {
        "personal": "contact message answer",
        "internal": "id kind concern demand meeting state nonce token_hash sent_at expires_at",
    },
    "cooperation.InstitutionRequestStep": {"personal": "by", "internal": "id request move at"},
    "cooperation.Partnership": {
        "public": "key title objective starts_on ends_on renewal change_note",
        "internal": "id version state renewed_from offered_at is_public is_demonstration",
    },
    "cooperation.PartnershipStep": {"personal": "by sentence", "internal": "id partnership move at"},
    "cooperation.PartnershipParty": {
        "public": "unit institution association signed_as signed_on brings",
        "personal": "agreed_by refusal",
        "internal": "id partnership place agreed_to agreed_at",
    },
    "cooperation.Deliverable": {
        "public": "party what due_on first_due_on amount done_amount done_on evidence evidence_url dropped_on drop_reason",
        "internal": "id partnership",
    },
    "cooperation.Delivery": {
        "personal": "by sentence answer decided_by",
        "internal": "id deliverable at done_amount url state decided_at",
    },
    "cooperation.PartnershipReminder": {"internal": "id partnership deliverable occasion due_on told_on"},
    "partners.NewsPreference": {"personal": "user how_often", "internal": "id"},
    "partners.WaitingNews": {"personal": "user reference since", "internal": "id"},
    "partners.MobileNumber": {"personal": "user number asked_at confirmed_at", "internal": "id"},
    # The address is encrypted. What somebody follows may say where that person lives.
    "followers.FollowRequest": {
        "personal": "mark locked_address kind key",
        "internal": "id language period nonce token_hash asked_at",
    },
    "followers.Follower": {
        "personal": "mark locked_address",
        "internal": "id language period nonce token_hash told_until next_on",
    },
    "followers.Follow": {"personal": "follower kind key", "internal": "id after"},
    "proposals.Demand": {
        "personal": "owner_person",
        "internal": "id version number title details state registered_on owner_unit owner_institution due_on answered_on "
        "updated_on promise_on words merged_into is_registered_outside is_demonstration",
    },
    "proposals.DemandStep": {"internal": "id demand on state sentence body reason"},
    "proposals.FollowUpStep": {"personal": "by sentence", "internal": "id follow_up move at"},
    "proposals.LedgerChangeStep": {"personal": "by sentence", "internal": "id change move at"},
    "proposals.DigestStep": {"personal": "by sentence", "internal": "id digest move at"},
    # Who sent a concern without its name is known to the cell alone; the wording begins with the text as received.
    "proposals.PublishedConcern": {
        "personal": "title text suggestion answer change_note",
        "internal": "id version concern key state shows_name meeting_key is_demonstration published_on answered_on",
    },
    "proposals.PublicationStep": {"personal": "by sentence", "internal": "id published move at"},
    "proposals.DemandNote": {"personal": "by text", "internal": "id demand at"},
    "proposals.SavedView": {"personal": "user name filters", "internal": "id kind"},
    # An association that is not named is known to the cell alone; the sentence may name anybody.
    "proposals.Verdict": {
        "personal": "given_by decided_by sentence refusal",
        "internal": "id answer association word language shows_name asks_reopening given_at state decided_at",
    },
    "proposals.DemandLetter": {"personal": "by text", "internal": "id demand association is_from_cell at"},
    "proposals.Support": {"personal": "made_by", "internal": "id demand association shows_name made_at"},
    "proposals.Mention": {
        "internal": "id demand origin said_on day_known source_kind source_key source_title published_as association shows_name is_counted is_public",
    },
    # The author of an association's concern is known to the association and the cell; the text may name anybody.
    "proposals.Concern": {
        "personal": "submitted_by title text suggestion place sealed folded urgency_decided_by assignee assigned_by",
        "internal": "id reference submission follow_hash association channel received_at kind use language since times "
        "sealed_with state due_at follow_round is_urgent urgency_decided_at answered_at answered_in_public_at merged_into "
        "assigned_at hidden_at",
    },
    # How a body is reached stands in sentences to associations, not in the published lists.
    "reference.PoliceUnit": {"internal": "number url address"},
    "reference.Institution": {"internal": "number url address"},
    "proposals.ConcernBulk": {"personal": "by person sentence", "internal": "id at act reason body theme"},
    "proposals.ConcernBulkRow": {"internal": "id bulk concern seen_step seen_assignee outcome why themes_before"},
    "proposals.QueuePreference": {"personal": "user", "internal": "is_tight"},
    "proposals.ConcernStep": {
        "personal": "by sentence sealed",
        "internal": "id concern move state at is_from_cell reason body helpline unit sealed_with",
    },
    "proposals.ConcernNote": {"personal": "by text sealed", "internal": "id concern at sealed_with"},
    "proposals.ConcernMerge": {
        "personal": "merged_by undone_by",
        "internal": "id part whole merged_at undone_at added removed",
    },
    "proposals.Opening": {"personal": "by", "internal": "id concern file step at"},
    "proposals.ConcernFile": {"personal": "sealed_name", "internal": "id concern stored position"},
    "proposals.Draft": {"personal": "user locked", "internal": "id association version made_at saved_at"},
    "proposals.DraftFile": {"personal": "locked_name", "internal": "id draft stored added_at"},
    "consultations.Meeting": {
        "internal": "id version key title kind series number_in_series requester requesting_association requesting_institution "
        "requesting_body requester_agrees level organiser organising_institution organising_body organised_with unit venue held_on "
        "day_known declared_contributions counts_are_estimates part_of_day starts_at ends_at declared_people declared_associations declared_women state state_sentence "
        "is_demonstration capacity invitation_rule map_url takes_registrations answers_until opened_at closed_at revision "
        "public_sentence folded",
    },
    "consultations.Attendance": {
        "personal": "name is_woman arrived_at left_at folded",
        "internal": "id version meeting position side function is_acting on_behalf_of attended role chair unit institution association "
        "association_name shows_association "
        "name_is_public is_group people women registration is_walk_in uid",
    },
    "consultations.Intervention": {
        "personal": "speaker_label sealed",
        "internal": "id version meeting position axis kind speaker is_collective text uid revision said_at sealed_with",
    },
    "consultations.ContributionOpening": {"personal": "by", "internal": "id intervention at"},
    "consultations.Operation": {"personal": "by", "internal": "uid meeting kind answer at"},
    "consultations.Registration": {
        "personal": "organisation contact_function email phone made_by association folded",
        "internal": "id meeting language people women state is_invited made_at answered_at queued_at nonce token_hash code",
    },
    # Who asked to speak and when; persons are given by function or association.
    "consultations.Turn": {
        "personal": "speaker label",
        "internal": "id uid meeting position asked_at started_at ended_at stood_down_at",
    },
    "consultations.Point": {
        "internal": "id version meeting position kind substance title text demand owner_unit owner_institution owner_body starts_on "
        "due_on figure_value figure_unit figure_period figure_source about_demand about_meeting uid revision",
    },
    "consultations.Report": {
        "internal": "id version meeting state title lead opening conclusion change_note",
    },
    "consultations.ReportStep": {"internal": "id report move at sentence", "personal": "by"},
    "cooperation.Training": {
        "public": "key topic title summary outcomes audience venue area taught_in access capacity share enrol_until needed_sessions "
        "is_demonstration change_note",
        "internal": "id version state",
    },
    "cooperation.TrainingStep": {"personal": "by sentence", "internal": "id training move at"},
    "cooperation.TrainingSession": {"public": "day starts_at ends_at title trainer", "internal": "id version training"},
    # Who takes part is known to the association and the cell alone.
    "cooperation.Enrolment": {
        "personal": "participant association made_by",
        "internal": "id training state made_at answered_at queued_at nonce token_hash code",
    },
    "cooperation.SessionPresence": {"personal": "enrolment by at", "internal": "id session"},
    "cooperation.TrainingFeedback": {"personal": "enrolment word at", "internal": "id"},
    "cooperation.Certificate": {
        "personal": "enrolment issued_by ended_by sentence",
        "public": "title sessions sessions_held minutes issued_on state reason ended_on",
        "internal": "id code replaces",
    },
    # An association’s programme is known to the cell and to it until it is published.
    "cooperation.Programme": {
        "internal": "id key version title summary state audiences begins_on ends_on progress brings materials done people_reached "
        "association institution is_demonstration meets change_note",
    },
    "cooperation.ProgrammeStep": {"personal": "by sentence", "internal": "id programme move at"},
    # The hour at which minors are in a school is never published.
    "cooperation.ProgrammeSession": {
        "internal": "id version programme key day starts_at ends_at area institution place is_place_hidden people_reached "
        "is_called_off meant",
    },
    "cooperation.ProgrammeReport": {
        "personal": "by text answer decided_by",
        "internal": "id programme at language people_reached progress state decided_at",
    },
    "cooperation.Convergence": {
        "internal": "id first second reasons shared_from shared_until found_at state offer sentence first_agreed second_agreed "
        "shown_again_on joint",
    },
    "cooperation.ConvergenceStep": {"personal": "by sentence", "internal": "id convergence move side at"},
}


def our_models() -> Iterator[type[Model]]:
    """Models of our apps, without pghistory's event models, whose columns have the class of the copied column."""
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            if not model._meta.proxy and not hasattr(model, "pgh_tracked_model"):
                yield model


def class_of(model: type[Model], column: str) -> str | None:
    """``public``, ``internal``, ``personal``, or ``None`` for an unclassified column."""
    label = model._meta.label
    for kind, names in COLUMNS.get(label, {}).items():
        if column in names.split():
            return kind
    return TABLES.get(label)
