"""What the codes of kinds and states are called: on web pages, in PDF files, in the office, in mails and for scripts.

The choices of the models take their labels from here. They are written as in the middle of a sentence; where a label stands alone,
``capfirst`` is put around it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.quarters import Quarter
from core.text import formats
from core.text.partial_days import PartialDay

REPORT_OF = {
    "open": _("Report of the open consultative meeting of %(day)s"),
    "consultative": _("Report of the consultative meeting of %(day)s"),
    "by_invitation": _("Report of the consultative meeting by invitation of %(day)s"),
    "bilateral": _("Report of the bilateral meeting of %(day)s"),
    "thematic": _("Report of the thematic meeting of %(day)s"),
    "evaluation": _("Report of the evaluation meeting of %(day)s"),
    "outreach": _("Report of the outreach meeting of %(day)s"),
    "working": _("Report of the working meeting of %(day)s"),
    "enlarged": _("Report of the enlarged meeting of %(day)s"),
    "reception": _("Report of the reception of %(day)s"),
}

# Of a meeting of which not even the day is known.
REPORT_OF_UNDATED = _("Report: %(kind)s, %(date)s")

MEETING_KINDS = {
    "open": _("open consultative meeting"),
    "consultative": _("consultative meeting"),
    "by_invitation": _("meeting by invitation"),
    "bilateral": _("bilateral meeting"),
    "thematic": _("thematic meeting"),
    "evaluation": _("evaluation meeting"),
    "outreach": _("outreach meeting"),
    "working": _("working meeting"),
    "enlarged": _("enlarged meeting"),
    "reception": _("reception of a delegation"),
}

MEETING_STATES = {
    "draft": pgettext_lazy("meeting", "draft"),
    "announced": pgettext_lazy("meeting", "announced"),
    "in_session": pgettext_lazy("meeting", "in session"),
    "closed": pgettext_lazy("meeting", "closed"),
    "postponed": pgettext_lazy("meeting", "postponed"),
    "cancelled": pgettext_lazy("meeting", "cancelled"),
}

# Another fact, not another word: readers are told that a meeting took place, the office whether its session is closed.
MEETING_STATES_FOR_READERS = {code: label for code, label in MEETING_STATES.items() if code != "draft"} | {
    "closed": pgettext_lazy("meeting", "held"),
    # Announced, and its hours have passed (publications/meeting_times.py): no report says yet what became of it.
    "passed": pgettext_lazy("meeting", "date passed"),
}

PARTS_OF_DAY = {
    "morning": _("In the morning"),
    "afternoon": _("In the afternoon"),
    "evening": _("In the evening"),
    "night": _("At night"),
}

REQUESTERS = {
    "cell": _("The communication cell"),
    "association": _("An association"),
    "institution": _("Another authority or body"),
}

# Beside the role: whoever chairs may also open the meeting, or facilitate it.
CHAIRS = {"chaired": _("Chaired the meeting"), "elected": _("Chaired the meeting, elected by those present")}

# Of those who were invited and did not come.
ATTENDED = {
    "present": _("present"),
    "excused": _("excused"),
    "absent": _("invited, did not come"),
}

ROLES = {
    "attendee": _("Was present"),
    "facilitator": _("Facilitated the meeting"),
    "opener": _("Gave the opening contribution"),
    "facilitator_opener": _("Facilitated the meeting and gave the opening contribution"),
    "rapporteur": _("Took the minutes"),
}

POINT_KINDS = {
    "consensus": _("point of consensus"),
    "concern": _("concern"),
    "demand": _("demand"),
    "recommendation": _("recommendation"),
    "commitment": _("commitment"),
    "decision": _("decision"),
    "praise": _("praise"),
    "figure": _("figure"),
    "progress": _("progress on an earlier matter"),
    "exchange": _("exchange of views"),
}

SUBSTANCES = {
    "consensus": _("In substance, a point of consensus"),
    "concern": _("In substance, a concern"),
    "demand": _("In substance, a demand"),
    "recommendation": _("In substance, a recommendation"),
    "commitment": _("In substance, a commitment"),
    "decision": _("In substance, a decision"),
    "praise": _("In substance, praise"),
    "figure": _("In substance, a figure"),
    "progress": _("In substance, progress on an earlier matter"),
    "exchange": _("In substance, an exchange of views"),
}

DEMAND_STATES = {
    "registered": pgettext_lazy("demand", "registered"),
    "studying": pgettext_lazy("demand", "under study"),
    "planned": pgettext_lazy("demand", "planned"),
    "in_progress": pgettext_lazy("demand", "in progress"),
    "done": pgettext_lazy("demand", "done"),
    "partly_done": pgettext_lazy("demand", "partly done"),
    "continuing": pgettext_lazy("demand", "continuing action"),
    "referred": pgettext_lazy("demand", "referred to another body"),
    "not_possible": pgettext_lazy("demand", "not possible"),
    "postponed": pgettext_lazy("demand", "postponed"),
    "closed": pgettext_lazy("demand", "closed"),
    "reopened": pgettext_lazy("demand", "reopened"),
}

# *Overdue* is no state: it is computed from the date.
DEMAND_RELATIONS = {
    "absorbed": _("was merged into this demand"),
    "merged_into": _("this demand was merged into it"),
    "split_off": _("was split from this demand"),
    "split_from": _("this demand was split from it"),
}
DEMAND_STATES_AND_OVERDUE = DEMAND_STATES | {"overdue": pgettext_lazy("demand", "overdue")}

ASSOCIATION_STATES = {
    "pending": pgettext_lazy("association", "pending"),
    "verified": pgettext_lazy("association", "verified"),
    "not_verified": pgettext_lazy("association", "not verified"),
    "suspended": pgettext_lazy("association", "account suspended"),
}

NOT_POSSIBLE = {
    "law": _("The law does not allow it"),
    "means": _("The means that it takes are not there now"),
    "operations": _("It would harm the safety of people or of an operation"),
    "already": _("What is asked exists in another form, named in the sentence"),
    "facts": _("The facts that it rests on were not found"),
}

# What became of a published concern.
CONCERN_STATES = {
    "accepted": pgettext_lazy("published concern", "taken up by the cell"),
    "agenda": pgettext_lazy("published concern", "on the agenda of a meeting"),
    "demand": pgettext_lazy("published concern", "became a demand"),
    "referred": pgettext_lazy("published concern", "referred to another body"),
    "answered": pgettext_lazy("published concern", "answered in public"),
}
# The signs of a demand's states that stand for them.
CONCERN_SHAPES = {
    "accepted": "registered",
    "agenda": "planned",
    "demand": "in_progress",
    "referred": "referred",
    "answered": "done",
}
CONCERN_NATURES = {
    "concern": pgettext_lazy("published", "concern"),
    "proposal": pgettext_lazy("published", "proposal"),
    "observation": pgettext_lazy("published", "observation"),
}

COMMITMENT_STATES = {"promised": _("Promised"), "kept": _("Kept"), "dropped": _("Given up")}

# Of associations, on an answer to what they asked.
VERDICTS = {
    "solved": pgettext_lazy("verdict", "solved"),
    "partly": pgettext_lazy("verdict", "partly solved"),
    "not_solved": pgettext_lazy("verdict", "not solved"),
}

# The sign of a demand's state that stands for a verdict.
VERDICT_SHAPES = {"solved": "done", "partly": "partly_done", "not_solved": "not_possible"}

QUARTERS = {
    1: _("first quarter of %(year)s"),
    2: _("second quarter of %(year)s"),
    3: _("third quarter of %(year)s"),
    4: _("fourth quarter of %(year)s"),
}
DIGEST_OF = _("You said, we did: %(quarter)s")


def quarter_name(quarter: Quarter) -> str:
    """In the active language."""
    return QUARTERS[quarter.number] % {"year": quarter.year}


# What had not come by a promised day.
LATE = {
    "answer": _("No answer was given by the promised day, %(day)s."),
    "date": _("The announced day, %(day)s, passed and it is not done."),
    "commitment": _("What was promised for %(day)s is not done."),
}

WRITTEN_IN = {"ar": _("(in Arabic)"), "fr": _("(in French)"), "en": _("(in English)")}


def report_of(kind: str, when: PartialDay, language: str) -> str:
    """What a report is called above its title and where it is cited. Use it while ``language`` is the active language."""
    if when.whole:
        return REPORT_OF[kind] % {"day": formats.day(when.whole, language)}
    return REPORT_OF_UNDATED % {"kind": MEETING_KINDS[kind], "date": when.told(language)}


GUIDE = _("Participatory guide")
AWAITS_JURIST = _("This text is still to be reviewed by a jurist. It does not replace the advice of a lawyer.")

NETWORK = _("Network of associations")
LEDGER_RULE = _(
    "Each verified association that agreed counts as one that asks for this demand, and only once, whatever else it said about it. The network is not counted as well."
)
CONSENT_RULES = {
    "all": _("all members"),
    "two_thirds": _("two thirds of the members"),
    "majority": _("more than half of the members"),
}
TRAINING_TOPICS = {
    "legal": pgettext_lazy("topic", "law"),
    "human_rights": pgettext_lazy("topic", "human rights"),
    "drug_prevention": pgettext_lazy("topic", "prevention of drug use"),
    "child_protection": pgettext_lazy("topic", "protection of children"),
    "mediation": pgettext_lazy("topic", "mediation"),
    "writing": pgettext_lazy("topic", "writing a concern"),
    "other": pgettext_lazy("topic", "another topic"),
}
TRAINING_FEEDBACK = {
    "will_use": _("I will use it"),
    "too_short": _("useful, but too short"),
    "not_useful": _("not useful to me"),
}
PROGRAMMES = _("Awareness programmes")
AUDIENCES = {
    "primary": _("pupils of primary schools"),
    "middle": _("pupils of middle schools"),
    "high": _("pupils of high schools"),
    "students": _("students and trainees"),
    "families": _("families"),
    "teachers": _("teachers and school staff"),
    "drivers": _("drivers and riders"),
    "traders": _("shopkeepers"),
    "women": pgettext_lazy("audience", "women"),
    "elderly": _("elderly people"),
    "everybody": _("everybody"),
}
PROGRAMME_STATES = {
    "planned": pgettext_lazy("programme", "planned"),
    "going_on": pgettext_lazy("programme", "going on"),
    "done": pgettext_lazy("programme", "done"),
    "called_off": pgettext_lazy("programme", "called off"),
}
