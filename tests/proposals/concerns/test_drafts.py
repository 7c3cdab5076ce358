"""Limits of drafts and files, and deletion by age."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.crypto import sealing
from core.db.upload_quotas import Spent
from core.errors import DomainError
from core.files import Refused
from core.models import Usage
from partners.models import Association
from proposals.concerns import drafts
from proposals.models import Draft
from tests import factories

pytestmark = pytest.mark.django_db
KEY = sealing.new_browser_key()


def begin(by: User, of: Association | None = None) -> Draft:
    of = of or by.memberships.get().association
    return drafts.begin(by=by, association=of, browser_key=KEY, draft_id=uuid.uuid4(), typed={})


def attach(draft: Draft, **more: Any) -> Any:
    return drafts.attach(draft, by=draft.user, browser_key=KEY, upload=factories.photo(), **more)


def test_begin_beyond_the_number_of_open_drafts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 2)
    member, other = factories.representative(), factories.representative()
    first, _second = begin(member), begin(member)

    with pytest.raises(DomainError):
        begin(member)
    begin(other)
    drafts.discard(first, by=member)

    assert begin(member).pk


def test_drafts_of_an_association_that_was_left_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 1)
    member = factories.representative()
    begin(member)
    member.memberships.update(since=dt.date(2020, 1, 1), until=dt.date(2020, 12, 31))
    joined = factories.association()
    joined.memberships.create(user=member, role="president")

    assert begin(member, joined).pk
    with pytest.raises(DomainError):
        begin(member, joined)


def test_files_of_one_account_are_counted_before_they_are_examined(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOADS_OF_ACCOUNT = (2, 200)
    member, examined = factories.representative(), []
    draft, examine = begin(member), drafts.examine
    monkeypatch.setattr(drafts, "examine", lambda upload: examined.append(upload) or examine(upload))
    drafts.detach(attach(draft), by=member)
    attach(draft)

    with pytest.raises(Spent):
        attach(begin(member))

    assert len(examined) == 2
    attach(begin(factories.representative(draft.association)))
    attach(begin(factories.representative()))


def test_files_of_one_association_are_counted_over_its_accounts(settings: Any) -> None:
    settings.UPLOADS_OF_ASSOCIATION = (2, 600)
    first = factories.representative()
    association = first.memberships.get().association
    attach(begin(first))
    attach(begin(factories.representative(association)))

    with pytest.raises(Spent):
        attach(begin(factories.representative(association)))

    attach(begin(factories.representative()))


def test_bytes_of_one_account_are_counted(settings: Any) -> None:
    settings.UPLOADS_OF_ACCOUNT = (60, 0)

    with pytest.raises(Spent):
        attach(begin(factories.representative()))

    assert not Usage.objects.exists()


def test_file_that_is_refused_counts_and_one_that_arrives_again_does_not() -> None:
    draft = begin(factories.representative())
    attach(draft, upload_id="a")
    attach(draft, upload_id="a")
    assert {row.files for row in Usage.objects.all()} == {1}

    with pytest.raises(Refused):
        drafts.attach(draft, by=draft.user, browser_key=KEY, upload=broken())

    assert {row.files for row in Usage.objects.all()} == {2}


def broken() -> Any:
    made = factories.photo()
    made.file.seek(0)
    made.file.truncate(0)
    made.file.write(b"nothing known")
    made.size = 13
    return made


def test_forget_old_deletes_by_age() -> None:
    old, young = begin(factories.representative()), begin(factories.representative())
    attach(old)
    Draft.objects.filter(pk=old.pk).update(
        saved_at=timezone.now() - dt.timedelta(days=drafts.DELETED_AFTER_DAYS, minutes=1)
    )

    assert drafts.forget_old() == 1

    assert list(Draft.objects.all()) == [young]


def test_forget_old_spares_a_draft_that_is_saved_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begin(factories.representative())
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(days=drafts.DELETED_AFTER_DAYS, minutes=1))
    forget_if = drafts._forget_if

    def saved_first(old: Any, key: uuid.UUID) -> bool:
        drafts.save(draft, by=draft.user, version=1, browser_key=KEY, typed={"title": ["باق"]})
        return forget_if(old, key)

    monkeypatch.setattr(drafts, "_forget_if", saved_first)

    assert drafts.forget_old() == 0
    assert drafts.read(Draft.objects.get(), browser_key=KEY).typed == {"title": ["باق"]}
