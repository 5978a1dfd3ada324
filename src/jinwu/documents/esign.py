"""The electronic seal (电子印章): a PAdES signature with the organ's certificate over the bytes that were issued.

The issued bytes stay as they are: a sealed file is those bytes with a signature after them, with a digest of its own. The
certificate is a PKCS#12 file (`JINWU_SEAL_FILE`, `JINWU_SEAL_PASSWORD`), RSA or ECDSA. A seal after GB/T 38540 with SM2 comes from a
provider's own service and is not made here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from jinwu.kit import clock
from jinwu.law.messages import say
from jinwu.law.problems import Problem

FIELD = "Seal"


class NoSeal(Problem):
    """An electronic seal cannot be set: none is set up, or its certificate is not in force."""


@dataclass(frozen=True)
class Sealed:
    """A sealed file, and the certificate under which it was sealed: subject, and SHA-256 of the certificate."""

    pdf: bytes
    subject: str
    certificate: str


def available() -> bool:
    """Whether a certificate is set up here."""
    return bool(settings.SEAL_FILE)


def seal(pdf: bytes, *, at: datetime) -> Sealed:
    """The PDF with the organ's electronic seal after its bytes. Raises `NoSeal`."""
    signer = _signer()
    certificate = signer.signing_cert
    _in_force(certificate, at)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    what = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, name=certificate.subject.human_friendly,
    )  # fmt: skip
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), what, signer=signer, output=out)
    return Sealed(out.getvalue(), certificate.subject.human_friendly, certificate.sha256.hex())


def _signer() -> Any:
    if not available():
        raise NoSeal(
            say("No electronic seal is set up here."), say("Seal the printed paper, or have the certificate set up.")
        )
    try:
        from pyhanko.sign import signers
    except ImportError:
        raise NoSeal(
            say("The package pyhanko is missing."), say("Have it installed: it is the extra “seal” of the program.")
        ) from None
    password = settings.SEAL_PASSWORD.encode() or None
    file = Path(settings.SEAL_FILE)
    signer = signers.SimpleSigner.load_pkcs12(str(file), passphrase=password) if file.is_file() else None
    if signer is None:
        raise NoSeal(
            say("The certificate of the electronic seal cannot be read."),
            say("Have its file and its password looked at."),
        )
    return signer


def _in_force(certificate: Any, at: datetime) -> None:
    since, until = certificate.not_valid_before, certificate.not_valid_after
    if not since <= at <= until:
        raise NoSeal(
            say("The certificate of the electronic seal holds from {since} to {until} only.",
                since=since.astimezone(clock.ZONE).date(), until=until.astimezone(clock.ZONE).date()),
            say("Seal the printed paper, and have the certificate renewed."),
        )  # fmt: skip
