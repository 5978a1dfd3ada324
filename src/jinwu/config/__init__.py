"""Top floor: settings, urls, asgi."""
