"""What the editor in the browser is given: the drawing as shapes, and after each save what became of it."""

from __future__ import annotations

from typing import Any

from flask import jsonify, url_for
from flask.typing import ResponseReturnValue

from eventapp.errors import DomainError, Stale
from eventapp.i18n import _, language, mark
from eventapp.stand.desk_root import CONFLICT, GONE, REFUSED, Drawing, fresh_token, refusal_told, told_of
from eventapp.stand.geometry import square_metres
from eventapp.stand.measures import typed
from eventapp.stand.models import StandArea, StandMark
from eventapp.stand.names import area_kind_name, mark_kind_name
from eventapp.stand.picture import Picture
from eventapp.stand.value import AREA_KINDS, LINE_KINDS, MARK_KINDS, SURFACE_KINDS
from eventapp.stand.worksheet import Line, lines_of, shorter

TEXTS = {
    "moved": mark("{what}: {x} / {y} m."),
    "sized": mark("{what}: {width} × {depth} m bei {x} / {y} m."),
    "drawn": mark("{what} ist gezeichnet."),
    "removed": mark("{what} ist entfernt. „Rückgängig“ holt es zurück."),
    "restored": mark("{what} ist wieder da."),
    "turned": mark("{what} ist gedreht."),
    "undone": mark("Rückgängig gemacht."),
    "redone": mark("Wiederholt."),
    "nothingToUndo": mark("Es gibt nichts rückgängig zu machen."),
    "nothingToRedo": mark("Es gibt nichts zu wiederholen."),
    "cancelled": mark("Abgebrochen, nichts ist geändert."),
    "chosen": mark("{what} ist ausgewählt."),
    "drawing": mark("Ziehen Sie auf dem Plan ein Rechteck auf: {what}. Escape bricht ab."),
    "setting": mark("Tippen Sie auf die Stelle: {what}. Escape bricht ab."),
    "leading": mark("Ziehen Sie vom Anfang zum Ende: {what}. Escape bricht ab."),
    "resizing": mark("Pfeiltasten ändern jetzt die Größe."),
    "moving": mark("Pfeiltasten verschieben jetzt."),
    "snapping": mark("Fangen ist an: 10 cm, Kanten und Umriss."),
    "free": mark("Fangen ist aus: jeder Zentimeter."),
    "saving": mark("Wird gespeichert …"),
    "saved": mark("Gespeichert."),
    "offline": mark(
        "Keine Verbindung. Was Sie zeichnen, bleibt hier stehen und wird gespeichert, sobald es wieder geht."
    ),
    "signedOut": mark(
        "Sie sind nicht mehr angemeldet. Melden Sie sich in einem neuen Fenster an: "
        "Was Sie gezeichnet haben, wird danach gespeichert."
    ),
    "solved": mark("Behoben: {sentence}"),
    "corner": mark("Ecke {number}"),
    "chooseFirst": mark("Wählen Sie zuerst etwas auf dem Plan aus."),
    "chooseCorner": mark("Wählen Sie zuerst eine Ecke eines Vielecks aus."),
    "noCorner": mark("Ein Vieleck hat mindestens drei Ecken."),
    "onlyRectangle": mark("Die Größe eines Vielecks ändern Sie an seinen Ecken."),
}
"""What the status line says; names are filled in by the script."""


def editor_of(drawing: Drawing, picture: Picture) -> dict[str, Any]:
    draft = drawing.draft
    return {
        "language": language(),
        "outline": draft.outline,
        "areas": [area_shape(line.area) | {"who": _names(line)} for line in drawing.lines],
        "marks": [mark_shape(one) for one in draft.marks],
        "addresses": {"area": url_for("stand_desk.draw_area"), "mark": url_for("stand_desk.draw_mark")},
        "sizes": {"number": picture.number_size, "name": picture.name_size},
        "kinds": {kind: area_kind_name(kind) for kind in AREA_KINDS}
        | {kind: mark_kind_name(kind) for kind in MARK_KINDS},
        "surfaces": SURFACE_KINDS,
        "lines": LINE_KINDS,
        "texts": {key: _(text) for key, text in TEXTS.items()},
        "misfits": [one.sentence for one in told_of(drawing)],
    }


def area_shape(area: StandArea) -> dict[str, Any]:
    return {
        "what": "area",
        "id": area.id,
        "name": area.number,
        "kind": area.kind,
        "points": area.points,
        "version": area.version,
        "isRemoved": area.removed_at is not None,
        "url": url_for("stand_desk.area", area_id=area.id),
        "lie": url_for("stand_desk.move_area_to", area_id=area.id),
        "act": url_for("stand_desk.act_on_area", area_id=area.id),
    }


def mark_shape(row: StandMark) -> dict[str, Any]:
    return {
        "what": "mark",
        "id": row.id,
        "name": row.label_de or mark_kind_name(row.kind),
        "labels": [row.label_de, row.label_en],
        "kind": row.kind,
        "kw": row.kw,
        "points": row.points,
        "version": row.version,
        "isRemoved": False,
        "url": url_for("stand_desk.mark", mark_id=row.id),
        "lie": url_for("stand_desk.move_mark_to", mark_id=row.id),
        "act": url_for("stand_desk.act_on_mark", mark_id=row.id),
    }


def _names(line: Line) -> list[str]:
    return list(dict.fromkeys(one.exhibitor for one in line.who))


def answer(drawing: Drawing, shape: dict[str, Any] | None) -> ResponseReturnValue:
    """After a save: the shape as it is now, and everything about the plan that may have changed with it."""
    now = Drawing(drawing.fair, drawing.stand)
    return jsonify(
        shape=shape,
        version=shape["version"] if shape else 0,
        misfits=[
            {"sentence": one.sentence, "url": one.url, "isSerious": one.is_serious, "areas": one.areas}
            for one in told_of(now)
        ],
        rows=[_row(line) for line in lines_of(now.draft, {})],
        isChanged=now.is_changed,
        token=fresh_token(),
    )


def refusal(error: DomainError, shape: dict[str, Any] | None) -> ResponseReturnValue:
    """Why not, and how the thing stands now; the editor puts it back there."""
    status = CONFLICT if isinstance(error, Stale) else REFUSED
    return jsonify(sentence=refusal_told(error), shape=shape, token=fresh_token()), status


def gone_answer() -> ResponseReturnValue:
    sentence = _("Das hat inzwischen jemand anders entfernt.")
    return jsonify(sentence=sentence, shape=None, token=fresh_token()), GONE


def _row(line: Line) -> dict[str, Any]:
    box = line.box
    return {
        "id": line.area.id,
        **{name: typed(getattr(box, name)) for name in ("x", "y", "width", "depth")},
        "room": shorter(square_metres(line.points)),
        "power": f"{shorter(line.wanted)} / {line.supply}",
        "isShort": line.is_short_of_power,
        "isWrong": any(one.severity == "serious" for one in line.misfits),
    }
