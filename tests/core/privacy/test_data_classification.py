import pytest

from core.privacy.data_classification import class_of, our_models
from publications.grants import public_tables

COLUMNS = sorted((model._meta.label, field.name) for model in our_models() for field in model._meta.concrete_fields)


@pytest.mark.parametrize(("label", "column"), COLUMNS)
def test_every_column_is_classified(label, column):
    model = next(model for model in our_models() if model._meta.label == label)

    assert class_of(model, column) in {"public", "internal", "personal"}


def test_an_unknown_column_of_a_table_with_people_is_not_classified():
    user = next(model for model in our_models() if model._meta.label == "accounts.User")

    assert class_of(user, "national_id") is None


def test_public_role_reads_no_table_with_other_columns():
    for model in our_models():
        if model._meta.db_table in public_tables():
            assert {class_of(model, field.name) for field in model._meta.concrete_fields} == {"public"}
