"""The generators that are compared, sitegen among them, by name."""

from peers.eleventy import ELEVENTY
from peers.hugo import HUGO
from peers.mkdocs import MKDOCS
from peers.peer import Peer
from peers.pelican import PELICAN
from peers.sitegen import SITEGEN
from peers.zensical import ZENSICAL

OURS = SITEGEN
PEERS: dict[str, Peer] = {peer.name: peer for peer in (HUGO, ELEVENTY, PELICAN, MKDOCS, ZENSICAL)}
