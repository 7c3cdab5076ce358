"""Times of office pages and of workers."""

from __future__ import annotations

from typing import Any

from django.test import Client

from benchmarks import stage
from benchmarks.lists import timed
from benchmarks.results import Timing
from consultations.models import Report
from consultations.reports import steps as reports
from core.text.texts import LANGUAGES
from demo import people
from embedded.network import ADDRESS
from portal.staff.reports.forms import ReportForm
from publications.rendering import typeset_edition


def typesetting(times: int) -> Timing:
    """The first run also loads the fonts, so it is not counted."""
    payload = {"edition": stage.report().pk}
    typeset_edition(payload)
    taken = [timed(lambda: typeset_edition(payload))[0] for _ in range(times)]
    return Timing(f"PDFs of a report in {len(LANGUAGES)} languages, made and stored", taken)


def saving(times: int) -> Timing:
    """Saving the complete form of a report, from the request to the redirect, in this process."""
    editor = people.ensure()["editor"]
    report = reports.correct(
        Report.objects.filter(state="published").earliest("meeting__held_on"), by=editor, sentence="تدقيق في الصياغة"
    )
    desk = Client(SERVER_NAME=ADDRESS)
    desk.force_login(editor)
    page = f"/staff/reports/{report.pk}/edit/"
    taken = []
    for number in range(times + 1):
        typed = _typed(report.pk) | {"lead_ar": f"انعقد اللقاء مساء. صياغة {number}."}
        milliseconds, answer = timed(lambda typed=typed: desk.post(page, typed))
        if answer.status_code != 302:
            raise RuntimeError(f"the report was not saved: status {answer.status_code}")
        taken.append(milliseconds)
    return Timing("report saved by an editor", taken[1:])


def _typed(pk: int) -> dict[str, Any]:
    """The values that a browser would post from the form."""
    form = ReportForm(None, instance=Report.objects.select_related("meeting").get(pk=pk))
    typed: dict[str, Any] = {"version": form.instance.version}
    for name, field in form.fields.items():
        if name != "version":
            words = field.widget.decompress(form.get_initial_for_field(field, name))
            typed |= {f"{name}_{language}": text for language, text in zip(LANGUAGES, words, strict=True)}
    return typed
