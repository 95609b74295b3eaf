// "Verschieben …": day, time and place by form, and what else can be done with a session. The way for whoever does not drag.

import { conflictLine, make } from "./elements.js";
import { dayOf, later, minutesBetween, timeOf } from "./wall.js";

export class MoveDialog {
  constructor(board, element) {
    this.board = board;
    this.element = element;
    this.form = element.querySelector("form");
    const part = (name) => element.querySelector(`[data-dialog="${name}"]`);
    [this.title, this.about, this.found] = ["title", "about", "found"].map(part);
    [this.edit, this.aside, this.swap] = ["edit", "aside", "swap"].map(part);
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("input", (event) => this.changed(event.target));
    this.aside.addEventListener("click", () => this.act(() => board.setAside(this.session)));
    this.swap.addEventListener("click", () => this.act(() => this.swapped()));
    part("close").addEventListener("click", () => element.close());
    element.addEventListener("close", () => board.keys.want(this.session));
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  open(session) {
    const { board } = this;
    this.session = session;
    board.hint.hide();
    this.title.textContent = session.title;
    this.about.textContent = board.calendar.tiles.where(session);
    this.edit.href = board.addressOf(session, "session");
    const day = board.data.days.some((one) => one.date === dayOf(session.starts)) ? dayOf(session.starts) : board.data.days[0].date;
    Object.assign(this.field("day"), { value: day });
    Object.assign(this.field("starts"), { value: timeOf(session.starts) });
    Object.assign(this.field("ends"), { value: timeOf(session.ends) });
    Object.assign(this.field("place"), { value: session.place });
    this.minutes = minutesBetween(session.starts, session.ends);
    this.offerOthers();
    this.aside.hidden = session.isAside || session.state !== "draft";
    this.show(board.conflictsOf(session));
    this.element.showModal();
  }

  offerOthers() {
    const { board } = this;
    const others = board.data.sessions.filter((one) => one !== this.session && !one.isAside).toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
    const groups = Map.groupBy(others, (one) => dayOf(one.starts));
    const options = [...groups].map(([day, sessions]) => {
      const group = make("optgroup");
      group.label = board.dayName(day);
      group.append(...sessions.map((one) => new Option(`${timeOf(one.starts)} ${board.placeName(one.place)}: ${one.title}`, one.code)));
      return group;
    });
    this.field("other").replaceChildren(new Option(board.texts.nobody, ""), ...options);
    this.swap.disabled = true;
  }

  spot() {
    const [day, starts, ends] = ["day", "starts", "ends"].map((name) => this.field(name).value);
    if (!starts || !ends) return null;
    const from = `${day}T${starts}`;
    const until = ends > starts ? `${day}T${ends}` : later(`${day}T${ends}`, 1440);
    return { place: this.field("place").value, starts: from, ends: until, isAside: false };
  }

  /** Another beginning keeps the length; another end changes it. */
  changed(field) {
    if (field.name === "other") {
      this.swap.disabled = !field.value;
      this.check();
      return;
    }
    if (field.name === "starts" && field.value) this.field("ends").value = timeOf(later(`${this.field("day").value}T${field.value}`, this.minutes));
    const spot = this.spot();
    if (!spot) return;
    this.minutes = minutesBetween(spot.starts, spot.ends);
    this.check();
  }

  /** Of the exchange where one is chosen, else of the move. */
  check() {
    const other = this.board.session(this.field("other").value);
    const spot = this.spot();
    if (other || spot) this.board.checking.ask(this.session, spot, (conflicts) => this.show(conflicts), other);
  }

  show(conflicts) {
    const lines = conflicts.map((one) => make("li", "", conflictLine(one)));
    this.found.replaceChildren(lines.length ? make("ul", "", ...lines) : make("p", "", this.board.texts.noConflict));
  }

  submit(event) {
    event.preventDefault();
    const spot = this.spot();
    if (spot) this.act(() => this.board.move(this.session, spot, true));
  }

  swapped() {
    const other = this.board.session(this.field("other").value);
    if (other) this.board.swap(this.session, other);
  }

  act(what) {
    what();
    this.element.close();
  }
}
