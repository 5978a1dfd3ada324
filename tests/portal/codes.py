"""Reading the code of a paper as a telephone does."""

from __future__ import annotations

import pypdfium2
import zxingcpp


def scanned(pdf: bytes, page: int = 0, scale: float = 2) -> str:
    """The text of the QR code on a page; empty where there is none."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_pil()
    found = zxingcpp.read_barcode(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text if found else ""
