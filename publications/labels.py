"""Fixed words of a set report: what the codes of its schema are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REPORT_OF = {
    "open": _("Report of the open consultative meeting of %(day)s"),
    "by_invitation": _("Report of the consultative meeting by invitation of %(day)s"),
    "bilateral": _("Report of the bilateral meeting of %(day)s"),
    "thematic": _("Report of the thematic meeting of %(day)s"),
    "evaluation": _("Report of the evaluation meeting of %(day)s"),
}

MEETING_KINDS = {
    "open": _("Open consultative meeting"),
    "by_invitation": _("Consultative meeting by invitation"),
    "bilateral": _("Bilateral meeting"),
    "thematic": _("Thematic meeting"),
    "evaluation": _("Evaluation meeting"),
}

PARTS_OF_DAY = {"morning": _("In the morning"), "afternoon": _("In the afternoon"), "evening": _("In the evening")}

REQUESTERS = {"cell": _("The communication cell"), "association": _("An association")}

ROLES = {
    "attendee": _("Was present"),
    "facilitator": _("Facilitated the meeting"),
    "opener": _("Gave the opening contribution"),
    "facilitator_opener": _("Facilitated the meeting and gave the opening contribution"),
    "rapporteur": _("Took the minutes"),
}

POINT_KINDS = {
    "consensus": _("Point of consensus"),
    "concern": _("Concern"),
    "demand": _("Demand"),
    "recommendation": _("Recommendation"),
    "commitment": _("Commitment"),
    "decision": _("Decision"),
    "praise": _("Praise"),
}

SUBSTANCES = {
    "consensus": _("In substance, a point of consensus"),
    "concern": _("In substance, a concern"),
    "demand": _("In substance, a demand"),
    "recommendation": _("In substance, a recommendation"),
    "commitment": _("In substance, a commitment"),
    "decision": _("In substance, a decision"),
    "praise": _("In substance, praise"),
}

DEMAND_STATES = {
    "registered": _("Registered"),
    "studying": _("Under study"),
    "planned": _("Planned"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "partly_done": _("Partly done"),
    "continuing": _("Continuing action"),
    "referred": _("Referred to another body"),
    "not_possible": _("Not possible"),
    "postponed": _("Postponed"),
    "closed": _("Closed"),
    "reopened": _("Reopened"),
}

NOT_POSSIBLE = {
    "law": _("The law does not allow it"),
    "means": _("The means that it takes are not there now"),
    "operations": _("It would harm the safety of people or of an operation"),
    "already": _("What is asked exists in another form, named in the sentence"),
    "facts": _("The facts that it rests on were not found"),
}

COMMITMENT_STATES = {"promised": _("Promised"), "kept": _("Kept"), "dropped": _("Given up")}

WRITTEN_IN = {"ar": _("(in Arabic)"), "fr": _("(in French)"), "en": _("(in English)")}
