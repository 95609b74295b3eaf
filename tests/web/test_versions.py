"""How long a process believes that nothing was published."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from eventapp.web.versions import Versions


class Watch:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def versions(watch: Watch) -> Versions:
    return Versions(1.0, watch)


def never() -> int:
    raise AssertionError("nobody should be asked")


def away() -> int:
    raise ConnectionError("the database is away")


def test_what_was_asked_is_believed_for_a_second(versions: Versions, watch: Watch):
    versions.find("messe", lambda: 7)
    watch.seconds += 0.9

    assert versions.find("messe", never) == versions.known("messe") == 7


def test_after_a_second_it_is_asked_again(versions: Versions, watch: Watch):
    versions.find("messe", lambda: 7)
    watch.seconds += 1.0

    assert versions.known("messe") is None
    assert versions.find("messe", lambda: 8) == versions.known("messe") == 8


def test_the_second_begins_before_the_asking(versions: Versions, watch: Watch):
    def slow() -> int:
        watch.seconds += 5
        return 7

    assert versions.find("messe", slow) == 7
    assert versions.known("messe") is None


def test_without_a_second_it_is_asked_every_time(watch: Watch):
    versions = Versions(0, watch)

    assert [versions.find("messe", lambda number=number: number) for number in (7, 8)] == [7, 8]


def test_a_fair_that_does_not_exist_is_not_remembered(versions: Versions):
    assert versions.find("messe", lambda: None) is None
    assert versions.find("messe", lambda: 1) == 1


def test_a_database_that_is_away_is_asked_by_the_next_one_too(versions: Versions, watch: Watch):
    versions.find("messe", lambda: 7)
    watch.seconds += 1

    with pytest.raises(ConnectionError):
        versions.find("messe", away)

    assert versions.known("messe") is None
    assert versions.find("messe", lambda: 7) == 7


def test_while_one_asks_the_others_go_on_with_what_was_known(versions: Versions, watch: Watch):
    versions.find("messe", lambda: 7)
    watch.seconds += 1
    asking, answered = Event(), Event()

    def slow() -> int:
        asking.set()
        answered.wait(10)
        return 8

    thread = Thread(target=versions.find, args=("messe", slow))
    thread.start()
    asking.wait(10)
    meanwhile = versions.find("messe", never), versions.known("messe")
    answered.set()
    thread.join()

    assert (meanwhile, versions.known("messe")) == ((7, 7), 8)


def test_what_was_known_long_ago_is_nobody_s_answer_while_one_asks(versions: Versions, watch: Watch):
    versions.find("messe", lambda: 7)
    watch.seconds += 3600

    assert versions.find("messe", lambda: versions.known("messe") or 8) == 8


def test_after_a_publication_of_our_own_it_is_asked_at_once(versions: Versions):
    versions.find("messe", lambda: 7)

    versions.forget()

    assert versions.known("messe") is None


def test_an_answer_from_before_the_publication_is_not_believed_after_it(versions: Versions):
    def overtaken() -> int:
        versions.forget()
        return 7

    assert versions.find("messe", overtaken) == 7
    assert versions.known("messe") is None
