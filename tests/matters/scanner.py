"""What a scanner makes of paper: pictures of pages, a little askew, in one PDF."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image


def pages_of(pdf: bytes, turned: float = 0.6) -> list[Image.Image]:
    """The printed pages as a scanner sees them."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=150 / 72, grayscale=True).to_pil() for page in document]
    return [one.rotate(turned, fillcolor=255) for one in found]


def scan(*pages: Image.Image) -> bytes:
    """One PDF of these pages."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return out.getvalue()


def blank() -> Image.Image:
    return Image.new("L", (1240, 1754), 250)
