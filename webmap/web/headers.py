"""Security headers of every answer (docs/safety.md), and what may be kept by a browser.

Added around the whole application: an answer that forgot them, or an error raised on the way,
cannot leave without. It also costs a third of what setting them one by one did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: One dictionary, one policy: nothing inline, nothing from elsewhere, never in a frame.
CONTENT_SECURITY_POLICY: Final = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}

#: What a browser could tell of a person, a place or the devices around: no page of ours asks.
#: Names that Chromium knows; it complains in the console about the others.
REFUSED_FEATURES: Final = (
    "accelerometer", "browsing-topics", "camera", "compute-pressure", "display-capture",
    "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "serial", "storage-access", "usb", "window-management",
)  # fmt: skip

ALWAYS: Final = (
    ("Content-Security-Policy", "; ".join(f"{k} {v}" for k, v in CONTENT_SECURITY_POLICY.items())),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # The hosts of our links are not looked up before someone taps one.
    ("X-DNS-Prefetch-Control", "off"),
)
NO_STORE: Final = ("Cache-Control", "no-store")
#: Behind TLS. Two years. Never in a browser's preloaded list: that list is public.
STRICT_TRANSPORT: Final = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")

#: What a request for another host gets. It repeats nothing of what was asked.
_ANOTHER_HOST: Final = "Cette adresse n’est pas celle du site. This is not the site’s address.\n"
#: The supervisor asks by the machine's own address; the answer holds no address.
_FOR_THE_SUPERVISOR: Final = "/healthz"


def secured(application: WSGIApplication, public_url: str = "") -> WSGIApplication:
    """The application with our headers; whatever does not say otherwise is `no-store`.

    public_url: `https://host` of the site, as visitors see it. Requests for another host then get
    400, and addresses are made with its scheme, whatever a proxy or a visitor says.
    """
    added = [*ALWAYS, STRICT_TRANSPORT] if public_url else [*ALWAYS]
    # Browsers leave out the port of https.
    host = urlsplit(public_url).netloc.lower().removesuffix(":443")

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start = _starting(start_response, added)
        if not host:
            return application(environ, start)
        if not _is_for(environ, host):
            return _refused(start)
        environ["wsgi.url_scheme"] = "https"
        return application(environ, start)

    return answer


def _starting(start_response: StartResponse, added: list[tuple[str, str]]) -> StartResponse:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
        kept = any(name == NO_STORE[0] for name, _ in headers)
        return start_response(status, headers + added + ([] if kept else [NO_STORE]), *rest)

    return start


def _is_for(environ: WSGIEnvironment, host: str) -> bool:
    asked: str = environ.get("HTTP_HOST", "")
    return asked.lower() == host or environ.get("PATH_INFO") == _FOR_THE_SUPERVISOR


def _refused(start: StartResponse) -> Iterable[bytes]:
    body = _ANOTHER_HOST.encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start("400 BAD REQUEST", headers)
    return [body]
