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

#: Nothing inline, nothing from elsewhere, never in a frame. `policy` may add to it.
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

POLICY: Final = "Content-Security-Policy"


def policy(**within: str) -> str:
    """Value of the policy. `script`, `style`: the hash of a file of ours that the page holds.

    No other text may stand in the page: a hash is of every byte.
    """
    added = {f"{kind}-src": f"'self' {digest}" for kind, digest in within.items()}
    return "; ".join(f"{k} {v}" for k, v in {**CONTENT_SECURITY_POLICY, **added}.items())


ALWAYS: Final = (
    (POLICY, policy()),
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
    added = [*ALWAYS, NO_STORE, STRICT_TRANSPORT] if public_url else [*ALWAYS, NO_STORE]
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
        said = {name for name, _ in headers}
        unsaid = [header for header in added if header[0] not in said]
        return start_response(status, headers + unsaid, *rest)

    return start


def _is_for(environ: WSGIEnvironment, host: str) -> bool:
    asked: str = environ.get("HTTP_HOST", "")
    return asked.lower() == host or environ.get("PATH_INFO") == _FOR_THE_SUPERVISOR


def _refused(start: StartResponse) -> Iterable[bytes]:
    body = _ANOTHER_HOST.encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start("400 BAD REQUEST", headers)
    return [body]
