"""Only pages of this preview may talk to it."""

import pytest
from websockets.exceptions import InvalidStatus

from sitegen.serve.host import known_host, same_origin


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "localhost:8000", "127.0.0.1:8000", "LocalHost:8000"]
)
def test_this_machine_is_known_with_the_port_or_without(host: str) -> None:
    assert known_host(host, 8000)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8000", "127.0.0.1:80", "127.0.0.1.evil.example", "localhost:8000:1", "::1"],
)
def test_every_other_host_is_unknown(host: str) -> None:
    assert not known_host(host, 8000)


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "https://localhost:8000", "http://localhost", "file://"]
)
def test_a_page_from_elsewhere_is_of_another_origin(origin: str) -> None:
    assert not same_origin(origin, "localhost:8000")


def test_a_request_for_another_host_is_refused(running) -> None:
    assert running.get("/", Host="evil.example").status == 403
    assert running.get("/_sitegen/preview.js", Host=f"evil.example:{running.preview.port}").status == 403
    assert running.get("/", Host=f"localhost:{running.preview.port}").status == 200


def test_a_socket_from_another_host_or_page_is_refused(running) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        with pytest.raises(InvalidStatus):
            running.listen(**headers)
    own = f"http://127.0.0.1:{running.preview.port}"
    assert running.listen(Origin=own).hello["problems"] == []


def test_it_listens_on_this_machine_alone(running) -> None:
    assert running.preview._socket.getsockname()[0] == "127.0.0.1"
