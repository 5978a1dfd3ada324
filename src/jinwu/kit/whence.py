"""Where a request comes from: its address behind our own proxies, and the browser in words."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

#: What a browser says of itself → its name; the first that fits, for nearly all of them also claim to be others.
_BROWSERS = (
    ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("wxwork", "企业微信"), ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"), ("UCBrowser", "UC Browser"), ("QQBrowser", "QQ Browser"), ("Edg", "Edge"),
    ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chromium", "Chromium"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"),
    ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Kylin", "Kylin"), ("UOS", "UOS"), ("Linux", "Linux"),
)  # fmt: skip


def address(request: HttpRequest) -> str:
    """Where the request comes from: as the outermost of our own reverse proxies saw it."""
    direct = request.META.get("REMOTE_ADDR", "")
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return passed[-settings.PROXIES] if 0 < settings.PROXIES <= len(passed) else direct


def network(found: str) -> str:
    """One household of the newer protocol has as many addresses as it likes, within one network of 64 bits."""
    try:
        one = ipaddress.ip_address(found)
    except ValueError:
        return found
    return str(ipaddress.ip_network(f"{one}/64", strict=False)) if one.version == 6 else str(one)


def device(request: HttpRequest) -> str:
    """Browser and system, such as "Chrome · Windows"; what nobody knows is left out."""
    said = request.headers.get("User-Agent", "")
    found = [next((name for sign, name in table if sign in said), "") for table in (_BROWSERS, _SYSTEMS)]
    return " · ".join(part for part in found if part)
