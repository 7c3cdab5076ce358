from consultations.models.attendance import Attendance
from consultations.models.meetings import Axis, Meeting, Series
from consultations.models.record import Carriage, Intervention, Point
from consultations.models.reports import Report, ReportedPoint, ReportStep
from consultations.models.ties import MeetingAuthor, PointArea, PointTheme, ReportAuthor

__all__ = [
    "Attendance",
    "Axis",
    "Carriage",
    "Intervention",
    "Meeting",
    "MeetingAuthor",
    "Point",
    "PointArea",
    "PointTheme",
    "Report",
    "ReportAuthor",
    "ReportStep",
    "ReportedPoint",
    "Series",
]
