"""The models of ``migrate``, changed where they are while migrations only add tables, columns, constraints, indexes and triggers, or change words
and choices.

Django builds the class of a model and of all related models anew after each operation, and pgtrigger after each trigger: on an empty
database that was nine tenths of the time, 17,000 classes. PostgreSQL needs none of it for these operations. Every other change, and every
``RunPython``, still gets classes that are built anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import Field, Model
from django.utils.functional import cached_property

LISTS = ("constraints", "indexes", "triggers")
OF_RELATIONS = frozenset({"db_column", "limit_choices_to", "on_delete", "related_name", "related_query_name"})
# Where a field keeps arguments as they were given.
PRIVATE = ("_verbose_name", "_validators", "_error_messages")
Key = tuple[str, str]


class Shape(NamedTuple):
    """What the class of a model is built from."""

    fields: Mapping[str, Any]
    rest: tuple[Any, ...]

    @classmethod
    def of(cls, state: ModelState) -> Shape:
        options = {name: value for name, value in state.options.items() if name not in LISTS}
        return cls(dict(state.fields), (state.bases, list(state.managers), options))

    def since(self, before: Shape) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The new fields, and those that changed only in Python; ``None`` where anything else changed."""
        if self.rest != before.rest or before.fields.keys() - self.fields.keys():
            return None
        changed = {name: field for name, field in self.fields.items() if field != before.fields.get(name)}
        added = {name: field for name, field in changed.items() if name not in before.fields}
        altered = {name: field for name, field in changed.items() if name in before.fields}
        is_same = all(_in_database(field) == _in_database(before.fields[name]) for name, field in altered.items())
        return (added, altered) if is_same else None


def _in_database(field: Field) -> tuple[Any, ...]:
    _name, path, args, arguments = field.deconstruct()
    return path, args, {name: value for name, value in arguments.items() if name not in _only_in_python(field)}


def _only_in_python(field: Field) -> set[str]:
    """Arguments of which the database knows nothing; without those of relations, which are kept in other classes, too."""
    return set(field.non_db_attrs) - OF_RELATIONS


def _say_anew(field: Any, words: Any) -> None:
    """Give ``field`` the arguments of ``words`` of which the database knows nothing."""
    words.set_attributes_from_name(field.name)
    for name in (*_only_in_python(words) - {"validators", "error_messages"}, *PRIVATE):
        setattr(field, name, getattr(words, name))


class ChangedInPlace(ProjectState):
    def __init__(self, models: Any = None, real_apps: Any = None) -> None:
        super().__init__(models, real_apps)
        self._built: dict[Key, Shape] = {}

    @cached_property
    def apps(self) -> StateApps:
        self._built = {key: Shape.of(state) for key, state in self.models.items()}
        return StateApps(self.real_apps, self.models)  # type: ignore[arg-type]

    def clone(self) -> ChangedInPlace:
        copy = super().clone()
        state = ChangedInPlace(copy.models, copy.real_apps)
        state.is_delayed, state._built = copy.is_delayed, dict(self._built)
        if "apps" in vars(copy):
            vars(state)["apps"] = copy.apps
        return state

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """``is_delayed`` makes ``RunPython`` and the end of ``migrate`` build all classes anew."""
        if "apps" not in vars(self):
            return
        key = app_label, model_name.lower()
        before, self._built[key] = self._built.get(key), Shape.of(self.models[key])
        if before is None and self._can_add(key):
            self.apps.render_multiple([self.models[key]])
            return
        found = self._built[key].since(before) if before else None
        if found is not None and self._can_change(key, found[0]):
            self._change(key, *found)
            self.is_delayed = True
        else:
            super().reload_model(app_label, model_name, delay)

    def _can_add(self, key: Key) -> bool:
        """A new model changes the classes to which it points, which must be those of this registry."""
        state = self.models[key]
        fields = [field for field in state.fields.values() if field.remote_field]
        pointed_at = [resolve_relation(field.remote_field.model, *key) for field in fields]
        is_plain = state.bases == (Model,) and not any(field.many_to_many for field in fields)
        return is_plain and all(target == key or self._is_own(target) for target in pointed_at)

    def _is_own(self, key: Key) -> bool:
        model = self.apps.all_models[key[0]].get(key[1])
        return model is not None and model._meta.apps is self.apps

    def _can_change(self, key: Key, added: Mapping[str, Any]) -> bool:
        """Not a class that another registry built: its new foreign keys would point to models of that one. A many-to-many field makes
        another model."""
        has_children = self._is_own(key) and self.apps.all_models[key[0]][key[1]].__subclasses__()
        return self._is_own(key) and not has_children and not any(field.many_to_many for field in added.values())

    def _change(self, key: Key, added: Mapping[str, Field], altered: Mapping[str, Field]) -> None:
        model, options = self.apps.get_model(*key), self.models[key].options
        for name, field in added.items():
            model.add_to_class(name, field.clone())
        for name, field in altered.items():
            _say_anew(model._meta.get_field(name), field.clone())
        for name in LISTS:
            if name in options:
                setattr(model._meta, name, list(options[name]))


class QuickExecutor(MigrationExecutor):
    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        """Backwards, Django asks for the state without applied migrations and keeps one for each migration: these stay as they are."""
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return ChangedInPlace(state.models, state.real_apps) if with_applied_migrations else state
