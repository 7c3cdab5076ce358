from consultations.models.agenda import AgendaItem, AxisRun, Turn
from consultations.models.attendance import Attendance
from consultations.models.live import Operation
from consultations.models.meetings import Axis, Meeting, Series
from consultations.models.record import Carriage, ContributionOpening, Intervention, Point
from consultations.models.registrations import Registration
from consultations.models.reports import DraftedSentence, Report, ReportedPoint, ReportStep
from consultations.models.ties import MeetingArea, MeetingAuthor, MeetingTheme, PointArea, PointTheme, ReportAuthor

__all__ = [
    "AgendaItem",
    "Attendance",
    "Axis",
    "AxisRun",
    "Carriage",
    "ContributionOpening",
    "DraftedSentence",
    "Intervention",
    "Meeting",
    "MeetingArea",
    "MeetingAuthor",
    "MeetingTheme",
    "Operation",
    "Point",
    "PointArea",
    "PointTheme",
    "Registration",
    "Report",
    "ReportAuthor",
    "ReportStep",
    "ReportedPoint",
    "Series",
    "Turn",
]
