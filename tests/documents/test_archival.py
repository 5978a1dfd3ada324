"""PDF/A-2b as far as it can be read off a file. No validator (veraPDF) is to be had as a Python package; these are the rules of
ISO 19005-2 that a Typst template could break, looked at in every paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest

from jinwu.documents.render import set_facts
from jinwu.documents.samples import AT, Fill
from jinwu.documents.templates import templates
from jinwu.documents.wordings import trial

DAY = date(2026, 11, 20)


@pytest.mark.parametrize("paper", list(templates), ids=lambda paper: paper.key)
def test_a_paper_keeps_the_rules_of_the_archive(paper):
    content = set_facts(trial.example(paper, paper.on(DAY), Fill.FULL), at=AT).pdf
    assert wrong_with(content) == []


def test_the_look_finds_what_is_wrong():
    made = pikepdf.new()
    page = made.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    made.pages[-1].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    out = io.BytesIO()
    made.save(out)
    assert page is not None
    assert set(wrong_with(out.getvalue())) == {
        "no PDF/A-2B in the metadata", "no output intent with a profile", "/Helvetica is not embedded",
        "/Helvetica does not say which characters it draws", "an action: /JavaScript",
    }  # fmt: skip


def wrong_with(content: bytes) -> list[str]:
    """What keeps a file from being PDF/A-2b, of what can be looked up in it."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if content[:5] != b"%PDF-" or max(content[9:14]) < 128:
            found.append("no binary mark after the header")
        if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
            found.append("locked")
        if "/ID" not in pdf.trailer:
            found.append("no identity in the trailer")
        metadata = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        if b"pdfaid:part>2<" not in metadata or b"pdfaid:conformance>B<" not in metadata:
            found.append("no PDF/A-2B in the metadata")
        intents = list(pdf.Root.get("/OutputIntents", []))
        if not any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
            found.append("no output intent with a profile")
        for item in pdf.objects:
            found += [wrong for each in _inside(item) for wrong in _object(each)]
    return found


def _inside(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """An object and whatever is written within it."""
    if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
        yield item
        parts = list(item.values()) if isinstance(item, pikepdf.Dictionary) else []
    else:
        parts = list(item) if isinstance(item, pikepdf.Array) else []
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _inside(part)


def _object(item: pikepdf.Object) -> list[str]:
    found = []
    kind, subtype = item.get("/Type"), item.get("/Subtype")
    if kind == "/Font":
        found += _font(item)
    if item.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"):
        found.append(f"an action: {item.S}")
    if kind == "/Catalog" and ({"/AcroForm", "/AA"} & set(item.keys())):
        found.append("a form or actions of its own")
    if "/EmbeddedFiles" in item or kind == "/EmbeddedFile":
        found.append("a file inside")
    if subtype == "/Image" and item.get("/Interpolate", False):
        found.append("a picture that is smoothed")
    if isinstance(item, pikepdf.Stream) and "LZW" in str(item.get("/Filter", "")):
        found.append("LZW")
    if kind == "/Annot" and subtype != "/Link":
        found.append(f"an annotation: {subtype}")
    return found


def _font(font: pikepdf.Object) -> list[str]:
    name, subtype = str(font.get("/BaseFont", "")), font.get("/Subtype")
    found = []
    if subtype == "/Type0":
        if "/ToUnicode" not in font:
            found.append(f"{name} does not say which characters it draws")
    elif subtype != "/Type3":
        described = font.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            found.append(f"{name} is not embedded")
        if subtype not in ("/CIDFontType0", "/CIDFontType2") and "/ToUnicode" not in font:
            found.append(f"{name} does not say which characters it draws")
        if subtype == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            found.append(f"{name} does not map its glyphs")
    return found
