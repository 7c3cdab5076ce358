"""Photos, encoded anew from their pixels, which removes everything else (location, device, thumbnails, scripts)."""

from __future__ import annotations

import io
import threading

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from core.files import Refused
from core.files.kinds import JPEG, PNG, Clean
from core.files.limits import COLOUR_PROFILE, LONGEST_SIDE, MAX_FILE_BYTES, PIXELS, SCANS

FORMATS = ("JPEG", "PNG", "WEBP")
START_OF_SCAN = b"\xff\xda"
QUALITY = 85
SIXTEEN_BITS = 257
SRGB = ImageCms.createProfile("sRGB")
# Decoding an image of the largest size needs 160 MB: one at a time.
_decoding = threading.Lock()


def remade(content: bytes) -> Clean:
    """The first picture in ``content``, rotated upright, in sRGB, at most :data:`limits.LONGEST_SIDE` pixels long. Raises :class:`Refused`."""
    try:
        with _decoding, Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > PIXELS:
                raise _too_large()
            if content.startswith(b"\xff\xd8") and content.count(START_OF_SCAN) > SCANS:
                raise _damaged()
            return _encoded(_upright(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Refused:
        raise
    except Exception:  # Pillow raises many different exceptions for a broken image
        raise _damaged() from None


def _upright(image: Image.Image) -> Image.Image:
    """Reduced before it is rotated: a JPEG is reduced while decoding."""
    profile = image.info.get("icc_profile")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value / SIXTEEN_BITS).convert("L")
    return _in_srgb(ImageOps.exif_transpose(image), profile)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    transparency = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert("RGB")
    coloured = _converted(image, profile) or image.convert("RGB")
    if transparency is not None and transparency.getextrema() != (255, 255):
        coloured.putalpha(transparency)
    coloured.info = {}
    return coloured


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """Converted to sRGB; ``None`` when the image has no colour profile that fits its mode."""
    if not profile or len(profile) > COLOUR_PROFILE:
        return None
    try:
        return ImageCms.profileToProfile(image, io.BytesIO(profile), SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _encoded(image: Image.Image) -> Clean:
    """As PNG only if the image has transparency and the file stays within the limit; otherwise as JPEG."""
    if image.mode == "RGBA":
        content = _saved(image, "PNG")
        if len(content) <= MAX_FILE_BYTES:
            return Clean(PNG.name, PNG.media_type, PNG.extension, content)
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    return Clean(JPEG.name, JPEG.media_type, JPEG.extension, _saved(image, "JPEG"))


def _saved(image: Image.Image, form: str) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, quality=QUALITY)
    return stream.getvalue()


def _too_large() -> Refused:
    return Refused(
        _("This photo has more than %(count)d million pixels. Send a smaller one.") % {"count": PIXELS // 1_000_000}
    )


def _damaged() -> Refused:
    return Refused(_("This photo is damaged or not complete. Take a screenshot of it and send that."))
