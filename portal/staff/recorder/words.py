"""Texts of the recorder's scripts, by name. The page contains them as JSON, so that scripts contain no translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, ngettext_lazy, pgettext_lazy

SENTENCES: dict[str, Promise] = {
    "allSent": _("Everything is sent."),
    "lastSent": _("Last sent: %(time)s"),
    "signedOut": _("You are signed out."),
    "signedOutKept": _("What you noted stays on this device and is sent by itself once you have signed in again."),
    "shut": _("The server refuses: this meeting is not open to you."),
    "keptHere": _("What you noted stays on this device."),
    "trouble": _("The server does not accept it yet. It is sent again automatically."),
    "sending": _("Being sent."),
    "cutNow": _("No network."),
    "cutKept": _("Everything is kept on this device and is sent automatically when the network is back."),
    "cutNothingWaits": _("What you note now is kept on this device."),
    "editNumber": _("Correct contribution %(number)s"),
    "edit": _("Correct"),
    "sealedText": _("Confidential: sealed, and not shown here."),
    "collective": _("several, number not recorded"),
    "withoutName": _("without name"),
    "notListed": _("Not on the presence list: noted as it is typed, for the cell only."),
    "arrive": _("Note the arrival of an association without registration: %(name)s"),
    "asTyped": _("not on the presence list, as typed"),
    "locked": _("Nobody is signed in on this page: it can show and keep nothing until somebody signs in."),
    "marksFirst": _("Remove the marks first: a confidential contribution has no marks."),
    "chooseFromList": _("Choose from the list, or empty the field: what is only typed there would not be stored."),
    "noLetter": _("none"),
    "letterOf": _("Letter for: %(what)s"),
    "enteredAs": _("Noted at the door. Take as the speaker:"),
    "removedUnsent": _("removed, not sent"),
    "unsent": _("not sent"),
    "sentAt": _("%(time)s, sent"),
    "inRecord": _("in the record"),
    "demandAgain": _("Demand %(number)s again: %(title)s"),
    "demandNew": _("New demand: %(title)s"),
    "pointIs": _("%(kind)s: %(title)s"),
    "topicOf": _("Topic %(number)s of %(count)s"),
    "topics": _("Discussion topics"),
    "topicLine": _("Topic %(number)s: %(title)s"),
    "noTopic": _("No topic is running"),
    "noTopicRuns": _("The timer is stopped: start a topic."),
    "over": _("over time"),
    "withoutBudget": _("used so far, no time was set"),
    "speaksNow": _("speaks now"),
    "speaksSince": _("speaking for %(time)s"),
    "turn_give": _("Give the floor"),
    "turn_up": _("Move up"),
    "turn_down": _("Move down"),
    "turn_away": _("Remove from the list"),
    "turnOf_give": _("Give the floor to %(who)s"),
    "turnOf_up": _("Move up: %(who)s"),
    "turnOf_down": _("Move down: %(who)s"),
    "turnOf_away": _("Remove from the list: %(who)s"),
    "notCounted": _("not counted"),
    "language_ar": _("Arabic"),
    "language_fr": _("French"),
    "language_en": _("English"),
    "writeFirst": _("Write what was said first."),
    "textTooLong": _(
        "This is too long for one contribution. Nothing is lost: cut a part of it out and note it as the next one."
    ),
    "titleTooLong": _("This title is too long. Nothing is lost: shorten it."),
    "correcting": _("Correcting contribution %(number)s"),
    "saveCorrection": _("Save the correction"),
    "sendSealed": _("Send sealed"),
    "saveAndGo": _("Save and go on"),
    "removeMark": _("Remove this mark"),
    "removeTag": _("Remove this tag"),
    "noted": _("Noted."),
    "corrected": _("Correction noted."),
    "marked": _("Marked."),
    "sendingSealed": _("Being sent, sealed…"),
    "sealedNotSent": _(
        "Not sent: a confidential contribution is not kept on the device. The text stays in the field; try again when the network is back."
    ),
    "sealedSent": _("Sent and sealed. Nothing of it is on this device."),
    "sealedNoCorrection": _("A confidential contribution is sealed and cannot be corrected here."),
    "sealedNoMarks": _("What is confidential is not marked here."),
    "removeSure": _("Remove this contribution? Its history is kept."),
    "unmarkSure": _("Remove this point? Its history is kept."),
    "dropSure": _("Discard this for good?"),
    "markFrom": _("From contribution %(numbers)s"),
    "markFromEditor": _("From what you are writing"),
    "newDemand": _("A new demand"),
    "demandsNotAsked": _(
        "Without a network, existing demands cannot be searched. Note it as new; it can be linked to an "
        "existing demand later."
    ),
    "demandsNone": _("No existing demand is similar."),
    "demandsOffered": _("Is it one of these? Demands on the agenda of this meeting stand first."),
    "onAgenda": _("on the agenda"),
    "conflictOf": _("Contribution %(number)s was changed by somebody else meanwhile."),
    "conflict": _("Somebody else changed this meanwhile."),
    "refusedOp": _("Not taken by the server: %(what)s"),
    "op_contribute": _("a contribution"),
    "op_amend": _("a correction"),
    "op_withdraw": _("the removal of a contribution"),
    "op_mark": _("a point"),
    "op_remark": _("the change of a point"),
    "op_unmark": _("the removal of a point"),
    "op_arrive": _("an arrival"),
    "op_ask": _("somebody on the list of speakers"),
    "op_give": _("giving the floor"),
    "op_stop": _("the end of a turn"),
    "op_stand_down": _("taking somebody off the list"),
    "op_place": _("the order of the list"),
    "op_run_axis": _("the start of a topic"),
    "op_pause": _("a break"),
    "theirs": _("Stored by somebody else"),
    "yours": _("Yours"),
    "wasRemoved": _("It was removed."),
    "decide_takeMine": _("Keep my version"),
    "decide_keepTheirs": _("Keep the stored version"),
    "decide_merge": _("Merge both versions"),
    "decide_again": _("Try again"),
    "decide_toEditor": _("Put it back into the field"),
    "decide_drop": _("Discard"),
    "editorFull": _("The field contains unsaved text: save it first."),
    "command_next": _("give the floor to the next"),
    "command_stop": _("end the turn"),
    "command_ask": _("add a speaker to the list"),
    "command_speaker": _("choose who speaks"),
    "command_topic": _("start the next topic"),
    "command_pause": _("break, or go on"),
    "command_said": _("go to what was said"),
    "command_correct": _("correct the chosen contribution"),
    "sessionRuns": _("%(date)s, in session"),
    "sessionClosed": _("%(date)s, not in session"),
    "closeSession": _("Close the session"),
    "meetingPage": _("Page of the meeting"),
    "record": _("recording"),
    "break": _("Break"),
    "resume": pgettext_lazy("after a break", "Go on"),
    "worksOffline": _("This page also opens without network."),
    "noOffline": _("Without network this page stays as it is, but cannot be opened again."),
    "nobodySpeaks": _("Nobody has the floor"),
    "screenEmpty": _("No connection, and nothing has arrived yet: this screen fills when the network is back."),
    "screenCut": _("No network: this is the last known state."),
}
# Texts with numbers: the browser inserts the number and chooses the plural category.
COUNTED: dict[str, Any] = {
    "notSent": ngettext_lazy("Not sent yet: %(count)s", "Not sent yet: %(count)s", "count"),
    "held": ngettext_lazy(
        "This device has no room: %(count)s item is only in this page. Do not close it before it is sent.",
        "This device has no room: %(count)s items are only in this page. Do not close it before they are sent.",
        "count",
    ),
    "heldWithoutStore": ngettext_lazy(
        "This browser keeps nothing on the device: %(count)s item is only in this page. Do not close it before it is sent.",
        "This browser keeps nothing on the device: %(count)s items are only in this page. Do not close it before they are sent.",
        "count",
    ),
    "unreadable": ngettext_lazy(
        "%(count)s item noted earlier on this device is sealed and goes once the server has handed out its key.",
        "%(count)s items noted earlier on this device are sealed and go once the server has handed out their key.",
        "count",
    ),
    "cutSince": ngettext_lazy("No network for %(count)s minute.", "No network for %(count)s minutes.", "count"),
    "contributionsCount": ngettext_lazy(
        "What was said: %(count)s contribution", "What was said: %(count)s contributions", "count"
    ),
    "minutesShort": ngettext_lazy("%(count)s min", "%(count)s min", "count"),
    "pointsCount": ngettext_lazy("Points marked: %(count)s", "Points marked: %(count)s", "count"),
    "overBudget": ngettext_lazy(
        "Over time: past the %(count)s minute set", "Over time: past the %(count)s minutes set", "count"
    ),
    "leftOf": ngettext_lazy("left of %(count)s minute", "left of %(count)s minutes", "count"),
    "usedOf": ngettext_lazy("Minutes used: %(used)s of %(count)s", "Minutes used: %(used)s of %(count)s", "count"),
    "spokenBefore": ngettext_lazy("has spoken %(count)s time", "has spoken %(count)s times", "count"),
    "peopleCount": ngettext_lazy("%(count)s person", "%(count)s people", "count"),
    "womenAmong": ngettext_lazy("(%(count)s woman)", "(%(count)s women)", "count"),
    "associationsCount": ngettext_lazy("%(count)s association present", "%(count)s associations present", "count"),
    "walkIns": ngettext_lazy(
        "(%(count)s arrival without registration)", "(%(count)s arrivals without registration)", "count"
    ),
    "mentions": ngettext_lazy("raised %(count)s time", "raised %(count)s times", "count"),
    "conflictsCount": ngettext_lazy("Needs your decision: %(count)s", "Need your decision: %(count)s", "count"),
    "waitingCount": ngettext_lazy("Waiting to speak: %(count)s", "Waiting to speak: %(count)s", "count"),
}
# An example number of each plural category, for all three languages.
CATEGORIES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


class _Slot(int):
    """A number that chooses the plural form but is formatted as a placeholder."""

    def __str__(self) -> str:
        return "{count}"


class _Slots(dict[str, Any]):
    """Placeholders for values that the browser inserts."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def recorder_words() -> dict[str, str | dict[str, str]]:
    """The texts in the language of the request; texts with numbers have one text for each plural category."""
    return {**{name: str(words) % _Slots() for name, words in SENTENCES.items()}, **dict(_counted())}


def _counted() -> Iterator[tuple[str, dict[str, str]]]:
    for name, words in COUNTED.items():
        yield name, {category: words % _Slots(count=_Slot(number)) for category, number in CATEGORIES.items()}
