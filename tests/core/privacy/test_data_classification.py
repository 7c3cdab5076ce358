from core.privacy.data_classification import class_of, our_models
from publications.grants import public_tables


def test_every_column_is_classified():
    columns = [(model, field.name) for model in our_models() for field in model._meta.concrete_fields]

    unclassified = [
        f"{model._meta.label}.{name}"
        for model, name in columns
        if class_of(model, name) not in {"public", "internal", "personal"}
    ]

    assert len(columns) > 400
    assert unclassified == []


def test_an_unknown_column_of_a_table_with_people_is_not_classified():
    user = next(model for model in our_models() if model._meta.label == "accounts.User")

    assert class_of(user, "national_id") is None


def test_public_role_reads_no_table_with_other_columns():
    for model in our_models():
        if model._meta.db_table in public_tables():
            assert {class_of(model, field.name) for field in model._meta.concrete_fields} == {"public"}
