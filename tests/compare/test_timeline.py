"""The timeline: what story.md tells, what was said, and when the articles appeared."""

from dataclasses import replace

from compare.toys import report, says, told

from sitegen.compare.timeline import timeline
from sitegen.model.article import Article
from sitegen.model.moment import Moment
from sitegen.model.story import Event, Utterance


def day(date: str) -> Moment:
    return Moment(precision="day", stamp=date)


def minute(stamp: str) -> Moment:
    return Moment(precision="minute", stamp=stamp)


def lines(*articles: Article, events: tuple[Event, ...] = (), said: tuple[Utterance, ...] = ()) -> list[str]:
    story = replace(told(*articles), timeline=events, utterances=said)
    return [
        " ".join(filter(None, (row.kind, row.article, row.when.stamp[:10], *row.utterances))) for row in timeline(story)
    ]


def test_a_story_with_one_date_has_no_timeline() -> None:
    assert lines(report("post", published=day("2031-05-12"))) == []


def test_what_has_no_date_comes_last() -> None:
    assert lines(
        report("post"),
        report("herald", published=day("2031-05-12")),
        events=(Event(when=Moment(), what="A ship sank"),),
    ) == ["published herald 2031-05-12", "event", "published post"]


def test_two_clocks_that_show_one_instant_are_one_event() -> None:
    article = report("post", published=minute("2031-05-12T14:04-06:00"), updated=minute("2031-05-12T16:04:53-04:00"))
    other = report("herald", published=day("2031-05-13"))
    assert lines(article, other) == ["published post 2031-05-12", "published herald 2031-05-13"]


def test_a_later_version_is_an_event_of_its_own() -> None:
    article = report("post", published=minute("2031-05-12T14:04Z"), updated=minute("2031-05-12T18:00Z"))
    assert lines(article) == ["published post 2031-05-12", "updated post 2031-05-12"]


SAID = Utterance(id="briefing", speaker="officials", when=day("2031-05-12"))


def test_what_was_said_stands_on_its_day() -> None:
    article = report("post", says(utterance="briefing"), published=day("2031-05-13"))
    assert lines(article, said=(SAID,)) == ["said 2031-05-12 briefing", "published post 2031-05-13"]


def test_what_nobody_quotes_is_no_event() -> None:
    assert lines(report("post", published=day("2031-05-13")), said=(SAID,)) == []


def test_an_event_that_tells_of_an_utterance_is_not_told_twice() -> None:
    article = report("post", says(utterance="briefing"), published=day("2031-05-13"))
    told_of = Event(when=day("2031-05-12"), what="The officials speak at the port")
    another_day = Event(when=day("2031-05-11"), what="The officials arrive")
    assert lines(article, events=(another_day, told_of), said=(SAID,)) == [
        "event 2031-05-11",
        "event 2031-05-12 briefing",
        "published post 2031-05-13",
    ]
