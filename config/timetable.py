"""Which tasks run regularly, and when (``settings.CELERY_BEAT_SCHEDULE``). Hours are those of ``settings.CELERY_TIMEZONE``."""

from __future__ import annotations

import os
from typing import Any, Final

from celery.schedules import crontab

OUTBOX_SWEEP_SECONDS: Final = float(os.environ.get("OUTBOX_SWEEP_SECONDS", "15"))
TASKS: Final[dict[str, dict[str, Any]]] = {
    "sweep-outbox": {"task": "core.tasks.sweep_outbox", "schedule": OUTBOX_SWEEP_SECONDS},
    "forget-old-drafts": {"task": "proposals.tasks.forget_old_drafts", "schedule": crontab(hour=3, minute=50)},
    "remind-of-promises": {"task": "proposals.tasks.remind_of_promises", "schedule": crontab(hour=7, minute=15)},
    "remind-of-partnerships": {
        "task": "cooperation.tasks.remind_of_partnerships",
        "schedule": crontab(hour=7, minute=45),
    },
    # After the working day of the cell, so that one message holds what it did.
    "send-daily-news": {"task": "proposals.tasks.send_daily_news", "schedule": crontab(hour=18, minute=10)},
    "scan-waiting-files": {"task": "core.tasks.scan_waiting_files", "schedule": crontab(minute="*/30")},
    "remove-orphans": {"task": "core.tasks.remove_orphans", "schedule": crontab(hour=4, minute=10)},
    "remind-of-late-reports": {
        "task": "consultations.tasks.remind_of_late_reports",
        "schedule": crontab(hour=7, minute=30),
    },
    "remind-of-meetings": {"task": "consultations.tasks.remind_of_meetings", "schedule": crontab(hour=8, minute=30)},
    "remind-of-trainings": {"task": "cooperation.tasks.remind_of_trainings", "schedule": crontab(hour=8, minute=40)},
    "forget-participants": {"task": "cooperation.tasks.forget_participants", "schedule": crontab(hour=4, minute=25)},
    "forget-unconfirmed-registrations": {
        "task": "consultations.tasks.forget_unconfirmed_registrations",
        "schedule": crontab(hour=4, minute=20),
    },
    "forget-invitation-mails": {
        "task": "partners.tasks.forget_invitation_mails",
        "schedule": crontab(hour=4, minute=30),
    },
    "forget-unconfirmed-numbers": {
        "task": "partners.tasks.forget_unconfirmed_numbers",
        "schedule": crontab(hour=4, minute=50),
    },
    # At seven. The later runs send what is left: after a failure, or where there is more than one run can send.
    "send-digests": {"task": "followers.tasks.send_digests", "schedule": crontab(minute="*/5", hour="7-11")},
    "forget-follow-requests": {"task": "followers.tasks.forget_old", "schedule": crontab(hour=4, minute=40)},
    "prerender-missing-parts": {
        "task": "portal.public.tasks.prerender_missing_parts",
        "schedule": crontab(minute="*/2"),
    },
    "forget-old-media": {"task": "cooperation.tasks.forget_old_media", "schedule": crontab(hour=4, minute=55)},
    "release-press-kits": {"task": "cooperation.tasks.release_press_kits", "schedule": crontab()},
    "typeset-demands": {"task": "publications.tasks.typeset_demands", "schedule": crontab(minute="1-59/5")},
    "clear-sessions": {"task": "core.tasks.clear_sessions", "schedule": crontab(hour=3, minute=40)},
}
