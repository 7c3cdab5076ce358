from __future__ import annotations

from typing import Any

import pytest
from django.core.management import get_commands
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from core.db.migration_state import ChangedInPlace

BOOK, PERSON = ("library", "book"), ("library", "person")


@pytest.fixture
def state() -> ChangedInPlace:
    """With classes that are built."""
    found = ChangedInPlace()
    for name in ("Person", "Book"):
        found.add_model(ModelState("library", name, [("id", models.BigAutoField(primary_key=True))]))
    assert found.apps.ready
    return found


def book(state: ProjectState) -> Any:
    return state.apps.get_model(*BOOK)


def add(state: ProjectState, name: str, field: Any) -> None:
    state.add_field(*BOOK, name, field, preserve_default=True)


def test_added_columns_are_in_the_class_that_was_built(state: ChangedInPlace) -> None:
    before = book(state)

    add(state, "title", models.CharField(max_length=9))
    add(state, "writer", models.ForeignKey("library.Person", models.PROTECT, related_name="books"))

    person = state.apps.get_model(*PERSON)
    assert book(state) is before
    assert [field.column for field in before._meta.local_fields] == ["id", "title", "writer_id"]
    assert before._meta.get_field("writer").remote_field.model is person
    assert person._meta.get_field("books").related_model is before


def test_new_table_builds_no_other_class_anew(state: ChangedInPlace) -> None:
    before = book(state)
    points_to_books = models.ForeignKey("library.Book", models.PROTECT, related_name="loans")

    state.add_model(
        ModelState("library", "Loan", [("id", models.BigAutoField(primary_key=True)), ("book", points_to_books)])
    )

    assert book(state) is before
    assert before._meta.get_field("loans").related_model is state.apps.get_model("library", "loan")
    assert shown(state) == shown(ProjectState(state.models))


def test_new_table_with_a_list_of_others_builds_them_anew(state: ChangedInPlace) -> None:
    before = book(state)
    books = models.ManyToManyField("library.Book")

    state.add_model(ModelState("library", "Shelf", [("id", models.BigAutoField(primary_key=True)), ("books", books)]))

    assert book(state) is not before
    assert shown(state) == shown(ProjectState(state.models))


def test_constraints_and_indexes_are_in_the_class_that_was_built(state: ChangedInPlace) -> None:
    before, once = book(state), models.UniqueConstraint(fields=["id"], name="once")

    state.add_constraint(*BOOK, once)
    state.add_index(*BOOK, models.Index(fields=["id"], name="by_id"))

    assert book(state) is before
    assert before._meta.constraints == [once]
    assert [index.name for index in before._meta.indexes] == ["by_id"]

    state.remove_constraint(*BOOK, "once")
    assert before._meta.constraints == []


def test_words_and_choices_of_a_field_change_in_the_class_that_was_built(state: ChangedInPlace) -> None:
    add(state, "title", models.CharField(max_length=9, choices=[("a", "A")]))
    before = book(state)
    other = models.CharField("name", max_length=9, choices=[("a", "A"), ("b", "B")], blank=True, help_text="short")

    state.alter_field(*BOOK, "title", other, preserve_default=True)

    assert book(state) is before
    assert shown(state) == shown(ProjectState(state.models))


def test_words_of_a_field_change_together_with_its_length_in_another_class(state: ChangedInPlace) -> None:
    add(state, "title", models.CharField(max_length=9))
    before = book(state)

    state.alter_field(*BOOK, "title", models.CharField("name", max_length=10), preserve_default=True)

    assert book(state) is not before


@pytest.mark.parametrize(
    "change",
    [
        lambda state: state.alter_field(*BOOK, "title", models.TextField(), preserve_default=True),
        lambda state: state.remove_field(*BOOK, "title"),
        lambda state: state.rename_field(*BOOK, "title", "name"),
        lambda state: state.alter_model_options(*BOOK, {"ordering": ["title"]}),
        lambda state: add(state, "readers", models.ManyToManyField("library.Person")),
    ],
    ids=["alter", "remove", "rename", "options", "many to many"],
)
def test_other_changes_build_the_class_anew(state: ChangedInPlace, change: Any) -> None:
    add(state, "title", models.CharField(max_length=9))
    before = book(state)

    change(state)

    assert book(state) is not before
    assert shown(state) == shown(ProjectState(state.models))


def test_field_whose_default_changed_after_it_was_added_is_built_anew(state: ChangedInPlace) -> None:
    add(state, "title", models.CharField(max_length=9))

    state.alter_field(*BOOK, "title", models.CharField(max_length=20), preserve_default=True)

    assert book(state)._meta.get_field("title").max_length == 20


def test_state_before_an_operation_keeps_its_class_when_the_next_builds_another(state: ChangedInPlace) -> None:
    add(state, "title", models.CharField(max_length=9))
    before = state.clone()

    state.alter_field(*BOOK, "title", models.TextField(), preserve_default=True)

    assert book(before)._meta.get_field("title").max_length == 9
    assert isinstance(book(state)._meta.get_field("title"), models.TextField)


def test_class_of_another_registry_is_built_anew(state: ChangedInPlace) -> None:
    """As on a database with tables: ``migrate`` goes on with a copy of the state that it began with."""
    copy = state.clone()

    copy.add_model(ModelState("library", "Shelf", [("id", models.BigAutoField(primary_key=True))]))
    add(copy, "shelf", models.ForeignKey("library.Shelf", models.PROTECT))

    assert book(copy) is not book(state)
    assert book(copy)._meta.get_field("shelf").remote_field.model is copy.apps.get_model("library", "shelf")


def test_run_python_gets_classes_that_are_built_anew(state: ChangedInPlace) -> None:
    add(state, "title", models.CharField(max_length=9))
    before = book(state)

    state.clear_delayed_apps_cache()  # as RunPython does

    assert book(state) is not before
    assert "title" in shown(state)["library.book"][0]


@pytest.mark.slow
def test_migrations_of_the_portal_end_with_the_classes_that_django_builds() -> None:
    state, graph = ChangedInPlace(), MigrationLoader(None).graph
    plan = dict.fromkeys(key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf))

    for key in plan:
        assert state.apps.ready
        graph.nodes[key].mutate_state(state, preserve=False)

    assert shown(state) == shown(ProjectState(state.models))


def test_migrate_of_the_portal_is_the_quick_one() -> None:
    assert get_commands()["migrate"] == "core"


def shown(state: ProjectState) -> dict[str, Any]:
    """Of each class its fields, those that point to it, its constraints and its indexes."""
    return {model._meta.label_lower: _shown(model._meta) for model in state.apps.get_models()}


def _shown(options: Any) -> tuple[Any, ...]:
    deconstructed = MigrationAutodetector(ProjectState(), ProjectState()).deep_deconstruct
    return (
        {field.name: deconstructed(field) for field in (*options.local_fields, *options.local_many_to_many)},
        sorted(str(field) for field in options.related_objects),
        sorted(each.name for each in options.constraints),
        sorted(each.name for each in options.indexes),
    )
