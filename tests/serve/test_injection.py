"""The preview's script comes into a page on its way, and may open its socket."""

import pytest

from sitegen.serve.injection import with_preview

TAG = '<script src="/_sitegen/preview.js" defer data-file="a&quot;b.html" data-version="v-1"></script>'


def injected(page: str) -> str:
    return with_preview(page.encode(), file='a"b.html', version="v-1", host="localhost:8000").decode()


def policy(content: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{content}">'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<body><p>x</p></body></html>", f"<body><p>x</p>{TAG}</body></html>"),
        ("<BODY>x</BODY>", f"<BODY>x{TAG}</BODY>"),
        ("<p>no body", f"<p>no body{TAG}"),
        ("<body><pre>&lt;/body></pre></body>", f"<body><pre>&lt;/body></pre>{TAG}</body>"),
    ],
)
def test_the_script_stands_at_the_end_of_the_body(page: str, expected: str) -> None:
    assert injected(page) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "default-src 'self'; img-src data:",
            "default-src 'self'; img-src data:; connect-src 'self' WS",
        ),
        ("default-src 'none';", "default-src 'none'; connect-src 'self' WS"),
        (
            "connect-src https://x.example; img-src *",
            "connect-src 'self' https://x.example WS; img-src *",
        ),
        (
            "default-src 'self' https:; connect-src 'none'",
            "default-src 'self' https:; connect-src 'self' WS",
        ),
        ("script-src 'self'", "script-src 'self'"),
    ],
)
def test_the_policy_lets_the_socket_through_and_nothing_else(before: str, after: str) -> None:
    expected = policy(after.replace("WS", "ws://localhost:8000"))
    assert injected(f"<head>{policy(before)}</head>") == f"<head>{expected}</head>{TAG}"
