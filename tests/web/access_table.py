"""Who may ask for what in the signed-in areas: every route below /konto, /desk and /mein-stand, by hand.

A new route is entered here in the same change; the matrix then asks for it as everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, url_for

from eventapp.web.sessions import is_private
from tests.factories import SLUG
from tests.web.addresses import ARGUMENTS

WHO = {
    "accounts.account": "signed_in",
    "accounts.code": "everyone",
    "accounts.end_other_sign_ins": "signed_in",
    "accounts.end_sign_in": "signed_in",
    "accounts.link": "everyone",
    "accounts.sign_in": "everyone",
    "accounts.sign_out": "signed_in",
    "accounts.speak": "everyone",
    "accounts.use_link": "everyone",
    "accounts_desk.invite": "organisers",
    "accounts_desk.invite_again": "organisers",
    "accounts_desk.overview": "organisers",
    "accounts_desk.withdraw": "organisers",
    "address.change": "signed_in",
    "address.prove": "signed_in",
    "desk.archive": "organisers",
    "desk.archive_page": "organisers",
    "desk.bring_back": "organisers",
    "desk.fairs": "organisers",
    "desk.new_fair": "organisers",
    "desk_front.today": "organisers",
    "exhibitors_desk.accept": "organisers",
    "exhibitors_desk.accept_chosen": "organisers",
    "exhibitors_desk.add": "organisers",
    "exhibitors_desk.admit_application": "organisers",
    "exhibitors_desk.applications": "organisers",
    "exhibitors_desk.ask": "organisers",
    "exhibitors_desk.colleague": "organisers",
    "exhibitors_desk.contact": "organisers",
    "exhibitors_desk.decline": "organisers",
    "exhibitors_desk.entry": "organisers",
    "exhibitors_desk.exhibitor": "organisers",
    "exhibitors_desk.exhibitors": "organisers",
    "exhibitors_desk.general_rules": "organisers",
    "exhibitors_desk.invite": "organisers",
    "exhibitors_desk.invite_chosen": "organisers",
    "exhibitors_desk.let_go": "organisers",
    "exhibitors_desk.member": "organisers",
    "exhibitors_desk.next_entry": "organisers",
    "exhibitors_desk.queue": "organisers",
    "exhibitors_desk.readmit": "organisers",
    "exhibitors_desk.refuse_application": "organisers",
    "exhibitors_desk.reopen": "organisers",
    "exhibitors_desk.rules": "organisers",
    "exhibitors_desk.take_off": "organisers",
    "exhibitors_desk.task_rules": "organisers",
    "exhibitors_desk.withdraw": "organisers",
    "exhibitors_desk.withdraw_pass": "organisers",
    "exhibitors_files.drop": "organisers",
    "exhibitors_files.report": "organisers",
    "exhibitors_files.upload": "organisers",
    "exhibitors_lists.logos": "organisers",
    "exhibitors_lists.take": "organisers",
    "fair_desk.discarding": "organisers",
    "fair_desk.edit": "organisers",
    "fair_desk.fair": "organisers",
    "fair_desk.publication": "organisers",
    "history_lists.take": "organisers",
    "interchange_desk.drop": "organisers",
    "interchange_desk.report": "organisers",
    "interchange_desk.template": "organisers",
    "interchange_desk.upload": "organisers",
    "journal_desk.journal": "organisers",
    "mailings_desk.copy": "organisers",
    "mailings_desk.delete": "organisers",
    "mailings_desk.mailing": "organisers",
    "mailings_desk.mailings": "organisers",
    "mailings_desk.new": "organisers",
    "mailings_desk.preview_letter": "organisers",
    "mailings_desk.recipients": "organisers",
    "mailings_desk.resend": "organisers",
    "mailings_desk.resend_failed": "organisers",
    "mailings_desk.send": "organisers",
    "mailings_desk.test": "organisers",
    "mailings_desk.write": "organisers",
    "mein_stand.choose": "members",
    "mein_stand.front": "members",
    "member_calendar.deadlines": "members",
    "member_calendar.new_address": "members",
    "member_entries.entry": "members",
    "member_entries.entry_step": "members",
    "member_entries.remove": "members",
    "member_entries.set_wanted": "members",
    "member_entries.start": "members",
    "member_entries.step": "members",
    "member_entries.task": "members",
    "member_questions.answer": "members",
    "member_review.check": "members",
    "member_review.handed_in": "members",
    "member_review.preview": "members",
    "member_staff.add": "members",
    "member_staff.add_list": "members",
    "member_staff.withdraw": "members",
    "member_team.carry": "members",
    "member_team.history": "members",
    "member_team.let_go": "members",
    "member_team.team": "members",
    "member_team.withdraw": "members",
    "outbox.letter": "everyone",
    "outbox.letter_box": "everyone",
    "outbox_desk.mail": "organisers",
    "numbers_desk.numbers": "organisers",
    "numbers_desk.take": "organisers",
    "outbox_desk.mails": "organisers",
    "outbox_desk.resend": "organisers",
    "outbox_desk.resend_failed": "organisers",
    "outbox_desk.test": "organisers",
    "pages_desk.preview": "organisers",
    "passkeys.answer": "everyone",
    "passkeys.ask": "everyone",
    "passkeys.ask_for_new": "signed_in",
    "passkeys.keep_new": "signed_in",
    "passkeys.remove": "signed_in",
    "print_desk.door_sheets": "organisers",
    "print_desk.exhibit_signs": "organisers",
    "print_desk.leaflet": "organisers",
    "print_desk.overview": "organisers",
    "print_desk.programme_list": "organisers",
    "print_desk.sign_up_sheets": "organisers",
    "programme_desk.act_on_place": "organisers",
    "programme_desk.act_on_theme": "organisers",
    "programme_desk.blocker": "organisers",
    "programme_desk.blockers": "organisers",
    "programme_desk.delete_blocker": "organisers",
    "programme_desk.new_blocker": "organisers",
    "programme_desk.place_times": "organisers",
    "programme_desk.speaker_times": "organisers",
    "programme_desk.board": "organisers",
    "programme_desk.board_data": "organisers",
    "programme_desk.check_move": "organisers",
    "programme_desk.save_move": "organisers",
    "programme_desk.cancel": "organisers",
    "programme_desk.conflicts": "organisers",
    "programme_desk.delay": "organisers",
    "programme_desk.delete": "organisers",
    "programme_desk.follow": "organisers",
    "programme_desk.move": "organisers",
    "programme_desk.new_place": "organisers",
    "programme_desk.new_session": "organisers",
    "programme_desk.new_speaker": "organisers",
    "programme_desk.new_theme": "organisers",
    "programme_desk.on_time": "organisers",
    "programme_desk.place": "organisers",
    "programme_desk.places": "organisers",
    "programme_desk.planned": "organisers",
    "programme_desk.preview_session": "organisers",
    "programme_desk.progress": "organisers",
    "programme_desk.reinstate": "organisers",
    "programme_desk.release_draft": "organisers",
    "programme_desk.release_session": "organisers",
    "programme_desk.released": "organisers",
    "programme_desk.send_speaker_link": "organisers",
    "programme_desk.send_speaker_links": "organisers",
    "programme_desk.session": "organisers",
    "programme_desk.session_places": "organisers",
    "programme_desk.sessions": "organisers",
    "programme_desk.set_aside": "organisers",
    "programme_desk.several": "organisers",
    "programme_desk.shut_speaker_link": "organisers",
    "programme_desk.speaker": "organisers",
    "programme_desk.speaker_link": "organisers",
    "programme_desk.speakers": "organisers",
    "programme_desk.swap": "organisers",
    "programme_desk.take_back_version": "organisers",
    "programme_desk.take_out_speaker": "organisers",
    "programme_desk.theme": "organisers",
    "programme_desk.themes": "organisers",
    "programme_desk.withdraw_speaker_name": "organisers",
    "programme_desk.withdraw_speaker_portrait": "organisers",
    "programme_desk.versions": "organisers",
    "programme_desk.withdraw": "organisers",
    "sign_up_lists.take": "organisers",
    "sign_up_lists.take_all": "organisers",
    "sign_ups_desk.door": "organisers",
    "sign_ups_desk.door_code": "organisers",
    "sign_ups_desk.door_sheets": "organisers",
    "sign_ups_desk.doors": "organisers",
    "sign_ups_desk.let_in": "organisers",
    "sign_ups_desk.move": "organisers",
    "sign_ups_desk.name_lists": "organisers",
    "sign_ups_desk.names": "organisers",
    "sign_ups_desk.put_in": "organisers",
    "sign_ups_desk.remove": "organisers",
    "sign_ups_desk.revoke": "organisers",
    "sign_ups_desk.session": "organisers",
    "sign_ups_desk.sessions": "organisers",
    "sign_ups_desk.settings": "organisers",
    "sign_ups_desk.write": "organisers",
    "stand_lists.lists": "organisers",
    "stand_lists.take": "organisers",
    "stand_print_desk.plan_pdf": "organisers",
    "stand_print_desk.plan_svg": "organisers",
    "stand_print_desk.visitors_pdf": "organisers",
    "undo_desk.take_back": "organisers",
    "undo_desk.take_back_last": "organisers",
    "uploads.own_file": "signed_in",
    "uploads.own_image": "signed_in",
    "stand_desk.act_on_area": "organisers",
    "stand_desk.act_on_mark": "organisers",
    "stand_desk.area": "organisers",
    "stand_desk.background": "organisers",
    "stand_desk.draw_area": "organisers",
    "stand_desk.draw_mark": "organisers",
    "stand_desk.mark": "organisers",
    "stand_desk.marks": "organisers",
    "stand_desk.move_area_to": "organisers",
    "stand_desk.move_mark_to": "organisers",
    "stand_desk.new_area": "organisers",
    "stand_desk.new_mark": "organisers",
    "stand_desk.outline": "organisers",
    "stand_desk.places": "organisers",
    "stand_desk.placing": "organisers",
    "stand_desk.plan": "organisers",
    "stand_desk.publication": "organisers",
    "stand_desk.published": "organisers",
    "stand_desk.settle": "organisers",
}
"""Mark by endpoint, in the order of the alphabet."""
SAMPLES = {"fair": SLUG, "int": 1}
"""What stands in an address for a value of that converter, where its name says nothing; anything else gets a word."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way to ask for one private route."""

    endpoint: str
    method: str
    path: str
    mark: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def marks(app: Flask) -> dict[str, str]:
    """What the views really wear, in the private areas."""
    endpoints = sorted({rule.endpoint for rule in app.url_map.iter_rules() if is_private(rule.rule)})
    return {endpoint: app.view_functions[endpoint].__dict__["access"] for endpoint in endpoints}


def doors(app: Flask) -> Iterator[Door]:
    """Every private route with each of its own methods."""
    names = {converter: name for name, converter in app.url_map.converters.items()}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if is_private(rule.rule):
                samples = {name: SAMPLES.get(names[type(one)], "wort") for name, one in rule._converters.items()}
                known = {name: value for name, value in ARGUMENTS.items() if name in samples}
                path = url_for(rule.endpoint, **samples | known)
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                    yield Door(rule.endpoint, method, path, app.view_functions[rule.endpoint].__dict__["access"])
