"""What the papers of a case say."""

from __future__ import annotations

import io
import re

import pypdf
from tests.cases.street import Street

from jinwu.documents import setting


def text_of(street: Street, paper: str) -> str:
    """The text of the latest paper of that kind, without blanks."""
    made = [each for each in street.last.state.papers if each.paper == paper][-1]
    pages = pypdf.PdfReader(io.BytesIO(setting.read(made.document))).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
