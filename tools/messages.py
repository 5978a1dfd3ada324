"""Translations: collect source strings of a room, compile .po to .mo, check that none is missing.

python tools/messages.py update ROOM…   collect strings into src/jinwu/ROOM/locale/zh_Hans/LC_MESSAGES/django.po
python tools/messages.py compile        write every .mo
python tools/messages.py check          fail on a missing, fuzzy or unknown string
"""

from __future__ import annotations

import os
import re
import sys
from io import BytesIO
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent / "src" / "jinwu"
KEYWORDS = {
    "N_": None,
    "_": None,
    "say": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def po_path(room: str) -> Path:
    return SOURCE / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def rooms() -> list[str]:
    return sorted(path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("_"))


def collect(room: str) -> dict[str, list[str]]:
    """Source strings of a room with the files they stand in; a counted string is `singular\0plural`."""
    from babel.messages.extract import extract

    found: dict[str, list[str]] = {}
    for path in sorted((SOURCE / room).rglob("*")):
        if "migrations" in path.parts or "locale" in path.parts:
            continue
        if path.suffix == ".py":
            text = path.read_text()
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            text = _template_as_python(path.read_text())
        else:
            continue
        for _line, message, _comments, _context in extract("python", BytesIO(text.encode()), KEYWORDS):
            one = "\0".join(message[:2]) if isinstance(message, tuple) else message
            if one:
                found.setdefault(one, []).append(str(path.relative_to(SOURCE)))
    return found


def _template_as_python(text: str) -> str:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    calls = re.findall(
        r"(?:gettext|ngettext|pgettext|\b_)\((?:[^()\"']|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')*\)", templatize(text)
    )
    return "\n".join(re.sub(r"\bu(['\"])", r"\1", call) for call in calls)


def update(room: str) -> None:
    path = po_path(room)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {_key(entry): _chinese(entry) for entry in old} | {entry.msgid: _chinese(entry) for entry in old}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "zh_Hans",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for message, places in sorted(collect(room).items()):
        single, _sep, plural = message.partition("\0")
        text = known.get(message) or known.get(plural) or known.get(single) or ""
        entry = (
            polib.POEntry(msgid=single, msgid_plural=plural, msgstr_plural={0: text})
            if plural
            else polib.POEntry(msgid=single, msgstr=text)
        )
        entry.comment = ", ".join(sorted(set(places)))
        if "{" in message:
            entry.flags.append("python-brace-format")
        fresh.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    missing = [entry.msgid for entry in fresh if not _chinese(entry)]
    print(f"{room}: {len(fresh)} strings, {len(missing)} without Chinese")
    for message in missing:
        print(f"  {message!r}")


def compile_all() -> None:
    """Write every .mo under another name first: a server that starts meanwhile never reads half a file."""
    for path in sorted(SOURCE.glob("*/locale/*/LC_MESSAGES/django.po")):
        draft = path.with_suffix(f".{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(path.with_suffix(".mo"))


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgid}\0{entry.msgid_plural}" if entry.msgid_plural else entry.msgid


def _chinese(entry: polib.POEntry) -> str:
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def _places(text: str) -> set[tuple[str, str]]:
    return set(re.findall(r"\{(\w+)\}|%\((\w+)\)s", text))


def problems() -> list[str]:
    """One line per missing, fuzzy or ill-formed translation."""
    found = []
    for room in rooms():
        wanted = collect(room)
        path = po_path(room)
        have = {_key(e): e for e in polib.pofile(str(path))} if path.exists() else {}
        for message, places in sorted(wanted.items()):
            entry = have.get(message)
            if entry is None or not _chinese(entry):
                found.append(f"{room}: no Chinese for {message!r} ({places[0]})")
            elif entry.fuzzy:
                found.append(f"{room}: fuzzy: {message!r}")
            elif _places(message) != _places(_chinese(entry)):
                found.append(f"{room}: other places in the Chinese of {message!r}")
        found += [f"{room}: unused: {message!r}" for message in have if message not in wanted]
    return found


def main(words: list[str]) -> int:
    command, names = (words or ["check"])[0], words[1:]
    if command == "update":
        for room in names or rooms():
            update(room)
        compile_all()
        return 0
    if command == "compile":
        compile_all()
        return 0
    found = problems()
    print("\n".join(found) or "all strings have their Chinese")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
