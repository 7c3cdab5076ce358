"""Threat 30: corrections by two devices do not overwrite each other."""

from __future__ import annotations

import pytest

from consultations.models import Intervention, Point
from tests import factories
from tests.consultations.recorder.sending import send, statuses, written
from tests.factories import text
from tests.portal.staff.recorder.device import marked, operation, said

pytestmark = pytest.mark.django_db


def test_two_devices_that_correct_one_text_do_not_overwrite_each_other(session, recorder, editor):
    one = said("الأصل")
    send(session, one, by=recorder)
    change = {"contribution": one["contribution"], "version": 1, "language": "ar"}

    [first] = send(session, operation("amend", **change, text="تصحيح الأول"), by=recorder)
    second = operation("amend", **change, text="تصحيح الثاني")
    [conflict] = send(session, second, by=editor)

    assert (first["status"], conflict["status"]) == ("done", "conflict")
    assert conflict["stored"]["text"] == "تصحيح الأول"
    assert written(session) == ["تصحيح الأول"]
    [kept] = send(session, operation("amend", **change | {"version": 2}, text="تصحيح الثاني"), by=editor)
    assert (kept["status"], kept["version"]) == ("done", 3)
    assert send(session, second, by=editor)[0]["stored"]["text"] == "تصحيح الثاني"


def test_correction_keeps_what_was_there_before(session, recorder):
    one = said("قبل")
    send(session, one, by=recorder)

    send(
        session,
        operation("amend", contribution=one["contribution"], version=1, language="ar", text="بعد"),
        operation("withdraw", contribution=one["contribution"], version=2),
        by=recorder,
    )

    history = Intervention.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "text")
    assert [(label, words.ar) for label, words in history] == [("insert", "قبل"), ("update", "بعد"), ("delete", "بعد")]


def test_withdraw_of_an_old_version_changes_nothing(session, recorder):
    one = said()
    send(
        session,
        one,
        operation("amend", contribution=one["contribution"], version=1, language="ar", text="جديد"),
        by=recorder,
    )

    [result] = send(session, operation("withdraw", contribution=one["contribution"], version=1), by=recorder)

    assert (result["status"], result["stored"]["text"]) == ("conflict", "جديد")
    assert written(session) == ["جديد"]


def test_amend_leaves_what_it_does_not_name(session, recorder):
    speaker = factories.present(session)
    one = said("قول", speaker=speaker.pk, axis=session.axes.get().pk, kind="reply")
    send(session, one, by=recorder)

    send(session, operation("amend", contribution=one["contribution"], version=1, axis=None), by=recorder)

    row = Intervention.objects.get()
    assert (row.text.ar, row.speaker, row.kind, row.axis) == ("قول", speaker, "reply", None)


def test_amend_of_a_text_in_several_languages_changes_the_one_that_was_written(session, recorder):
    row = factories.contribution(session, text=text("نص", fr="texte"))
    alone = factories.contribution(session, text=text("texte"))

    for each in (row, alone):
        send(
            session,
            operation("amend", contribution=str(each.uid), version=1, language="fr", text="mot"),
            by=recorder,
        )
        each.refresh_from_db()

    assert (row.text.ar, row.text.fr) == ("نص", "mot")
    assert (alone.text.ar, alone.text.fr) == ("", "mot")


def test_contribution_that_is_there_already_meets_what_is_stored(session, recorder, editor):
    one = said("الأول")
    send(session, one, by=recorder)

    [result] = send(session, said("شيء آخر", contribution=one["contribution"]), by=editor)

    assert (result["status"], result["stored"]["text"]) == ("conflict", "الأول")
    assert written(session) == ["الأول"]


def test_two_devices_that_change_one_point_do_not_overwrite_each_other(session, recorder, editor):
    one = said()
    point = marked(one, title="قبل")
    send(session, one, point, by=recorder)
    change = {"point": point["point"], "version": 1, "language": "ar"}

    send(session, operation("remark", **change, title="بعد"), by=recorder)
    [conflict] = send(session, operation("remark", **change, title="غير ذلك"), by=editor)
    [gone] = send(session, operation("unmark", point=point["point"], version=1), by=editor)

    assert (conflict["status"], gone["status"]) == ("conflict", "conflict")
    assert conflict["stored"]["title"] == "بعد"
    assert statuses(send(session, operation("unmark", point=point["point"], version=2), by=editor)) == ["done"]
    assert not Point.objects.exists()
