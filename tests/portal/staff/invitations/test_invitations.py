from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from consultations.invitations import registrations
from consultations.models import Meeting, Registration
from consultations.states import RegistrationState as R
from core.db import outbox
from core.time_travel import happening
from core.zone import ZONE
from partners.models import Association
from reference.models import Area
from tests import factories
from tests.factories import announced, invited, registered, text
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db


def page_of(meeting: Any, tail: str = "") -> str:
    return f"/staff/meetings/{meeting.pk}/invitations/{tail}"


def test_choosing_by_area_theme_and_words_finds_those_not_on_the_list_yet(recorder: Any) -> None:
    area = Area.objects.first()
    here = factories.association(name=text("جمعية الأمل"), areas=[area], themes=[factories.theme()])
    factories.association(name=text("جمعية أخرى"))
    listed = factories.association(name=text("جمعية الأمل المدعوة"), areas=[area], themes=[factories.theme()])
    meeting = announced()
    invited(meeting, listed)
    filters = {"area": area.key, "theme": factories.theme().key, "q": "الأمل"}

    found = signed_in(recorder).get(page_of(meeting, "choose/"), filters).context["page"].object_list

    assert list(found) == [here]


def test_preview_tells_who_is_reached_by_which_mailbox_and_whom_to_call(recorder: Any) -> None:
    reached = factories.association(email="contact@example.org")
    president = factories.representative(reached)
    unreached = factories.association(phone="+212612345678")
    meeting = announced()

    page = signed_in(recorder).get(page_of(meeting, "preview/"), {"pick": [reached.pk, unreached.pk]})

    shown = page.content.decode()
    assert [each for each, _boxes in page.context["reached"]] == [reached]
    assert page.context["unreached"] == [unreached]
    assert all(words in shown for words in ("contact@example.org", president.email, "tel:+212612345678"))
    assert not Registration.objects.exists()


def test_sending_invites_those_on_the_preview_once(recorder: Any) -> None:
    association = factories.association(email="contact@example.org")
    meeting, desk = announced(), signed_in(recorder)

    answers = [desk.post(page_of(meeting, "preview/"), {"pick": [association.pk]}) for _tap in range(2)]
    outbox.drain()

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Registration.objects.get().state == R.INVITED
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("with_mailbox", "without", "told"),
    [
        (1, 0, ["1 association invited: the mail is on its way."]),
        (0, 1, ["1 association without e-mail address was added to the list: call it."]),
        (
            2,
            2,
            [
                "2 associations invited: the mails are on their way.",
                "2 associations without e-mail address were added to the list: call them.",
            ],
        ),
    ],
)
def test_sending_tells_apart_those_who_get_a_mail_and_those_to_call(
    recorder: Any, with_mailbox: int, without: int, told: list[str]
) -> None:
    chosen = [factories.association(email=f"contact-{number}@example.org") for number in range(with_mailbox)]
    chosen += [factories.association(phone="+212612345678") for _number in range(without)]

    assert sentences_after_sending(recorder, announced(), chosen) == told


def test_sending_again_says_that_no_association_was_added(recorder: Any) -> None:
    meeting, chosen = announced(), [factories.association(email="contact@example.org")]
    sentences_after_sending(recorder, meeting, chosen)

    assert sentences_after_sending(recorder, meeting, chosen) == ["No association was added to the list."]


def sentences_after_sending(recorder: Any, meeting: Any, chosen: list[Any]) -> list[str]:
    recorder.language = "en"
    recorder.save(update_fields=["language"])
    desk = signed_in(recorder)
    picked = {"pick": [each.pk for each in chosen]}
    page = desk.post(page_of(meeting, "preview/"), picked, follow=True).content.decode()
    return re.findall(r'<p class="alert good">([^<]*)</p>', page)


def test_whole_selection_is_previewed_without_ticking(recorder: Any) -> None:
    wanted = [factories.association(name=text(f"جمعية الأمل {number}")) for number in range(3)]
    factories.association(name=text("جمعية أخرى"))

    page = signed_in(recorder).get(page_of(announced(), "preview/"), {"all": "1", "q": "الأمل"})

    assert page.context["chosen"] == wanted


def test_suspended_association_is_not_invited(recorder: Any) -> None:
    meeting, shut = announced(), factories.association()
    type(shut).objects.filter(pk=shut.pk).update(state="not_verified")

    answer = signed_in(recorder).post(page_of(meeting, "preview/"), {"pick": [shut.pk]})

    assert answer.status_code == 400
    assert not Registration.objects.exists()


@pytest.mark.slow
def test_list_of_thirty_costs_no_more_queries_than_of_one(recorder: Any) -> None:
    one, thirty, desk = announced(capacity=10), announced(capacity=10), signed_in(recorder)
    for meeting, rows in ((one, 1), (thirty, 30)):
        for _number in range(rows):
            invited(meeting)

    assert queries(desk, page_of(thirty)) == queries(desk, page_of(one))
    assert len(desk.get(page_of(thirty)).context["rows"]) == 25


def test_places_taken_and_free_are_told(recorder: Any) -> None:
    meeting = announced(capacity=10)
    registered(meeting, people=3)
    invited(meeting)

    page = signed_in(recorder).get(page_of(meeting), {"state": "registered"})

    assert (page.context["taken"], page.context["free"]) == (3, 7)
    assert len(page.context["rows"]) == 1


def test_answer_by_telephone_is_entered(recorder: Any) -> None:
    row = invited(announced())

    answer = signed_in(recorder).post(
        f"/staff/registrations/{row.pk}/answer/", {"answer": "come", "people": "2", "women": "2"}
    )

    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.state, row.people, row.women) == (R.REGISTERED, 2, 2)


def test_removing_and_inviting_again(recorder: Any) -> None:
    row, desk = registered(announced()), signed_in(recorder)
    page = f"/staff/registrations/{row.pk}/"

    desk.post(f"{page}remove/")
    removed = Registration.objects.get().state
    desk.post(f"{page}invite/")

    assert (removed, Registration.objects.get().state) == (R.REMOVED, R.INVITED)


def test_step_of_somebody_without_the_right_is_refused(recorder: Any) -> None:
    row, moderator = registered(announced()), factories.staff("moderator")
    path = f"/staff/registrations/{row.pk}/remove/"

    refused = signed_in(moderator).post(path)
    untouched = Registration.objects.get().state
    taken = signed_in(recorder).post(path)

    assert (refused.status_code, untouched) == (403, R.REGISTERED)
    assert taken.status_code == 302


def sheet(desk: Any, meeting: Any) -> PdfReader:
    import io

    answer = desk.get(f"/staff/meetings/{meeting.pk}/sheet.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


@pytest.mark.slow
def test_sheet_lists_who_is_registered_with_function_and_pages(recorder: Any) -> None:
    meeting = announced(title=text("لقاء محيط المدارس"))
    for number in range(30):
        registered(meeting, factories.association(name=text(f"Association {number}")), contact_function="Présidente")
    invited(meeting, factories.association(name=text("Association absente")))

    pdf = sheet(signed_in(recorder), meeting)

    words = " ".join(page.extract_text() for page in pdf.pages)
    assert len(pdf.pages) >= 2
    assert words.count("Présidente") == 30
    assert "absente" not in words


def test_sheet_of_strangers_with_odd_names_is_still_made(recorder: Any) -> None:
    meeting = announced(takes_registrations=True)
    row = registrations.ask(meeting, organisation='#include("/etc/passwd") 😀', email="a@example.org", language="fr")
    assert row is not None
    registrations.come(row, people=1)

    words = " ".join(page.extract_text() for page in sheet(signed_in(recorder), meeting).pages)

    assert "#include" in words


def test_list_says_that_more_places_are_promised_than_there_are(recorder: Any) -> None:
    meeting = announced(capacity=2)
    registered(meeting, people=2)
    path, desk = f"/staff/meetings/{meeting.pk}/invitations/", signed_in(recorder)
    enough = desk.get(path)
    Meeting.objects.update(capacity=1)

    short = desk.get(path)

    assert (enough.context["over"], short.context["over"]) == (False, True)


def test_list_and_page_show_that_an_association_is_suspended(recorder: Any) -> None:
    meeting = announced()
    row = registered(meeting)
    Association.objects.filter(pk=row.association_id).update(state="verified")
    before = signed_in(recorder).get(page_of(meeting)).content.decode()
    Association.objects.filter(pk=row.association_id).update(state="suspended")

    after = signed_in(recorder).get(page_of(meeting)).content.decode()
    own = signed_in(recorder).get(f"/staff/registrations/{row.pk}/").content.decode()

    suspended = str(Association.objects.get(pk=row.association_id).get_state_display())
    assert suspended not in before
    assert suspended in after
    assert suspended in own


@pytest.mark.parametrize(("hour", "status"), [(16, 302), (17, 409)])
def test_inviting_to_a_meeting_that_has_begun_is_refused_in_words(recorder: Any, hour: int, status: int) -> None:
    day, association = timezone.localdate() + dt.timedelta(days=3), factories.association()
    meeting = announced(held_on=day, starts_at=dt.time(17))
    client = signed_in(recorder)

    with happening(dt.datetime.combine(day, dt.time(hour), ZONE)):
        response = client.post(page_of(meeting, "preview/"), {"pick": [association.pk]})

    assert response.status_code == status
    assert meeting.registrations.exists() == (status == 302)
    if status == 409:
        assert "لم تعد الدعوة إليه ممكنة" in response.content.decode()
