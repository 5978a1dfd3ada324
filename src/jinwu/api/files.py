"""Files over the API: photographs and scans in, papers and evidence out."""

from __future__ import annotations

from uuid import UUID

from ninja import File, Router
from ninja.files import UploadedFile
from ninja.schema import Schema

from jinwu.kit.permission import ACTING, STAFF, needs
from jinwu.law.messages import N_
from jinwu.web.request import HouseRequest
from jinwu.web.views import files

router = Router(tags=[N_("Files")])


class FileOut(Schema):
    """A file as it is kept: steps name it by its SHA-256."""

    sha256: str
    media_type: str
    url: str


@router.post("", response={201: FileOut}, summary=N_("Keep a photograph or scan"))
@needs(ACTING)
def keep(request: HouseRequest, file: UploadedFile = File(...)):
    """The bytes are kept as they are; a file cut short is refused. `?kind=scan` takes PDF, JPEG and PNG only."""
    return files.upload(request)


@router.get("/documents/{document}", summary=N_("A document of a matter; the opening is recorded"))
@needs(STAFF)
def document(request: HouseRequest, document: UUID):
    return files.document(request, document)


@router.get("/{sha256}", summary=N_("A paper, scan or photograph; the opening is recorded"))
@needs(STAFF)
def read(request: HouseRequest, sha256: str):
    return files.file(request, sha256)
