// The note beside a session: its times and its conflicts in words; while it is moved those of where it would go.

import { conflictLine, make } from "./elements.js";
import { dayOf, timeOf } from "./wall.js";

const GAP = 10;

export class Hint {
  constructor(board, element) {
    this.board = board;
    this.element = element;
    board.root.addEventListener("pointerover", (event) => this.over(event));
    board.root.addEventListener("focusin", (event) => this.over(event));
    board.root.addEventListener("pointerout", () => this.out());
    board.root.addEventListener("focusout", () => this.out());
    board.root.addEventListener("scroll", () => this.out(), { capture: true, passive: true });
  }

  over(event) {
    if (this.board.isMoving()) return;
    if (event.type === "focusin" && !event.target.matches(":focus-visible")) return;
    const tile = event.target.closest("button[data-code]");
    const session = tile && this.board.session(tile.dataset.code);
    if (session) this.show(session, session, tile.getBoundingClientRect(), this.board.conflictsOf(session));
  }

  out() {
    if (!this.board.isMoving()) this.hide();
  }

  hide() {
    this.element.hidden = true;
  }

  /** `conflicts` are null while nobody knows them yet. */
  show(session, spot, around, conflicts, more = "") {
    const { texts } = this.board;
    const isMoving = this.board.isMoving();
    const times = spot.isAside ? this.board.length(spot) : `${timeOf(spot.starts)}–${timeOf(spot.ends)}`;
    const where = spot.isAside ? texts.isAside : `${this.board.dayShort(dayOf(spot.starts))} · ${this.board.placeName(spot.place)}`;
    const parts = [make("p", "board-hint__when", make("strong", "", times), make("span", "", where)), make("p", "board-hint__title", session.title)];
    const [{ tiles }, state] = [this.board.calendar, this.board.calendar.tiles.stateOf(session)];
    parts.push(make("p", "board-hint__who", [tiles.themeOf(session), state?.word].filter(Boolean).join(" · ")));
    if (session.speakers) parts.push(make("p", "board-hint__who", session.speakers));
    for (const slug of session.people) if (this.board.data.people[slug]) parts.push(make("p", "board-hint__who", this.board.data.people[slug].there));
    if (more) parts.push(make("p", "board-hint__more", more));
    if (conflicts?.length) parts.push(make("ul", "board-hint__conflicts", ...conflicts.map((one) => make("li", "", conflictLine(one)))));
    else if (conflicts && isMoving && !spot.isAside) parts.push(make("p", "board-hint__free", texts.noConflict));
    this.element.replaceChildren(...parts);
    this.element.classList.toggle("is-serious", Boolean(conflicts?.some((one) => one.isSerious)));
    this.element.hidden = false;
    this.beside(around);
  }

  /** To the right where there is room, else to the left, else below; always whole on the screen. */
  beside(around) {
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const [room, tall] = [document.documentElement.clientWidth, document.documentElement.clientHeight];
    const fits = (x) => x >= GAP && x + width <= room - GAP;
    const [right, left] = [around.right + GAP, around.left - GAP - width];
    const isBeside = fits(right) || fits(left);
    const x = fits(right) ? right : fits(left) ? left : Math.max(GAP, Math.min(around.left, room - GAP - width));
    const y = isBeside ? around.top : around.bottom + GAP;
    this.element.style.insetInlineStart = `${x}px`;
    this.element.style.insetBlockStart = `${Math.max(GAP, Math.min(y, tall - GAP - height))}px`;
  }
}
