"""Evidence files: told by their content, kept byte for byte, refused when cut short."""

from __future__ import annotations

import io
import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jinwu.documents import store
from jinwu.documents.models import StoredFile
from jinwu.documents.store import FileRefused, keep


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.SPOOL = tmp_path / "spool"


def picture(form: str, **options) -> bytes:
    image = Image.effect_noise((320, 240), 60).convert("RGB")
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photograph() -> bytes:
    """A JPEG with the time and device that a phone writes into it."""
    exif = Image.Exif()
    exif[0x0110] = "某型号"
    exif[0x0132] = "2023:05:10 09:05:00"
    return picture("JPEG", exif=exif, quality=90)


def heic() -> bytes:
    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + name + body

    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0" * 40) + box(b"mdat", b"\1" * 400)


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\n0000000000 65535 f \n"
    b"trailer<</Size 1/Root 1 0 R>>\nstartxref\n40\n%%EOF\n"
)
FILES = {
    "image/jpeg": photograph,
    "image/png": lambda: picture("PNG"),
    "image/webp": lambda: picture("WEBP"),
    "image/heic": heic,
    "application/pdf": lambda: PDF,
}


@pytest.mark.parametrize("media", FILES)
def test_a_file_is_kept_byte_for_byte(db, media):
    content = FILES[media]()
    kept = keep(SimpleUploadedFile("现场照片.bin", content), kind="paper", by="haowenbin")
    assert (kept.media_type, kept.size, kept.name, kept.kept_by) == (media, len(content), "现场照片.bin", "haowenbin")
    assert store.read(kept) == content


def test_time_and_device_in_a_photograph_are_evidence_and_stay(db):
    kept = keep(photograph())
    assert Image.open(io.BytesIO(store.read(kept))).getexif()[0x0132] == "2023:05:10 09:05:00"


def test_the_same_file_twice_is_kept_once(db):
    content = photograph()
    assert keep(content).pk == keep(SimpleUploadedFile("again.jpg", content)).pk
    assert StoredFile.objects.count() == 1


def test_the_name_does_not_make_the_type(db):
    assert keep(SimpleUploadedFile("假.pdf", picture("PNG"), content_type="application/pdf")).media_type == "image/png"
    with pytest.raises(FileRefused):
        keep(SimpleUploadedFile("照片.jpg", b"MZ\x90 program", content_type="image/jpeg"))


@pytest.mark.parametrize("media", FILES)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99, -1])
def test_a_file_cut_short_is_refused_and_nothing_is_kept(db, media, part):
    content = FILES[media]()
    cut = content[: part if part < 0 else int(len(content) * part)]
    if media == "application/pdf" and part == -1:
        return  # the last line end of a PDF is nothing lost
    with pytest.raises(FileRefused) as refused:
        keep(cut, kind="paper")
    assert refused.value.remedy
    assert not StoredFile.objects.exists()


def test_a_damaged_picture_is_refused(db):
    content = bytearray(picture("PNG"))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(FileRefused, match="damaged"):
        keep(bytes(content))


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"%PDF-", b"text", b"<svg/>", b"\x00" * 100])
def test_what_is_no_file_of_a_known_type_is_refused(db, content):
    with pytest.raises(FileRefused):
        keep(content, kind="paper")


def test_each_kind_takes_its_own_types(db):
    with pytest.raises(FileRefused) as refused:
        keep(PDF, kind="photo")
    assert "JPEG" in str(refused.value.remedy)
    assert keep(PDF, kind="scan").media_type == "application/pdf"


def test_a_file_above_the_limit_is_refused_before_it_is_read(db, settings):
    settings.EVIDENCE_LIMIT = 1000
    with pytest.raises(FileRefused, match="larger"):
        keep(photograph())

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert 0 < size <= 1001
            return b"\xff\xd8\xff" + b"\0" * (size - 3)

    with pytest.raises(FileRefused, match="larger"):
        keep(Endless())
