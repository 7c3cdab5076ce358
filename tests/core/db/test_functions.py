from __future__ import annotations

import pytest

from core.db.functions import folded
from core.text.arabic import normalise
from partners.models import Association
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = (
    "جمعية الآباء والأولياء",
    "مُؤسّسة الإسعاف",
    "شبكة أڭادير وأگادير",
    "الهيأة والهيئة: مأوى الفتى",
    "ودادية حي الزيتـــون ٱلجديد",
    "Association Élan d’été",
    "FÉDÉRATION DU QUARTIER",
)


@pytest.mark.parametrize("written", NAMES)
def test_database_folds_names_as_python_does(written: str) -> None:
    factories.association(name=factories.text(written))

    found = Association.objects.annotate(written=folded("name")).values_list("written", flat=True).get()

    assert found.strip() == normalise(written)
    assert found.strip() != written
