"""The electronic seal holds over the very bytes that were issued, and says so to any reader of PAdES."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from tests.documents.certificates import PASSWORD, certificate
from tests.documents.papers import DAY, NOON, VENDOR, decision

from jinwu.documents import esign
from jinwu.documents.render import render
from jinwu.kit import clock

SINCE = datetime(2020, 1, 1, tzinfo=clock.ZONE)


@pytest.fixture
def seal(settings, tmp_path):
    """The certificate with which documents are sealed."""
    file, made = certificate(tmp_path, SINCE)
    settings.SEAL_FILE, settings.SEAL_PASSWORD = str(file), PASSWORD
    return made


@pytest.fixture
def paper(db):
    return render("on_the_spot_decision", decision(party=VENDOR), on=DAY, at=NOON).pdf


def verdict(pdf: bytes, made):
    """What pyHanko's own validator says, trusting this certificate only."""
    root = x509.Certificate.load(made.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    return validate_pdf_signature(PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0], context)


def test_a_sealed_file_is_the_issued_bytes_with_a_seal_that_holds(seal, paper):
    sealed = esign.seal(paper, at=NOON)
    assert sealed.pdf.startswith(paper)
    assert "测试市城市管理局" in sealed.subject
    found = verdict(sealed.pdf, seal)
    assert found.bottom_line
    assert found.coverage.name == "ENTIRE_FILE"


def test_a_changed_byte_breaks_the_seal(seal, paper):
    sealed = bytearray(esign.seal(paper, at=NOON).pdf)
    comment = sealed.index(b"\n%") + 2  # beneath the head: no reader needs it
    sealed[comment] ^= 1
    found = verdict(bytes(sealed), seal)
    assert not found.intact
    assert not found.bottom_line


def test_another_organ_s_certificate_is_not_trusted(seal, paper, tmp_path):
    (tmp_path / "other").mkdir()
    _file, other = certificate(tmp_path / "other", SINCE)
    assert not verdict(esign.seal(paper, at=NOON).pdf, other).trusted


@pytest.mark.parametrize(("at", "holds"), [(0, True), (10, True), (-1, False), (11, False)])
def test_only_while_the_certificate_is_in_force(settings, tmp_path, paper, at, holds):
    file, _made = certificate(tmp_path, SINCE, days=10)
    settings.SEAL_FILE, settings.SEAL_PASSWORD = str(file), PASSWORD
    day = SINCE + timedelta(days=at)
    if holds:
        assert esign.seal(paper, at=day).pdf
    else:
        with pytest.raises(esign.NoSeal, match="holds from 2020-01-01 to 2020-01-11"):
            esign.seal(paper, at=day)


def test_what_is_missing_is_said(settings, tmp_path, paper, seal):
    settings.SEAL_PASSWORD = "wrong"
    with pytest.raises(esign.NoSeal, match="cannot be read"):
        esign.seal(paper, at=NOON)
    settings.SEAL_FILE = str(tmp_path / "gone.p12")
    with pytest.raises(esign.NoSeal, match="cannot be read"):
        esign.seal(paper, at=NOON)
    settings.SEAL_FILE = ""
    with pytest.raises(esign.NoSeal, match="No electronic seal"):
        esign.seal(paper, at=NOON)
