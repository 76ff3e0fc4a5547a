"""The generators that are compared, sitegen among them, by name."""

from peers.eleventy import ELEVENTY, LEAN_ELEVENTY
from peers.hugo import HUGO, LEAN_HUGO
from peers.mkdocs import MKDOCS
from peers.peer import Peer
from peers.pelican import LEAN_PELICAN, PELICAN
from peers.sitegen import SITEGEN
from peers.zensical import ZENSICAL

__all__ = ["HUGO", "LEANEST", "LEAN_HUGO", "MKDOCS", "OURS", "PEERS", "PELICAN", "USUAL", "Peer"]

OURS = SITEGEN
PEERS: dict[str, Peer] = {
    peer.name: peer for peer in (HUGO, LEAN_HUGO, ELEVENTY, LEAN_ELEVENTY, PELICAN, LEAN_PELICAN, MKDOCS, ZENSICAL)
}
USUAL = (HUGO, LEAN_HUGO, ELEVENTY, PELICAN, MKDOCS, ZENSICAL)
LEANEST = {each.tool: each.changed(name=each.tool) for each in (LEAN_HUGO, LEAN_ELEVENTY, LEAN_PELICAN)}
