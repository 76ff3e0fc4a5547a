"""Who may talk to the preview: pages of this very server. A name that an attacker points at 127.0.0.1 is not ours."""

NAMES = ("localhost", "127.0.0.1", "[::1]")


def known_host(host: str, port: int) -> bool:
    """Whether a Host header names this machine, with the right port or none (DNS rebinding brings another name)."""
    return host.lower() in {*NAMES, *(f"{name}:{port}" for name in NAMES)}


def same_origin(origin: str, host: str) -> bool:
    """Whether a WebSocket was opened by a page of ours. What is no browser sends no Origin, and may come in."""
    return origin == "" or origin.lower() == f"http://{host.lower()}"
