"""Lets show in a small project, at once, what else shows only in a large one and after a while.

The program divides long lists, shares much work among processes, and trusts the time stamp of a file only when it is
old enough. Here a list is long with three lines, two stories are much work, and what is older than a few ticks of the
disk's clock is old. All builds that are compared have to live in the same world.
"""

import importlib
import runpy
import sys

from rebuilds.stand_ins import plant

LESS = {
    ("sitegen.pages.site_map", "FRONT"): 2,  # items on the front of a divided list
    ("sitegen.pages.directories", "LONGEST"): 2,  # lines of an index that is not divided
    ("sitegen.pages.periods", "MOST"): 2,  # items on the page of a month
    ("sitegen.pages.followed", "NEWEST_STORIES"): 2,  # entries of a feed
    ("sitegen.pages.followed", "NEWEST_ARTICLES"): 2,
    ("sitegen.pages.followed", "NEWEST_CHANGES"): 2,
    ("sitegen.pages.robots", "MOST"): 9,  # addresses in a file of the site map
    ("sitegen.crew", "WORTH"): 1,  # pieces of work for one more process
    ("sitegen.save.tree", "WORTH"): 1,  # files to be linked by two processes
    ("sitegen.load.scan", "YOUNG"): 20_000_000,  # nanoseconds; the clock ticks every four or ten million
}


def enter() -> None:
    """Change the numbers in this process. Fails when one of them has gone elsewhere: then it is to be named anew."""
    for (module, name), value in LESS.items():
        found = importlib.import_module(module)
        assert isinstance(getattr(found, name), int)
        setattr(found, name, value)


if __name__ == "__main__":
    plant()
    enter()
    sys.argv[0] = "sitegen"
    runpy.run_module("sitegen", run_name="__main__")
