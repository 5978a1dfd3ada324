"""Photographs of the demonstration: drawn, and saying so in the picture. Equal scenes give equal bytes."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFont

from jinwu.documents import store

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
