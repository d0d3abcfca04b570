"""Where this server is reached, for addresses that leave it: in manifests, snippets and short links."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


def root(base: str) -> str:
    """Scheme and host: those of the edition's IRIs, unless the request came to another host.

    Behind a proxy that ends TLS the request itself does not tell the scheme.
    """
    public = urlsplit(base)
    return f"{public.scheme}://{public.netloc}" if request.host == public.netloc else request.host_url.rstrip("/")
