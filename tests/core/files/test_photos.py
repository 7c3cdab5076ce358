"""Conversion and refusal of photos."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, ImageCms

from core.files import Refused, limits
from tests.core.files.given import chunk, examined, opened, picture

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photo_becomes_a_jpeg_whatever_it_is_called(form):
    clean = examined(picture(form=form), "page.html")

    assert clean[:3] == ("image", "image/jpeg", "jpg")
    assert opened(clean).size == (40, 20)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_transparent_photo_stays_transparent(form):
    clean = examined(
        picture(mode="RGBA", form=form, colour=(255, 0, 0, 100), **({"lossless": True} if form == "WEBP" else {}))
    )

    assert clean[:3] == ("image", "image/png", "png")
    assert opened(clean).getpixel((0, 0)) == (255, 0, 0, 100)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("1", 1, 255),
        ("L", 100, 100),
        ("I;16", 100 * 257, 100),
        ("P", 0, 0),
        ("RGBA", (90, 90, 90, 255), 90),
    ],
)
def test_photo_of_any_depth_keeps_its_brightness(mode, colour, seen):
    clean = examined(picture(mode=mode, form="PNG", colour=colour))

    assert all(abs(channel - seen) <= 2 for channel in opened(clean).getpixel((20, 10)))


def test_cmyk_photo_becomes_rgb():
    assert opened(examined(picture(mode="CMYK", colour=(0, 255, 255, 0)))).getpixel((20, 10))[0] > 240


def test_photo_in_other_colours_is_converted():
    """Of a profile in which red is really blue, blue is what has to be seen."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tmp!").replace(b"bXYZ", b"rXYZ").replace(b"tmp!", b"bXYZ")

    red = opened(examined(picture(icc_profile=profile))).getpixel((20, 10))
    blue = opened(examined(picture(icc_profile=swapped))).getpixel((20, 10))
    broken = opened(examined(picture(icc_profile=b"no profile"))).getpixel((20, 10))

    assert red[0] > 240 > 15 > red[2]
    assert blue[2] > 240 > 15 > blue[0]
    assert broken[0] > 240


def test_photo_is_rotated_upright_and_loses_its_location():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "canary-device"
    exif[0x8825] = {1: "N", 2: (33.0, 53.0, 42.0)}
    given = picture(exif=exif, comment=b"canary-comment", xmp=b"<x>canary-xmp</x>", icc_profile=b"canary-profile")
    assert given.count(b"canary") == 4

    clean = examined(given)

    assert opened(clean).size == (20, 40)
    assert b"canary" not in clean.content
    assert set(opened(clean).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not opened(clean).getexif()


def test_transparent_photo_loses_its_text_metadata():
    given = picture(mode="RGBA", form="PNG", colour=(1, 2, 3, 4), icc_profile=b"canary")
    given = given[:33] + chunk(b"tEXt", b"Comment\0canary") + chunk(b"iTXt", b"XML\0\0\0\0\0canary") + given[33:]

    clean = examined(given)

    assert opened(clean).info == {}
    assert [clean.content[at + 4 : at + 8] for at in _chunk_starts(clean.content)] == [b"IHDR", b"IDAT", b"IEND"]


def _chunk_starts(content: bytes) -> list[int]:
    starts = [8]
    while (after := starts[-1] + 12 + struct.unpack_from("!I", content, starts[-1])[0]) < len(content):
        starts.append(after)
    return starts


def test_bytes_after_a_photo_are_removed():
    assert b"<script" not in examined(picture() + b"<script>alert(1)</script>").content


def test_large_photo_is_made_smaller():
    assert opened(examined(picture((5200, 2600)))).size == (2560, 1280)


def test_photo_is_taken_up_to_the_limit_of_its_pixels():
    taken = examined(picture((8_000, 5_000), mode="1", form="PNG", colour=1))

    assert opened(taken).size == (2560, 1600)
    with pytest.raises(Refused, match="40 million pixels"):
        examined(picture((8_000, 5_001), mode="1", form="PNG", colour=1))


def test_animation_becomes_its_first_frame():
    given = picture(form="WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")])

    assert opened(examined(given)).getpixel((20, 10))[0] > 200


def test_transparent_photo_too_large_as_png_becomes_a_jpeg(monkeypatch):
    monkeypatch.setattr("core.files.images.MAX_FILE_BYTES", 10)

    clean = examined(picture(mode="RGBA", form="PNG", colour=(255, 0, 0, 0)))

    assert clean.extension == "jpg"
    assert min(opened(clean).getpixel((0, 0))) > 250


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photo_that_is_cut_off_is_refused(form):
    stream = io.BytesIO()
    Image.effect_noise((300, 300), 50).convert("RGB").save(stream, form)

    with pytest.raises(Refused, match="damaged"):
        examined(stream.getvalue()[: len(stream.getvalue()) // 2])


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"])
def test_start_of_a_photo_is_not_a_photo(start):
    with pytest.raises(Refused, match="damaged"):
        examined(start + b"<html><script>alert(1)</script></html>" * 10)


def test_photo_that_asks_for_many_passes_is_refused():
    given = picture(progressive=True)
    at = given.index(b"\xff\xda")
    scan = given[at : given.index(b"\xff", at + 2)]

    with pytest.raises(Refused, match="damaged"):
        examined(given[:at] + scan * (limits.SCANS + 1) + given[at:])
