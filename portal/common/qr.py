from __future__ import annotations

import segno


def svg(address: str) -> str:
    """The QR code of ``address``, as a file of its own."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=8, border=4, dark="#000", light="#fff")
    return str(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
