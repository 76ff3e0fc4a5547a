"""The preview's own script, put into a page on its way to the browser; the page itself stays as it was built."""

import re
from html import escape

POLICY = re.compile(
    rb'(<meta\b[^>]*?http-equiv=["\']?content-security-policy["\']?[^>]*?\bcontent=")([^"]*)(")', re.IGNORECASE
)
CONNECT = re.compile(rb"(?:^|;)\s*connect-src\s+([^;]*)", re.IGNORECASE)
DEFAULT = re.compile(rb"(?:^|;)\s*default-src\s+([^;]*)", re.IGNORECASE)


def with_preview(page: bytes, *, file: str, version: str, host: str) -> bytes:
    """The page with the preview's script before `</body>` (or at its end) and leave to open the preview's socket.

    `file` and `version` tell the script what it stands in: the file of the site, and the state it was taken from.
    """
    data = f'data-file="{escape(file)}" data-version="{escape(version)}"'
    script = f'<script src="/_sitegen/preview.js" defer {data}></script>'.encode()
    page = POLICY.sub(lambda match: match[1] + _with_socket(match[2], host.encode()) + match[3], page, count=1)
    end = page.rfind(b"</body>")
    if end < 0:
        end = page.lower().rfind(b"</body>")
    return page + script if end < 0 else page[:end] + script + page[end:]


def _with_socket(policy: bytes, host: bytes) -> bytes:
    """A policy that lets the script fetch from its own origin and open its WebSocket.

    The standard lets 'self' cover ws:// to the same host, but older browsers do not; naming the socket is right in all.
    """
    source = b"ws://" + host
    connect = CONNECT.search(policy)
    if connect:
        allowed = _sources(connect[1])
        return policy[: connect.start(1)] + b" ".join([*allowed, source]) + policy[connect.end(1) :]
    default = DEFAULT.search(policy)
    if not default:
        return policy
    return policy.rstrip(b"; ") + b"; connect-src " + b" ".join([*_sources(default[1]), source])


def _sources(text: bytes) -> list[bytes]:
    """The sources of a directive with 'self' among them; 'none' may not stand beside others."""
    kept = [source for source in text.split() if source.lower() not in (b"'none'", b"'self'")]
    return [b"'self'", *kept]
