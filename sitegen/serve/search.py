"""The search index of the preview, made beside everything else, for the newest wish only.

In a thread of its own, which leaves the work to other processes: what is shown comes first, the index follows it. What
a newer wish overtakes is ended at once; what it had finished by then need not be made again.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from sitegen.serve.site import Bundle

Wish = TypeVar("Wish")
IsOver = Callable[[], bool]
PAUSE = 0.05  # seconds without a change before indexing starts: nobody searches between two keystrokes
CALM = 1.0  # the same between a first index and a better one: until then the machine belongs to who searches


class Search(Generic[Wish]):
    """Makes an index of what is wanted, and gives it to `show`. A wish is anything that can be compared.

    `index` makes it, perhaps a first one sooner and then a better one; it asks the function that it is given now and
    then whether it is over, and then raises something.
    """

    def __init__(
        self,
        index: Callable[[Wish, IsOver], Iterable[Bundle]],
        show: Callable[[Bundle], None],
        say: Callable[[str], None],
    ) -> None:
        self._index = index
        self._show = show
        self._say = say
        self._news = threading.Condition()
        self._wanted: Wish | None = None
        self._wishes = 0  # counts what was wanted: after an edit and its undoing the same is a new wish
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="search", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def want(self, wish: Wish) -> None:
        """Ask for an index; returns at once."""
        with self._news:
            if wish == self._wanted:
                return
            self._wanted = wish
            self._wishes += 1
            self._news.notify()

    def stop(self) -> None:
        """End within moments, with the processes that are under way and what they have written."""
        with self._news:
            self._stopped = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(timeout=2.0)

    def _work(self) -> None:
        done = 0
        while True:
            with self._news:
                while not self._stopped and self._wishes == done:
                    self._news.wait()
                while not self._stopped and self._news.wait(PAUSE):
                    pass  # every change begins the pause anew
                done, wish = self._wishes, self._wanted
            if self._stopped or wish is None:
                return
            self._make(wish, done)

    def _make(self, wish: Wish, number: int) -> None:
        def is_over() -> bool:
            return self._stopped or self._wishes != number

        try:
            for index in self._index(wish, is_over):
                if is_over():
                    return
                self._show(index)
                with self._news:
                    if self._news.wait_for(is_over, CALM):
                        return
        except Exception as error:  # whatever it is, the preview goes on with the last index
            if not is_over():
                self._say(f"search was not indexed: {error}")
