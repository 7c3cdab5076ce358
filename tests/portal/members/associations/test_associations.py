"""An association's own pages, as its members meet them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Refusal
from partners.actions import associations
from partners.models import Association
from publications.models import AnsweredFinding
from tests import factories
from tests.portal.staff.desk import posted, queries, signed_in

pytestmark = pytest.mark.django_db
NEW = "/members/associations/new/"


def page_of(association: Association, part: str = "") -> str:
    return f"/members/associations/{association.pk}/{part}"


def typed(**values: Any) -> dict[str, Any]:
    return {
        "name_ar": "جمعية الضفة",
        "phone": "٠٦١٢٣٤٥٦٧٨",
        "role": "president",
        "themes": [factories.theme().pk],
        **values,
    }


def test_register_an_association_from_a_phone() -> None:
    person = signed_in(factories.user())

    response = person.post(NEW, typed(receipt_status="refused_or_pending"))

    association = Association.objects.get()
    assert response.url == page_of(association)
    assert (association.phone, association.state) == ("+212612345678", "pending")
    assert person.get(response.url).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_ar": ""}, "name"),
        ({"name_ar": "ج" * 201}, "name"),
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"role": "king"}, "role"),
        ({"receipt_date": "2999-01-01"}, "receipt_date"),
        ({"receipt_status": "golden"}, "receipt_status"),
        ({"areas": ["987654"]}, "areas"),
        ({"seat": "س" * 201}, "seat"),
    ],
)
def test_wrong_field_is_explained_beside_it_and_nothing_is_retyped(wrong: dict[str, Any], field: str) -> None:
    response = signed_in(factories.user()).post(NEW, typed(seat="حمرية", purpose_ar="هدف الجمعية") | wrong)

    page = response.content.decode()
    assert response.context["form"].errors.keys() == {field}
    assert f'id="id_{field}_error"' in page
    assert "هدف الجمعية" in page
    assert not Association.objects.exists()


def test_double_tap_on_register_makes_one_association() -> None:
    person = signed_in(factories.user())

    pages = {person.post(NEW, typed()).url for _ in range(3)}

    assert len(pages) == 1
    assert Association.objects.count() == 1


def test_edit_profile_by_a_second_writer_is_told() -> None:
    association = factories.full_association()
    one, two = (signed_in(factories.representative(association)) for _ in range(2))
    url = page_of(association, "edit/")
    first, second = (posted(each.get(url).context["form"]) for each in (one, two))

    assert one.post(url, first | {"seat": "الأول"}).status_code == 302
    refused = two.post(url, second | {"seat": "الثاني"})

    assert refused.status_code == 409
    assert [len(each.pieces) for each in refused.context["differences"]] == [2]
    assert "الثاني" in refused.content.decode()
    assert Association.objects.get().seat == "الأول"


def test_answer_the_cell(head: Any) -> None:
    association = factories.association()
    member = signed_in(factories.representative(association))
    associations.move(association, by=head, move="ask", sentence="من وقّع الوصل؟")
    assert "من وقّع الوصل؟" in member.get(page_of(association)).content.decode()

    empty = member.post(page_of(association, "answer/"), {"sentence": ""})
    sent = member.post(page_of(association, "answer/"), {"sentence": "الرئيسة"})
    again = member.post(page_of(association, "answer/"), {"sentence": "كلام بعد الجواب"})

    assert (empty.status_code, sent.status_code, again.status_code) == (200, 302, 409)
    assert list(association.steps.filter(kind="answered").values_list("sentence", flat=True)) == ["الرئيسة"]


def test_answer_typed_before_the_session_ended_is_there_again(head: Any) -> None:
    association = factories.association()
    user = factories.representative(association)
    associations.move(association, by=head, move="ask", sentence="سؤال")
    client = signed_in(user)
    who = client.get(page_of(association)).context["who_token"]
    client.logout()

    client.post(page_of(association, "answer/"), {"sentence": "كتبت هذا قبل انتهاء الجلسة", "_who": who})
    signed = client.post(
        f"/accounts/login/?next={page_of(association, 'answer/')}",
        {"login": user.email, "password": factories.PASSWORD, "next": page_of(association, "answer/")},
    )

    assert "كتبت هذا قبل انتهاء الجلسة" in client.get(signed.url).content.decode()


def test_suspended_association_is_read_and_says_why(head: Any) -> None:
    association = factories.association()
    member = signed_in(factories.representative(association))
    for move in ("verify", "suspend"):
        associations.move(association, by=head, move=move, sentence="استُعملت الصفحة للتهديد")

    page = member.get(page_of(association))

    assert page.status_code == 200
    assert "استُعملت الصفحة للتهديد" in page.content.decode()
    assert 'name="sentence"' in page.content.decode()


def test_directory_is_chosen_by_those_who_lead() -> None:
    association = factories.full_association()
    president, member = (factories.representative(association) for _ in range(2))
    url = page_of(association, "directory/")
    form = posted(signed_in(president).get(url).context["form"]) | {"in_directory": "on", "shows": ["seat"]}

    assert signed_in(member).get(url).status_code == 404
    refused = signed_in(member).post(url, form)
    assert refused.status_code == 403
    assert not Association.objects.get().in_directory
    assert Refusal.objects.get().user == member

    assert signed_in(president).post(url, form).status_code == 302
    association.refresh_from_db()
    assert (association.in_directory, association.shows) == (True, ["seat"])


def test_unknown_thing_to_show_is_refused() -> None:
    association = factories.association()
    client = signed_in(factories.representative(association))

    response = client.post(page_of(association, "directory/"), {"version": 1, "in_directory": "on", "shows": ["names"]})

    assert "shows" in response.context["form"].errors
    assert not Association.objects.get().in_directory


def test_scan_of_the_receipt_is_kept_and_handed_out_as_a_file() -> None:
    association = factories.association()
    client = signed_in(factories.representative(association))

    sent = client.post(page_of(association, "receipt/"), {"file": factories.photo("../../وصل.png")})
    file = client.get(page_of(association, "receipt/file/"))

    assert sent.status_code == 302
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(factories.representative()).get(page_of(association, "receipt/file/")).status_code == 404
    assert Client().get(page_of(association, "receipt/file/")).status_code == 302


def test_second_scan_takes_the_place_of_the_first() -> None:
    association = factories.association()
    client = signed_in(factories.representative(association))
    for _ in range(2):
        client.post(page_of(association, "receipt/"), {"file": factories.photo()})

    association.refresh_from_db()
    assert type(association.receipt_scan).objects.count() == 1


def test_file_that_is_no_document_is_refused_beside_the_field() -> None:
    association = factories.association()
    client = signed_in(factories.representative(association))
    page = SimpleUploadedFile("photo.jpg", b"<html><script>alert(1)</script></html>", "image/jpeg")

    response = client.post(page_of(association, "receipt/"), {"file": page})

    assert "file" in response.context["scan_form"].errors
    assert Association.objects.get().receipt_scan is None


def test_page_with_more_steps_costs_no_more_queries(head: Any) -> None:
    association = factories.full_association()
    client = signed_in(factories.representative(association))
    associations.move(association, by=head, move="ask", sentence="سؤال")
    with_one = queries(client, page_of(association))
    for _ in range(4):
        associations.move(association, by=head, move="ask", sentence="سؤال")

    assert queries(client, page_of(association)) == with_one


def test_findings_in_words_for_the_directory_are_mended_or_answered_before_they_are_sent() -> None:
    association = factories.full_association()
    president = factories.representative(association)
    associations.agree(association, by=president, version=association.version, in_directory=True, shows=["purpose"])
    person, url = signed_in(president), page_of(association, "edit/")
    form = posted(person.get(url).context["form"]) | {"purpose_ar": "الاتصال بالرقم 0612345678", "phone": "0612345678"}

    asked = person.post(url, form)
    [found] = asked.context["found"]
    mended = AnsweredFinding.objects.count(), Association.objects.get().purpose.ar
    kept = person.post(url, form | {found.name: "رقم الجمعية نفسها"})

    assert found.words in {"0612345678", "بالرقم 0612345678"}
    assert (asked.status_code, mended[0]) == (409, 0)
    assert "0612345678" not in mended[1]
    assert kept.status_code == 302
    assert "0612345678" in Association.objects.get().purpose.ar
    assert [(row.kind, row.by_id) for row in AnsweredFinding.objects.all()] == [("association", president.pk)]


def test_words_of_before_are_asked_about_when_the_association_wants_to_be_listed() -> None:
    association = factories.full_association(purpose=factories.text("اتصلوا بالرقم 0612345678"))
    president = factories.representative(association)
    person, url = signed_in(president), page_of(association, "directory/")
    form = posted(person.get(url).context["form"]) | {"in_directory": "on", "shows": ["purpose"]}

    asked = person.post(url, form)

    assert len(asked.context["found"]) == 1
    assert page_of(association, "edit/") in asked.content.decode()
    assert not Association.objects.get().in_directory
