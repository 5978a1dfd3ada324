"""Photographs and signed scans of the demonstration: drawn, and saying so in the picture. Equal scenes give equal bytes."""

from __future__ import annotations

import io
import random
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from jinwu.casefile.pictures import note_page
from jinwu.documents import setting, store
from jinwu.documents.scans import page_png
from jinwu.kit import clock

SIZE = (1280, 960)


def photograph(scene: str, by: str) -> str:
    """Keep a picture of `scene`, a road with whatever lies on it; its digest."""
    rng = random.Random(scene)
    picture = Image.new("RGB", SIZE, (176 + rng.randrange(30), 192, 205))
    draw = ImageDraw.Draw(picture)
    width, height = SIZE
    horizon = height * 2 // 5
    for at in range(0, width, 90):  # a row of houses
        top = horizon - rng.randrange(60, 240)
        grey = 120 + rng.randrange(60)
        draw.rectangle((at, top, at + 86, horizon), fill=(grey, grey - 8, grey - 18))
    draw.polygon(
        [(0, height), (width, height), (width * 3 // 5, horizon), (width * 2 // 5, horizon)], fill=(96, 97, 99)
    )
    draw.polygon([(width // 2 - 6, height), (width // 2 + 6, height), (width // 2, horizon)], fill=(224, 222, 210))
    for _heap in range(rng.randrange(2, 5)):
        x, y, size = rng.randrange(200, width - 300), rng.randrange(horizon + 120, height - 120), rng.randrange(60, 150)
        brown = 110 + rng.randrange(40)
        draw.polygon([(x, y), (x + size * 2, y), (x + size, y - size)], fill=(brown, brown - 30, brown - 60))
    draw.rectangle((0, height - 64, width, height), fill=(20, 20, 20))
    draw.text((24, height - 50), "DEMONSTRATION / DRAWN", fill=(240, 240, 240), font=ImageFont.load_default(28))
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=82)
    return store.keep(content.getvalue(), kind="photo", by=by, name=f"{scene}.jpg").sha256


def licence(party: dict[str, Any], by: str) -> str:
    """Keep a sheet in the place of a copy of a licence; its digest."""
    words = (
        "（演示用件，并非真实证照）", f"名称：{party['name']}", f"统一社会信用代码：{party['number']}",
        f"法定代表人：{party['legal_representative']}", f"住所：{party['address']}", "本复印件与原件核对无异。",
    )  # fmt: skip
    content = note_page("营业执照（复印件）", "\n".join(words), organ=party["name"], at=clock.now())
    return store.keep(content, kind="paper", by=by, name=f"{party['number']}.pdf").sha256


def signed_scan(document: UUID, where: tuple[float, float], by: str) -> str:
    """Keep the one page of a paper as a scanner gives it back when it was signed by hand; its digest."""
    page = Image.open(io.BytesIO(page_png(setting.read(document), resolution=120))).convert("L")
    rng = random.Random(document.bytes)
    draw = ImageDraw.Draw(page)
    width, height = page.size
    x, y = int(width * where[0]), int(height * where[1])
    for _stroke in range(9):
        draw.line([(x + rng.randrange(90), y + rng.randrange(-18, 18)) for _point in range(3)], fill=50, width=2)
        x += 12
    page = page.rotate(rng.uniform(-0.4, 0.4), fillcolor=252, resample=Image.Resampling.BILINEAR)
    content = io.BytesIO()
    page.save(content, "JPEG", quality=70)
    return store.keep(content.getvalue(), kind="scan", by=by, name=f"{document}.jpg").sha256
