// What is held: a session that is dragged by the calendar, pulled from the side, or carried by keys, and where it would go.

import { beginningAt, dayOf, isSameSpot, spotOf } from "./wall.js";

export class Hand {
  constructor(board) {
    this.board = board;
    this.carried = null;
    this.endedAt = 0;
    document.addEventListener("keydown", (event) => this.callOff(event), { capture: true });
    document.addEventListener("pointermove", (event) => this.follow(event), { capture: true, passive: true });
    for (const name of ["keydown", "keyup"]) document.addEventListener(name, (event) => this.turn(event));
  }

  beginDragging(code, by = "drag") {
    const session = this.board.session(code);
    this.carried = { session, by, spot: spotOf(session) };
    this.board.root.setAttribute("data-moving", "");
    this.board.tileElement(session)?.classList.toggle("is-carried", by === "side");
    this.board.calendar.showAway(session);
    this.board.hint.hide();
  }

  /** `at` is where the pointer is; where the board scrolls under it, it is where it was. */
  dragTo(spot, at = this.carried?.at ?? {}) {
    if (!this.carried) return;
    const { session, by } = this.carried;
    Object.assign(this.carried, { spot, at });
    if (by === "side") this.board.calendar.carry(session, spot);
    const isOverSide = by === "drag" && this.board.side.isOver(at.clientX, at.clientY);
    this.board.side.mark(isOverSide);
    this.carried.isOverSide = isOverSide;
    if (isOverSide) this.overSide(session, spot);
    else this.overBoard(session, spot, by === "drag" && at.altKey ? this.sessionUnder(at) : null);
  }

  /** The calendar tells only of other times and places; the side is neither. */
  follow(event) {
    if (this.carried?.by !== "drag") return;
    const isOverSide = this.board.side.isOver(event.clientX, event.clientY);
    if (isOverSide || this.carried.isOverSide) this.dragTo(this.carried.spot, event);
  }

  overSide(session, spot) {
    this.board.checking.stop();
    this.hintAt(session, { ...spot, isAside: true }, null, this.board.texts[session.state === "draft" ? "toTheSide" : "staysOnBoard"]);
  }

  overBoard(session, spot, other) {
    const more = other ? this.board.said("swapsWith", { title: other.title }) : "";
    this.hintAt(session, spot, null, more);
    if (spot.isAside) this.board.checking.stop();
    else this.board.checking.ask(session, spot, (conflicts) => this.carried && this.hintAt(session, spot, conflicts, more), other);
  }

  /** Alt turns a move into an exchange and back, also while the pointer rests. */
  turn(event) {
    if (event.key !== "Alt" || this.carried?.by !== "drag") return;
    event.preventDefault();
    const { spot, at } = this.carried;
    if (at) this.dragTo(spot, { clientX: at.clientX, clientY: at.clientY, altKey: event.type === "keydown" });
  }

  hintAt(session, spot, conflicts, more = "") {
    const element = this.board.calendar.carriedElement();
    const { clientX: x = 0, clientY: y = 0 } = this.carried.at ?? {};
    const around = element?.getBoundingClientRect() ?? { left: x, right: x, top: y, bottom: y };
    this.board.hint.show(session, spot, around, conflicts, more);
    element?.classList.toggle("is-serious", Boolean(conflicts?.some((one) => one.isSerious)));
  }

  sessionUnder({ clientX, clientY }) {
    const under = document.elementsFromPoint(clientX, clientY).map((one) => one.closest?.("button[data-code]")).find(Boolean);
    const session = under && this.board.session(under.dataset.code);
    return session && session !== this.carried?.session && !session.isAside ? session : null;
  }

  /** What happens instead of a move: onto the side it is set aside, with Alt onto another session they change places. */
  droppedOn(code, at) {
    const session = this.board.session(code);
    if (this.isCalledOff) return () => this.board.side.tell(this.board.texts.putBack);
    const act = (what) => () => {
      what();
      this.board.keys.want(session);
    };
    if (at && this.board.side.isOver(at.clientX, at.clientY)) return act(() => this.board.setAside(session));
    const other = at?.altKey && this.sessionUnder(at);
    return other ? act(() => this.board.swap(session, other)) : null;
  }

  endDragging() {
    this.carried = null;
    this.endedAt = performance.now();
    this.board.root.removeAttribute("data-moving");
    this.board.checking.stop();
    this.board.side.mark(false);
    this.board.calendar.putDown();
    this.board.calendar.hideAway();
    this.board.hint.hide();
    setTimeout(() => (this.isCalledOff = false));
  }

  /** Escape while the mouse holds something: it is let go where it came from. */
  callOff(event) {
    if (this.carried?.by !== "drag" || event.key !== "Escape") return;
    event.stopPropagation();
    this.isCalledOff = true;
    this.board.hint.hide();
    this.board.side.tell(this.board.texts.letGoNow);
  }

  // Carrying, by keys.

  takeUp(session) {
    const first = this.board.day || this.board.data.days[0].date;
    const spot = session.isAside
      ? { ...beginningAt(spotOf(session), `${first}T${this.board.data.firstHour}`), place: this.board.data.places[0].slug, isAside: false }
      : spotOf(session);
    this.carried = { session, by: "keys", spot };
    this.board.root.setAttribute("data-moving", "");
    this.board.calendar.showAway(session);
    this.board.tileElement(session)?.classList.add("is-carried");
    this.board.side.tell(this.board.texts.keysHelp);
    this.board.calendar.element.focus({ preventScroll: true });
    this.carryTo(spot);
  }

  carryTo(spot) {
    const { session } = this.carried;
    this.carried.spot = spot;
    if (this.board.day && dayOf(spot.starts) !== this.board.day) this.board.showDay(dayOf(spot.starts));
    this.board.calendar.carry(session, spot);
    this.board.side.speak(this.board.calendar.tiles.where(spot));
    requestAnimationFrame(() => this.showCarried(null));
    this.board.checking.ask(session, spot, (conflicts) => {
      if (this.carried?.spot !== spot) return;
      requestAnimationFrame(() => this.showCarried(conflicts));
      this.board.side.speak(`${this.board.calendar.tiles.where(spot)}. ${conflicts.map((one) => one.words).join(" ") || this.board.texts.noConflict}`);
    });
  }

  showCarried(conflicts) {
    if (!this.carried) return;
    this.board.calendar.carriedElement()?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.hintAt(this.carried.session, this.carried.spot, conflicts);
  }

  endCarrying() {
    const { session, spot } = this.carried;
    this.board.tileElement(session)?.classList.remove("is-carried");
    this.endDragging();
    this.board.side.speak("");
    return { session, spot };
  }

  putBack() {
    const { session } = this.endCarrying();
    if (!session.isAside && this.board.day && dayOf(session.starts) !== this.board.day) this.board.showDay(dayOf(session.starts));
    this.board.side.tell(this.board.texts.putBack);
    this.board.keys.want(session);
  }

  letGo() {
    const { session, spot } = this.endCarrying();
    if (!session.isAside && isSameSpot(session, spot)) this.board.side.tell(this.board.texts.notMoved);
    else this.board.move(session, spot);
    this.board.keys.want(session);
  }
}
