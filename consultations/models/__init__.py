from consultations.models.attendance import Attendance
from consultations.models.meetings import Axis, Meeting, Series
from consultations.models.record import Carriage, Intervention, Point
from consultations.models.reports import Report, ReportedPoint, ReportStep

__all__ = [
    "Attendance",
    "Axis",
    "Carriage",
    "Intervention",
    "Meeting",
    "Point",
    "Report",
    "ReportStep",
    "ReportedPoint",
    "Series",
]
