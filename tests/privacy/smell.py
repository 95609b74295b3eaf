"""Which columns smell of a person: by their name, by what they may hold, by whom they point at."""

from __future__ import annotations

import re

import sqlalchemy as sa

NAMES = """
name names slug first last given family salutation title gender birth birthday birthdate
email mail phone telephone mobile fax address street city postcode zip contact
person people by author sender recipient to cc bcc reply language locale organisation
biography note notes comment remark answer answers question reason text message body subject document draft accepted
values old new links url website ip agent browser device token secret credential key uniquifier login
"""
SMELLING = re.compile(rf"(?:^|_)(?:{'|'.join(NAMES.split())})(?:_|$)")
LONG = 100
"""Characters into which a sentence about somebody fits."""
PEOPLE = ("person", "contact", "visitor", "pass", "staff")
"""Tables whose rows are people."""


def smells(column: sa.Column[object]) -> bool:
    """Keys of rows, moments, numbers and yes-or-no say nothing by themselves."""
    if column.foreign_keys:
        return any(key.column.table.name in PEOPLE for key in column.foreign_keys)
    if column.primary_key and isinstance(column.type, sa.Integer):
        return False
    if isinstance(column.type, sa.Text | sa.JSON | sa.LargeBinary):
        return True
    if isinstance(column.type, sa.String):
        return bool(SMELLING.search(column.name)) or (column.type.length or LONG) >= LONG
    return False
