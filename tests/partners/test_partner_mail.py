"""Mails about associations: names are never links, in the language of the reader."""

from __future__ import annotations

import pytest
from django.core import mail

from accounts.models import User
from core.db import outbox
from core.text.texts import Texts
from partners.actions import associations
from partners.mail import in_words
from partners.models import Association, Membership
from tests import factories
from tests.partners.inviting import invited

pytestmark = pytest.mark.django_db

HOSTILE = [
    "اسم\r\nBcc: victim@example.net\r\n\r\nhttp://evil.example/x",
    "Win www.evil.example now",
    "javascript://evil.example/%0aalert(1) <a href=//evil.example>x</a>",
    "mail me@evil.example",
    "evil\u3002example/x evil\uff0eexample/x",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_name_in_mail_makes_no_header_and_no_link(name):
    """Threat 17."""
    association = factories.association(name=Texts(ar=name))
    invited(association)
    associations.move(association, by=factories.staff("head"), move="verify")

    outbox.drain()

    assert len(mail.outbox) == 2
    for message in mail.outbox:
        sent = message.message()
        assert sent["Bcc"] is None
        assert "victim" not in str(sent["Subject"])
        assert not any(
            link in message.body
            for link in ("evil.example", "//evil", "@evil", "evil\u3002example", "evil\uff0eexample")
        )


def test_name_of_an_honest_association_is_still_read_in_mail():
    assert in_words(Texts(ar="جمعية أ. ب. للتنمية (مكناس)"), "ar") == "جمعية أ. ب. للتنمية (مكناس)"


def test_step_mail_goes_in_the_language_of_the_reader_and_only_while_a_member(head):
    association = factories.association(name=Texts(ar="جمعية", fr="Association de la rive"))
    french, gone = factories.representative(association), factories.representative(association)
    User.objects.filter(pk=french.pk).update(language="fr")
    associations.move(association, by=head, move="ask", sentence="Qui a signé ?")
    Membership.objects.filter(user=gone).delete()

    outbox.drain()

    assert [message.to for message in mail.outbox] == [[french.email]]
    body = mail.outbox[0].body
    assert "Association de la rive" in body
    assert "Madame, Monsieur," in body
    assert "Qui a signé ?" in body
    assert "considération distinguée.\nCellule de communication" in body
    assert f"/members/associations/{association.pk}/" in body
    assert Association.objects.get().state == "pending"
