"""Audit models of many-to-many relations: themes and areas of meetings and points, authors of records and reports."""

import pghistory

from consultations.models.meetings import Meeting
from consultations.models.record import Point
from consultations.models.reports import Report


@pghistory.track(obj_field=None)
class PointTheme(Point.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class PointArea(Point.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class MeetingAuthor(Meeting.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class ReportAuthor(Report.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class MeetingTheme(Meeting.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class MeetingArea(Meeting.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True
