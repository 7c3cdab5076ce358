"""The authors of names and entries of other rows that a document shows, from the audit tables of pghistory.

The context of an audit event has the user of the request. Changes by a command or the shell have no user and no author.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from pydantic import BaseModel

from core.text.texts import Texts
from publications.canonical import canonical_json
from publications.models import Document

# The time of an event is the beginning of its transaction, which may be slightly before an edition that does not have the change yet.
LONGEST_TRANSACTION = dt.timedelta(minutes=1)


# Published names by model label and row key.
PublicNames = Mapping[tuple[str, str], Texts]
# By user id, names that this user changed.
Names = dict[int, list[Texts]]


def writers_of_names(rows: Iterable[models.Model], *, known: Collection[Texts], public: PublicNames) -> Names:
    """By user id, the names that this user gave to ``rows``, as they read now.

    ``known``: names that a second person has approved for publication. The authors of a row are the users who changed its name after its
    last known name. One query for each model.

    ``public``: the published name of each row. A published name is approved only for its own row: giving it to another row makes
    an author, too.
    """
    approved = {_words(name) for name in known}
    found: dict[int, list[Texts]] = defaultdict(list)
    for model, of_model in _by_model(rows).items():
        borrowed = _borrowed(model, of_model, public)
        new = {row.pk: row.name for row in of_model if row.pk in borrowed or _words(row.name) not in approved}
        for key, users in _renamers(model, new, approved, borrowed).items():
            for user in users:
                found[user].append(new[key])
    return dict(found)


def own_name_sentence(own: Iterable[Texts]) -> str:
    """Why somebody may not approve what shows names that he or she changed, and who may."""
    names = ", ".join(f"“{name}”" for name in own)
    return _("You changed a name that this shows: %(names)s. Somebody else has to approve it.") % {"names": names}


def standing_in_public(names: Iterable[Texts]) -> list[Texts]:
    """Those of ``names`` that a listed document contains, so that a second person approved them. One query for each."""
    listed = Document.objects.filter(is_listed=True)
    return [
        name for name in names if listed.filter(live__canonical__contains=canonical_json(name.model_dump())).exists()
    ]


def writers_of_rows(rows: Iterable[models.Model], *, since: dt.datetime | None) -> set[int]:
    """Ids of the users who changed ``rows`` after ``since``, or ever. One query for each model."""
    found: set[int] = set()
    for model, of_model in _by_model(rows).items():
        events = _events(model, [row.pk for row in of_model])
        if since is not None:
            events = events.filter(pgh_created_at__gt=since - LONGEST_TRANSACTION)
        found |= {user for user in map(_user_in, events.values_list("pgh_context__metadata", flat=True)) if user}
    return found


def texts_in(value: Any) -> Iterator[Texts]:
    """All texts of a published document: its names were approved with it."""
    if isinstance(value, Texts):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def _by_model(rows: Iterable[models.Model]) -> dict[type[models.Model], list[Any]]:
    found: dict[type[models.Model], dict[Any, Any]] = defaultdict(dict)
    for row in rows:
        found[type(row)][row.pk] = row
    return {model: list(of_model.values()) for model, of_model in found.items()}


def _borrowed(model: type[models.Model], rows: Collection[Any], public: PublicNames) -> dict[Any, str]:
    """By primary key: names of ``rows`` that are published names of other rows of ``model``."""
    of_model = {key: _words(name) for (label, key), name in public.items() if label == model._meta.label}
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, words in of_model.items():
        bearers[words].add(key)
    found = {row.pk: _words(row.name) for row in rows}
    return {row.pk: found[row.pk] for row in rows if (keys := bearers.get(found[row.pk])) and row.key not in keys}


def _renamers(model: Any, new: Collection[Any], approved: set[str], borrowed: Mapping[Any, str]) -> dict[Any, set[int]]:
    """For each row: the users who changed its name since its last approved name."""
    since: dict[Any, set[int]] = {key: set() for key in new}
    last: dict[Any, str | None] = {}
    columns = ("pgh_obj_id", "name", "pgh_context__metadata")
    for key, name, context in _events(model, list(new)).order_by("pgh_id").values_list(*columns):
        before, words = last.get(key), _words(name)
        last[key] = words
        user = _user_in(context)
        if words in approved and words != borrowed.get(key):
            since[key].clear()
        elif words != before and user:
            since[key].add(user)
    return since


def _events(model: Any, keys: Collection[Any]) -> models.QuerySet[Any]:
    """The audit table, which has inserts, updates and deletes."""
    return model.pgh_event_models["update"].objects.filter(pgh_obj_id__in=keys)


def _user_in(context: Any) -> int | None:
    return (context or {}).get("user")


def _words(name: Texts) -> str:
    return name.model_dump_json()
