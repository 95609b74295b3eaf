"""What is kept about people in the tables of: the joint stand."""

from __future__ import annotations

from eventapp.privacy.register import NotPersonal, Personal

PERSONAL: tuple[Personal, ...] = ()
NOT_PERSONAL: tuple[NotPersonal, ...] = (
    NotPersonal(table="stand", columns=("name_de", "name_en"), reason="the name of the joint stand"),
    NotPersonal(table="stand", columns=("where_de", "where_en"), reason="where in the hall it is"),
    NotPersonal(table="stand", columns=("outline",), reason="a polygon on the floor of a hall"),
    NotPersonal(table="stand", columns=("background",), reason="which picture of the hall lies beneath the plan"),
    NotPersonal(
        table="stand_area",
        columns=("number", "name_de", "name_en", "points", "note"),
        reason="a part of the stand: what it is called, where it lies, what its builder should know",
    ),
    NotPersonal(table="stand_area_number", columns=("number",), reason="a number that an area has or had"),
    NotPersonal(
        table="stand_mark", columns=("label_de", "label_en", "points"), reason="an aisle, an entrance, a connection"
    ),
    NotPersonal(
        table="published_plan",
        columns=("comment", "document"),
        reason="the published plan: shapes, numbers, and addresses of organisations and exhibits",
    ),
)
