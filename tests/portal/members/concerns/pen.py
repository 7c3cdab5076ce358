"""Helper: writes concerns like a browser without JavaScript."""

from __future__ import annotations

import io
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from partners.models import Membership
from portal.members.concerns.draft_session import COOKIE
from proposals.models import Concern, Draft
from tests import factories
from tests.security.browsing import fields

SUBJECT: dict[str, Any] = {
    "kind": "concern",
    "use": "public_named",
    "themes": ["schools_surroundings"],
    "title": "دراجات نارية مسرعة قرب مدارس الحي",
}
MATTER: dict[str, Any] = {
    "text": "منذ الدخول المدرسي تمر دراجات نارية بسرعة كبيرة في أوقات الخروج.",
    "areas": "hamria",
    "place": "محيط المدارس",
    "since": "quarter",
    "times": ["school"],
    "suggestion": "دورية عند خروج التلاميذ",
}


class Pen:
    """One signed-in browser of somebody who represents an association."""

    def __init__(self, user: Any | None = None, **options: Any) -> None:
        self.user = user or factories.representative()
        self.client = Client(**options)
        self.client.force_login(self.user)

    def begin(self) -> Draft:
        """What the form of the page would send, without the page; a test of the pages types into them."""
        of = Membership.objects.current().filter(user=self.user).values_list("association", flat=True)[0]
        answer = self.client.post("/members/concerns/new/", {"draft": str(uuid.uuid4()), "association": of})
        assert answer.status_code == 302, answer.content.decode()
        self.draft = Draft.objects.get(pk=answer.url.split("/")[3])
        return self.draft

    def address(self, end: str) -> str:
        return f"/members/drafts/{self.draft.pk}/{end}"

    def open(self, step: int) -> Any:
        return self.client.get(self.address(f"{step}/"))

    def type(self, step: int, go: str = "on", **values: Any) -> Any:
        """Fill in the form as it stands and press a button."""
        sent = fields(self.open(step)) | values | {"go": go}
        return self.client.post(self.address(f"{step}/"), sent)

    def write(self, **values: Any) -> None:
        """All of the first two steps, posted at once, without their pages."""
        for step, matter in ((1, SUBJECT), (2, MATTER)):
            sent = {"step": step, "version": self.version(), "tab": uuid.uuid4().hex, "number": 1, "go": "on"}
            answer = self.client.post(
                self.address(f"{step}/"), sent | {name: values.get(name, value) for name, value in matter.items()}
            )
            assert answer.status_code == 302, answer.context["wrong"]

    def version(self) -> int:
        return Draft.objects.get(pk=self.draft.pk).version

    def send(self) -> Any:
        return self.client.post(self.address("send/"), {"version": self.version()})

    def sent(self, **values: Any) -> Concern:
        """Write and send the draft at hand, or a new one."""
        if not Draft.objects.filter(pk=self.draft.pk if hasattr(self, "draft") else None).exists():
            self.begin()
        self.write(**values)
        answer = self.send()
        assert answer.status_code == 302, answer.content.decode()
        return Concern.objects.get(reference=answer.url.split("/")[3])

    def attach(self, upload: Any, upload_id: str = "") -> Any:
        """As the script sends it."""
        sent = {"files": upload, "upload": upload_id or uuid.uuid4().hex}
        return self.client.post(self.address("files/"), sent, headers={"accept": "application/json"})

    def forget_key(self) -> None:
        del self.client.cookies[COOKIE]


def html(answer: Any) -> str:
    return str(answer.content.decode())


def photo(name: str = "صورة.jpg", colour: str = "red") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")
