"""Whose is it? Pairing by the key that proves stable in the very file."""

from __future__ import annotations

import time

from eventapp.interchange.identity import Features, pair_up, person_key
from tests.factories import at


def features(position: int, title: str, **values) -> Features:
    return Features(
        at=position,
        keys=values.pop("keys", {}),
        title=title,
        speakers=frozenset(values.pop("speakers", ())),
        place=values.pop("place", "buhne"),
        starts_at=at(values.pop("starts", "10:00")),
    )


def pairs(known: list[Features], new: list[Features]) -> list[tuple[int, int]]:
    return [(pair.known, pair.new) for pair in pair_up(known, new).pairs]


def test_a_stable_guid_pairs_even_a_wholly_new_title():
    known = [features(0, "ansible im verein", keys={"guid": "g1"}), features(1, "opening", keys={"guid": "g2"})]
    new = [features(0, "opening", keys={"guid": "g2"}), features(1, "mastodon", keys={"guid": "g1"}, starts="15:00")]

    assert pairs(known, new) == [(1, 0), (0, 1)]


def test_ids_given_to_other_talks_are_not_believed():
    known = [features(n, title, keys={"id": str(n)}) for n, title in enumerate(["eins", "zwanzig", "dreihundert"])]
    moved = ["zwanzig", "dreihundert", "viertausend"]
    new = [features(n, title, keys={"id": str(n)}, starts="12:00") for n, title in enumerate(moved)]

    pairing = pair_up(known, new)

    assert [(pair.known, pair.new) for pair in pairing.pairs] == [(1, 0), (2, 1)]
    assert pairing.doubts == ("Kennung (id) nicht verwendet: bei 3 von 3 steht dahinter jetzt etwas anderes",)


def test_a_slug_is_believed_where_ids_are_not():
    known = [features(n, t, keys={"id": str(n), "slug": t}) for n, t in enumerate(["auer", "both", "tramp"])]
    titles = ["both", "tramp", "auer"]
    new = [features(n, t, keys={"id": str(n), "slug": t}, starts="14:00") for n, t in enumerate(titles)]

    assert {pair.why for pair in pair_up(known, new).pairs} == {"gleiche Adresse (slug)"}


def test_without_keys_title_and_speakers_pair():
    known = [features(0, "lightning talks", speakers=["ada"]), features(1, "lightning talks", speakers=["bob"])]
    new = [
        features(0, "lightning talks", speakers=["bob"], starts="16:00"),
        features(1, "lightning talks", speakers=["ada"]),
    ]

    assert pairs(known, new) == [(1, 0), (0, 1)]


def test_breaks_of_one_title_are_paired_in_order():
    known = [features(0, "kaffee", starts="11:00"), features(1, "kaffee", starts="15:00")]
    new = [features(0, "kaffee", starts="11:15"), features(1, "kaffee", starts="15:15")]

    assert pairs(known, new) == [(0, 0), (1, 1)]


def test_breaks_stay_in_their_place_when_the_place_is_relabelled():
    known = [
        features(0, "vortrag eins", keys={"slug": "a"}, place="kosmos"),
        features(1, "pause", place="kosmos", starts="11:00"),
        features(2, "pause", place="zelt", starts="11:00"),
    ]
    new = [
        features(0, "vortrag eins", keys={"slug": "a"}, place="vortrage"),
        features(1, "pause", place="zelt", starts="11:15"),
        features(2, "pause", place="vortrage", starts="11:15"),
    ]

    assert pairs(known, new) == [(0, 0), (2, 1), (1, 2)]


def test_a_corrected_title_is_recognised_by_its_speakers():
    known = [features(0, "meltdown an spectre", speakers=["eva"])]
    new = [features(0, "meltdown and spectre", speakers=["eva"], starts="12:00")]

    assert pairs(known, new) == [(0, 0)]


def test_another_talk_of_the_same_person_is_another_talk():
    known = [features(0, "kubernetes im rathaus", speakers=["eva"])]
    new = [features(0, "warme aus dem hafen", speakers=["eva"], starts="12:00")]

    assert pairs(known, new) == []


def test_order_in_the_file_means_nothing():
    known = [features(n, f"vortrag {n} {n * 7}", keys={"id": str(n)}) for n in range(6)]
    new = [features(5 - n, f"vortrag {n} {n * 7}", keys={"id": str(n)}) for n in range(6)]

    assert sorted(pairs(known, new)) == [(n, 5 - n) for n in range(6)]


def test_academic_titles_make_no_other_person():
    assert person_key("Professor Dr. Ada Muster") == person_key("Prof. Dr. Ada Muster") == "ada muster"


def test_a_name_of_nothing_but_titles_keeps_them():
    assert person_key("Dr. Prof.") == "dr prof"


def numbered(*titles: str, **values) -> list[Features]:
    """A sheet with a running number: what stands in which line decides its ``id``."""
    return [features(n, title, keys={"id": str(n)}, **values) for n, title in enumerate(titles)]


def test_a_row_inserted_on_top_of_a_running_number_moves_no_identity():
    pairing = pair_up(numbered("apfel", "birne", "kirsche"), numbered("neu", "apfel", "birne", "kirsche"))

    assert [(pair.known, pair.new) for pair in pairing.pairs] == [(0, 1), (1, 2), (2, 3)]
    assert "id" not in pairing.believed


def test_a_row_inserted_between_titles_of_one_pattern_moves_no_identity():
    known = [features(n, f"talk nummer {name}", keys={"id": str(n)}, speakers=[name]) for n, name in enumerate("abc")]
    new = [features(n, f"talk nummer {name}", keys={"id": str(n)}, speakers=[name]) for n, name in enumerate("xabc")]

    assert pairs(known, new) == [(0, 1), (1, 2), (2, 3)]


def test_an_id_with_wholly_other_people_needs_more_than_half_a_title():
    known = [features(0, "talk nummer feige", keys={"id": "1"}, speakers=["ada"])]
    new = [features(0, "talk nummer zebra", keys={"id": "1"}, speakers=["bob"])]

    assert pairs(known, new) == []


def test_the_slot_alone_does_not_prove_an_id():
    assert pairs(numbered("apfel", "birne"), numbered("schrauben", "birne")) == [(1, 1)]


def test_an_id_keeps_a_corrected_title():
    known, new = numbered("warme aus dem hafn", "strom"), numbered("warme aus dem hafen", "strom", starts="12:00")

    assert pairs(known, new) == [(0, 0), (1, 1)]


def test_what_a_believed_guid_tells_apart_is_not_joined_by_its_title():
    known = [features(0, "strom", keys={"guid": "a"}), features(1, "netze planen", keys={"guid": "b"})]
    new = [features(0, "strom", keys={"guid": "a"}), features(1, "netze planen", keys={"guid": "c"})]

    assert pairs(known, new) == [(0, 0)]


def test_guids_that_are_new_in_every_build_part_nobody():
    known = [features(n, title, keys={"guid": f"a{n}"}) for n, title in enumerate(["strom", "netze"])]
    new = [features(n, title, keys={"guid": f"b{n}"}) for n, title in enumerate(["strom", "netze"])]

    assert pairs(known, new) == [(0, 0), (1, 1)]


def test_a_uid_that_lasts_pairs_even_a_wholly_new_title():
    known = [features(0, "strom", keys={"uid": "a"}), features(1, "netze", keys={"uid": "b"}, starts="12:00")]
    new = [features(0, "strom", keys={"uid": "a"}), features(1, "ganz anders", keys={"uid": "b"}, starts="12:00")]

    assert {(pair.known, pair.new): pair.why for pair in pair_up(known, new).pairs} == {
        (0, 0): "gleiche UID",
        (1, 1): "gleiche UID",
    }


def test_a_uid_used_twice_in_one_file_pairs_nobody():
    known = [features(n, title, keys={"uid": "a"}) for n, title in enumerate(["strom", "netze"])]
    new = [features(n, title, keys={"uid": "a"}) for n, title in enumerate(["netze", "strom"])]

    assert pairs(known, new) == [(1, 0), (0, 1)]


def test_one_break_less_leaves_the_nearest_ones_their_identity():
    known = [features(n, "kaffee", starts=starts) for n, starts in enumerate(["09:30", "11:00", "15:00"])]
    new = [features(n, "kaffee", starts=starts) for n, starts in enumerate(["11:15", "15:15"])]

    assert pairs(known, new) == [(1, 0), (2, 1)]


def test_many_unlike_sessions_of_one_person_are_not_all_compared():
    known = [features(n, f"{n:b} eins", speakers=["ada"]) for n in range(1500)]
    new = [features(n, f"{n:b} zwei {n}", speakers=["ada"]) for n in range(1500)]

    before = time.perf_counter()
    pairing = pair_up(known, new)

    assert time.perf_counter() - before < 5
    assert pairing.doubts == ("Zu viele Programmpunkte ohne Kennung: nicht alle ähnlichen Titel wurden verglichen",)
