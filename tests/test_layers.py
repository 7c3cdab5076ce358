"""The layers of the apps, also for foreign keys given as strings, which the import linter does not see."""

from __future__ import annotations

from django.apps import apps

LAYERS = [
    "cooperation",
    "consultations",
    "proposals",
    "partners",
    "followers",
    "accounts",
    "reference",
    "publications",
    "core",
]


def relations():
    for model in apps.get_models():
        if model._meta.app_label in LAYERS:
            for field in model._meta.get_fields(include_hidden=True):
                if field.is_relation and field.concrete and field.related_model._meta.app_label in LAYERS:
                    yield model._meta.app_label, f"{model.__name__}.{field.name}", field.related_model._meta.app_label


def test_relations_point_at_the_same_layer_or_below():
    upwards = {
        f"{app}: {relation} points up to {target}"
        for app, relation, target in relations()
        if LAYERS.index(app) > LAYERS.index(target)
    }

    assert upwards == set()


def test_walk_sees_relations_at_all():
    seen = {relation for _app, relation, _target in relations()}

    assert {"Report.authors", "Point.demand", "HeldFunction.user"} <= seen
