"""What the office decides, and what of it is public."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from eventapp.database import db
from eventapp.exhibitors import offers
from eventapp.exhibitors.actions.handing_in import NothingToHandIn
from eventapp.exhibitors.actions.questions import HandedInAnew, NotAsked, NothingAsked, answer, ask
from eventapp.exhibitors.actions.review import (
    NothingPublic,
    accept_all,
    decline,
    restore_entry,
    take_off,
    withdraw_entry,
)
from eventapp.exhibitors.actions.taking_part import readmit, withdraw
from eventapp.exhibitors.models import Entry
from eventapp.exhibitors.queries import find_entry, open_questions, public_exhibitors_of, waiting_entries
from eventapp.exhibitors.states import NotInThisState
from eventapp.fair.models import Fair
from eventapp.journal.models import JournalEntry
from tests.exhibitors.stand import (
    COMPANY,
    DIGEST,
    accepted,
    again,
    do,
    entry_of,
    handed_in,
    here,
    later,
    mails,
    make_exhibit,
    make_invited,
    make_public,
    office,
    person,
    write_on,
)
from tests.factories import make_fair

pytestmark = pytest.mark.usefixtures("in_app")


def public_version() -> int:
    db.session.expire_all()
    return db.session.scalars(select(Fair.public_version)).one()


def titles(fair_id: int) -> list[str]:
    return [exhibit.title.de for exhibit in public_exhibitors_of(fair_id).exhibits]


def asked(exhibitor, text: str = "Ist das der Name im Register?", field: str = "name") -> Entry:
    entry = handed_in(exhibitor, write_on(entry_of(exhibitor), COMPANY))[0]
    do(ask, entry, text, field=field, by=office())
    return again(entry)


def loaded(entry: Entry) -> Entry:
    db.session.expire_all()
    found = find_entry(entry.fair_id, entry.id)
    assert found is not None
    return found


def test_what_is_accepted_is_public_word_for_word():
    exhibitor = make_invited()
    make_public(exhibitor)
    exhibit = accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])

    public = public_exhibitors_of(exhibitor.fair_id)

    assert (public.exhibitors[0].name, public.exhibitors[0].exhibits) == ("SIBA GmbH", ("sicherung-mit-gedaechtnis",))
    assert (exhibit.slug, public.exhibits[0].exhibitors) == ("sicherung-mit-gedaechtnis", ("siba-gmbh",))


def test_accepting_counts_as_a_publication_and_what_is_never_public_does_not():
    exhibitor = make_invited()
    before = public_version()
    make_public(exhibitor)
    after_company = public_version()
    delivery = handed_in(exhibitor, write_on(entry_of(exhibitor, "delivery"), {"how": "nothing"}))[0]
    accepted(delivery)

    assert (after_company - before, public_version() - after_company) == (1, 0)


def test_later_edits_leave_the_public_as_it_is_until_they_are_accepted():
    exhibitor = make_invited()
    entry = make_public(exhibitor)
    write_on(entry, {"city": "Dortmund"})
    while_drafted = public_exhibitors_of(exhibitor.fair_id).exhibitors[0].city
    handed_in(exhibitor, entry)
    while_handed_in = public_exhibitors_of(exhibitor.fair_id).exhibitors[0].city
    accepted(entry)

    assert (while_drafted, while_handed_in) == ("Lünen", "Lünen")
    assert public_exhibitors_of(exhibitor.fair_id).exhibitors[0].city == "Dortmund"


def test_declined_changes_leave_the_old_ones_public():
    exhibitor = make_invited()
    entry = make_public(exhibitor)
    handed_in(exhibitor, write_on(entry, {"city": "Dortmund"}))

    do(decline, entry, "Der Sitz ist Lünen.", submission=2, by=office())

    assert (again(entry).state, again(entry).declined_reason) == ("declined", "Der Sitz ist Lünen.")
    assert public_exhibitors_of(exhibitor.fair_id).exhibitors[0].city == "Lünen"


def test_what_was_handed_in_anew_meanwhile_is_not_accepted_unseen():
    exhibitor = make_invited()
    entry = handed_in(exhibitor, write_on(entry_of(exhibitor), COMPANY))[0]
    handed_in(exhibitor, write_on(entry, {"text_de": "Ganz anders."}))

    with pytest.raises(HandedInAnew):
        do(accept_all, [(entry, 1)], by=office())

    assert public_exhibitors_of(exhibitor.fair_id).exhibitors == ()


def test_a_draft_cannot_be_accepted():
    exhibitor = make_invited()

    with pytest.raises(NotInThisState):
        do(accept_all, [(make_exhibit(exhibitor), 0)], by=office())


def test_an_exhibit_is_public_only_with_its_exhibitor():
    exhibitor = make_invited()
    accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])

    assert titles(exhibitor.fair_id) == []


def test_two_exhibits_of_the_same_title_have_addresses_of_their_own():
    exhibitor = make_invited()
    first, second = make_exhibit(exhibitor), make_exhibit(exhibitor)
    handed_in(exhibitor)

    do(accept_all, [(first, 1), (second, 1)], by=office())

    assert sorted([again(first).slug or "", again(second).slug or ""]) == [
        "sicherung-mit-gedaechtnis",
        "sicherung-mit-gedaechtnis-2",
    ]


def test_an_address_stays_when_the_title_changes():
    exhibitor = make_invited()
    exhibit = accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])

    handed_in(exhibitor, write_on(exhibit, {"title_de": "Etwas anderes"}))

    assert accepted(exhibit).slug == "sicherung-mit-gedaechtnis"


def test_accepting_several_sends_one_mail_per_exhibitor():
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    entries = [*handed_in(siba, make_exhibit(siba), make_exhibit(siba))]
    entries += handed_in(ianus, make_exhibit(ianus, by=person("anna@ianus.example")), by=person("anna@ianus.example"))

    do(accept_all, [(entry, 1) for entry in entries], by=office())

    told = {mail.to_address: len(mail.values["entries"]) for mail in mails("decided")}
    assert told == {"erika@siba.example": 2, "anna@ianus.example": 1}


def test_the_journal_says_what_became_different_by_accepting():
    exhibitor = make_invited()
    entry = make_public(exhibitor)
    handed_in(exhibitor, write_on(entry, {"city": "Dortmund"}))
    accepted(entry)

    row = db.session.scalars(
        select(JournalEntry).where(JournalEntry.kind == "entry.accepted").order_by(JournalEntry.id.desc())
    ).first()

    assert row is not None
    assert row.name == "Firmeneintrag – SIBA GmbH"
    assert row.differences == [{"field": "Ort", "old": "Lünen", "new": "Dortmund"}]


def test_what_a_member_says_of_itself_is_known_at_the_next_fair():
    exhibitor = make_invited()

    make_public(exhibitor)

    member = here(exhibitor).member
    assert (member.street, member.organisation_kind) == ("Borker Straße 22", "manufacturer")


def test_a_question_goes_to_the_member_at_its_field():
    exhibitor = make_invited()

    entry = asked(exhibitor)

    assert entry.state == "question"
    values = mails("question")[0].values
    assert (values["field"], values["text"]) == ("Name mit Rechtsform", "Ist das der Name im Register?")
    assert "/konto/link/" in values["link"]


def test_an_answer_puts_the_entry_back_with_what_the_draft_says_now():
    exhibitor = make_invited()
    entry = asked(exhibitor)
    write_on(entry, {"name": "SIBA Sicherungen GmbH"})
    question = open_questions(loaded(entry))[0]

    do(answer, entry, question.id, "Nein, jetzt ist er richtig.", by=person())

    assert (again(entry).state, again(entry).handed_in["name"]) == ("answered", "SIBA Sicherungen GmbH")
    assert [one.id for one in waiting_entries(exhibitor.fair_id)] == [entry.id]


def test_only_the_last_answer_puts_it_back():
    exhibitor = make_invited()
    entry = asked(exhibitor)
    do(ask, entry, "Und der Ort?", field="city", by=office())
    first, second = open_questions(loaded(entry))

    do(answer, entry, first.id, "Ja.", by=person())
    between = again(entry).state
    do(answer, entry, second.id, "Ja.", by=person())

    assert (between, again(entry).state) == ("question", "answered")


def test_a_question_can_be_answered_after_the_deadline():
    exhibitor = make_invited()
    entry = asked(exhibitor)
    write_on(entry, {"name": "SIBA Sicherungen GmbH"}, at=later(days=90))
    question = open_questions(loaded(entry))[0]

    do(answer, entry, question.id, "Berichtigt.", by=person(), at=later(days=90))

    assert again(entry).handed_in["name"] == "SIBA Sicherungen GmbH"


def test_an_answer_does_not_hand_in_what_is_incomplete():
    exhibitor = make_invited()
    entry = asked(exhibitor)
    write_on(entry, {"street": ""})
    question = open_questions(loaded(entry))[0]

    with pytest.raises(NothingToHandIn):
        do(answer, entry, question.id, "So.", by=person())

    assert again(entry).state == "question"


def test_a_question_is_answered_once_and_with_words():
    exhibitor = make_invited()
    entry = asked(exhibitor)
    question_id = open_questions(loaded(entry))[0].id
    with pytest.raises(NothingAsked):
        do(answer, entry, question_id, " ", by=person())
    do(answer, entry, question_id, "Ja.", by=person())

    with pytest.raises((NotAsked, NotInThisState)):
        do(answer, entry, question_id, "Nein.", by=person())


def test_the_office_can_decide_without_the_answer():
    exhibitor = make_invited()
    entry = asked(exhibitor)

    accepted(entry)

    assert (again(entry).state, open_questions(loaded(entry))) == ("accepted", [])


def test_declining_needs_a_reason():
    exhibitor = make_invited()
    entry = handed_in(exhibitor, write_on(entry_of(exhibitor), COMPANY))[0]

    with pytest.raises(NothingAsked) as refused:
        do(decline, entry, " ", submission=1, by=office())

    assert refused.value.field == "reason"


def test_what_is_taken_off_is_gone_from_the_public_and_its_address_stays_taken():
    exhibitor = make_invited()
    make_public(exhibitor)
    exhibit = accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])
    before = public_version()

    do(take_off, exhibit, "Falsches Bild.", by=office())

    assert (titles(exhibitor.fair_id), again(exhibit).state, public_version() - before) == ([], "declined", 1)
    second = accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])
    assert second.slug == "sicherung-mit-gedaechtnis-2"


def test_nothing_public_cannot_be_taken_off():
    exhibitor = make_invited()

    with pytest.raises(NothingPublic):
        do(take_off, make_exhibit(exhibitor), "Weg.", by=office())


def test_a_withdrawn_exhibit_is_gone_and_comes_back_as_a_draft_only():
    exhibitor = make_invited()
    make_public(exhibitor)
    exhibit = accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])

    do(withdraw_entry, exhibit, by=person())
    gone = titles(exhibitor.fair_id)
    do(restore_entry, exhibit, by=person())

    assert (gone, titles(exhibitor.fair_id), again(exhibit).state) == ([], [], "draft")
    assert accepted(handed_in(exhibitor, exhibit)[0]).slug == "sicherung-mit-gedaechtnis"


def test_a_draft_that_was_never_handed_in_leaves_nothing_behind():
    exhibitor = make_invited()
    exhibit = make_exhibit(exhibitor)

    do(withdraw_entry, exhibit, by=person())

    assert db.session.scalars(select(Entry).where(Entry.kind == "exhibit")).all() == []


def test_the_company_entry_cannot_be_withdrawn_alone():
    exhibitor = make_invited()

    with pytest.raises(NothingPublic):
        do(withdraw_entry, entry_of(exhibitor), by=person())


def test_a_member_that_withdraws_is_gone_from_the_public_and_comes_back_as_it_was():
    exhibitor = make_invited()
    make_public(exhibitor)
    before = public_version()

    do(withdraw, exhibitor, reason="Kein Personal.", by=person())
    gone = public_exhibitors_of(exhibitor.fair_id).exhibitors
    do(readmit, exhibitor, by=office())

    assert (gone, public_version() - before) == ((), 2)
    assert [one.name for one in public_exhibitors_of(exhibitor.fair_id).exhibitors] == ["SIBA GmbH"]


def test_a_withdrawn_partner_is_not_named():
    fair = make_fair()
    siba, ianus = make_invited(fair), make_invited(fair, "IANUS GmbH", "anna@ianus.example")
    make_public(siba)
    company = write_on(entry_of(ianus), {**COMPANY, "name": "IANUS GmbH"}, by=person("anna@ianus.example"))
    accepted(handed_in(ianus, company, by=person("anna@ianus.example"))[0])
    accepted(handed_in(siba, make_exhibit(siba, partners=[ianus.id]))[0])
    together = public_exhibitors_of(fair.id)

    do(withdraw, ianus, by=None)

    assert together.exhibits[0].exhibitors == ("siba-gmbh", "ianus-gmbh")
    assert together.find("ianus-gmbh").exhibits == ("sicherung-mit-gedaechtnis",)
    assert public_exhibitors_of(fair.id).exhibits[0].exhibitors == ("siba-gmbh",)


def test_a_logo_is_shown_only_with_the_consent_that_was_accepted_with_it():
    exhibitor = make_invited()
    logo = {"logo": DIGEST, "logo_alt": "Schriftzug SIBA", "logo_rights": True}
    entry = write_on(entry_of(exhibitor), {**COMPANY, **logo})
    before = public_exhibitors_of(exhibitor.fair_id).pictures
    accepted(handed_in(exhibitor, entry)[0])

    assert (before, public_exhibitors_of(exhibitor.fair_id).pictures) == (frozenset(), frozenset({DIGEST}))


def test_rooms_below_are_told_of_what_is_accepted(monkeypatch: pytest.MonkeyPatch):
    told = []
    hear = [lambda entry, by, at: told.append((entry.kind, entry.exhibitor.member.name, by.name))]
    monkeypatch.setattr(offers, "after_acceptance", hear)
    exhibitor = make_invited()

    accepted(handed_in(exhibitor, make_exhibit(exhibitor))[0])

    assert told == [("exhibit", "SIBA GmbH", "Büro")]
