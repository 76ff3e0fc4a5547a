"""A port to listen on: the one that was asked for, else the next free one."""

import socket
import sys

HOST = "127.0.0.1"
TRIES = 50


def listening_socket(port: int) -> socket.socket:
    """A socket that listens on 127.0.0.1: on `port`, on the next free one after it, or else on any free port."""
    for number in range(port, min(port + TRIES, 65536)):
        try:
            return _listening(number)
        except OSError:
            continue
    return _listening(0)


def _listening(port: int) -> socket.socket:
    # With the protocol named, asyncio sends at once what it is given; else an answer waits 40 ms for the one before it
    # to be acknowledged, on every connection that a browser keeps open.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On POSIX this only lets a port be used again at once; on Windows it would let two programs share it.
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
