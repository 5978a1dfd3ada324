"""Which fonts documents are printed with: the bureau's folder, then the system, then what set-up fetched.

The official look is 小标宋 for titles, 仿宋 for the body and 黑体 for headings. What is missing is replaced by the next
family of the list, glyph by glyph, so that a rare character in a name prints in another face rather than as a box.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

#: Families by role, best first. Names differ by foundry and system; a family that is not there is passed over.
WANTED: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", "FandolSong"),
    "body": (
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FangSong",
        "STFangsong",
        "FZFangSong-Z02S",
        "FandolFang",
        "FandolFang R",
    ),
    "head": ("SimHei", "STHeiti", "Microsoft YaHei", "FandolHei"),
}
#: What every role ends with: whole repertoires, rare name characters included.
SERIF = ("Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "SimSun-ExtB", "Songti SC")
SANS = ("Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC")
FALLBACK: dict[str, tuple[str, ...]] = {"title": SERIF + SANS, "body": SERIF + SANS, "head": SANS + SERIF}


@dataclass(frozen=True)
class Faces:
    """The fonts found: `roles` names the families present for each role, best first; `official` whether 仿宋 is there."""

    fonts: typst.Fonts
    roles: dict[str, tuple[str, ...]]

    @property
    def chinese(self) -> bool:
        """Whether Chinese can be printed at all."""
        return all(self.roles.values())

    @property
    def official(self) -> bool:
        """Whether the body prints in 仿宋, as GB/T 9704 asks."""
        return bool(set(self.roles["body"]) & set(WANTED["body"]))


def fetched() -> Path:
    """Where set-up puts fonts that it fetched as a package."""
    return Path(settings.HOME) / "fetched" / "fonts"


@lru_cache(maxsize=4)
def faces(folder: Path | None = None, system: bool = True) -> Faces:
    """The fonts of this installation; `folder` and `system` are for trying out another one. Read once per process."""
    bureau = Path(settings.FONTS) if folder is None else folder
    folders = [str(path) for path in (bureau, fetched()) if path.is_dir()]
    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=folders)
    present = set(fonts.families())
    roles = {
        role: tuple(name for name in dict.fromkeys(WANTED[role] + FALLBACK[role]) if name in present) for role in WANTED
    }
    return Faces(fonts, roles)
