"""What an attacker would try first: scripts in a page, forms of other sites, cookies in the clear, frames, strange files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.cast import PASSWORD
from tests.web import table

import jinwu
from jinwu.kit.permission import permission_of

pytestmark = pytest.mark.django_db(databases=["default", "log"])
SOURCE = Path(jinwu.__file__).parent
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:|hx-on",
    re.I,
)
#: Forms of papers are set by typst, and a report that leaves as a file is opened elsewhere: neither is a page.
NOT_PAGES = ("documents/", "cli/", "reports/templates/reports/annual_file.html")


def test_no_source_of_a_page_holds_a_script_or_a_style():
    found = {}
    for path in (*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        text = path.read_text()
        if not name.startswith(NOT_PAGES) and INLINE.search(text):
            found[name] = INLINE.findall(text)
    assert found == {}


def test_no_script_makes_code_or_styles_from_text():
    makes = re.compile(r"\beval\(|new Function|document\.write|\.style\.cssText")
    found = {path.name: makes.findall(path.read_text()) for path in SOURCE.rglob("static/**/*.js")}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("path", ["/sign-in/", "/account/", "/nowhere/", "/api/v1/registers", "/check/", "/files/x/"])
def test_every_answer_bears_the_headers(cast, client, path):
    client.force_login(cast.officer)
    headers = client.get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_what_somebody_signed_in_sees_is_kept_by_no_cache(cast, client):
    client.force_login(cast.officer)
    assert "no-store" in client.get("/account/")["Cache-Control"]


def test_every_form_of_another_site_is_refused(cast):
    """Each address is posted to by somebody signed in, without the token: refused, or not taken at all."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(cast.officer)
    taken = {}
    for address in table.addresses():
        if permission_of(address.view, "POST") is None:
            continue
        status = browser.post(address.path).status_code
        if status not in (403, 404, 405):
            taken[address.pattern] = status
    assert taken == {"/api/v1/token": 400, "/check/": 422}, "no session takes part there"


def test_a_cookie_that_opens_something_is_read_by_no_script_and_sent_by_no_other_site(cast, client):
    client.post("/sign-in/", {"username": "wenbin", "password": PASSWORD})
    for name in ("sessionid", "csrftoken", "jinwu_browser"):
        cookie = client.cookies[name]
        assert cookie["httponly"] or name == "csrftoken", name
        assert cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name


def settings_of(**environment):
    """What the product's settings say in such an environment."""
    said = "SECURE SESSION_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_PROXY_SSL_HEADER"
    code = (
        "import json; from jinwu.config import settings;"
        f"print(json.dumps({{name: getattr(settings, name, None) for name in {said!r}.split()}}))"
    )
    kept = {
        name: value for name, value in os.environ.items() if name not in ("JINWU_TLS", "JINWU_ORIGINS", "JINWU_PROXIES")
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=kept | environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_by_https_cookies_are_bound_to_it_and_to_the_host():
    for environment in ({"JINWU_TLS": "1"}, {"JINWU_ORIGINS": "https://cg.example.gov.cn"}):
        found = settings_of(**environment)
        assert found["SESSION_COOKIE_SECURE"]
        assert found["CSRF_COOKIE_SECURE"]
        assert found["SESSION_COOKIE_NAME"].startswith("__Host-")


def test_on_the_machine_itself_plain_http_goes_on():
    found = settings_of()
    assert not found["SECURE"]
    assert found["SESSION_COOKIE_NAME"] == "sessionid"
    assert found["SECURE_PROXY_SSL_HEADER"] is None, "a header that anybody may send says nothing without a proxy"
    assert settings_of(JINWU_PROXIES="1")["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_a_session_that_somebody_else_chose_is_not_signed_in(cast, client):
    """Session fixation: the key from before signing in opens nothing afterwards."""
    client.get("/sign-in/")
    client.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
    client.post("/sign-in/", {"username": "wenbin", "password": PASSWORD})
    assert client.cookies["sessionid"].value != "abcdefghijklmnopqrstuvwxyz012345"
    other = Client()
    other.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_no_address_sends_one_to_another_site(cast, client, target):
    client.force_login(cast.officer)
    assert client.post("/language/", {"language": "en", "next": target}).url == "/"
    assert client.get("/sign-in/", {"next": target}).url == "/"


PIXEL = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("program.exe", b"MZ\x90\x00"),
        ("photo.jpg", b"<!doctype html><script>alert(1)</script>"),
        ("empty.png", b""),
    ],
)
def test_only_pictures_and_pdf_are_taken_whatever_they_call_themselves(cast, client, name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(cast.officer)
    answer = client.post("/files/", {"file": SimpleUploadedFile(name, content, "image/png")})
    assert answer.status_code == 422
