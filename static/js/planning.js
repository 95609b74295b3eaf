// The planning board: sessions are moved by mouse, finger and keys, each move saved at once and each to be undone; what
// clashes is said before anything is let go. Without this the list below the board does the same.

import { Saves } from "./editing/saving.js";
import { Steps } from "./editing/steps.js";
import { Calendar } from "./planning/calendar.js";
import { Checking } from "./planning/checking.js";
import { MoveDialog } from "./planning/dialog.js";
import { Hand } from "./planning/hand.js";
import { Hint } from "./planning/hint.js";
import { Keys } from "./planning/keys.js";
import { Side } from "./planning/side.js";
import { beginningAt, dayOf, isSameSpot, minutesBetween, spotOf } from "./planning/wall.js";

const FRESH = 20_000;
const EVERY = 60_000;

class Board {
  constructor(root, settings, data) {
    Object.assign(this, settings, { root, data });
    this.calendar = new Calendar(this, root.querySelector("[data-part=calendar]"));
    this.checking = new Checking(this.addresses.check);
    this.side = new Side(this);
    this.hand = new Hand(this);
    this.hint = new Hint(this, root.querySelector("[data-part=hint]"));
    this.keys = new Keys(this);
    this.dialog = new MoveDialog(this, root.querySelector("dialog"));
    this.steps = new Steps((step, isForward) => this.apply(step, isForward));
    this.saves = new Saves(document.querySelector("input[name=csrf_token]").value, this.heard(), "[data-board]");
    this.lastRead = JSON.stringify(data);
    this.calendar.begin();
    setTimeout(() => {
      this.calendar.scrollToFirst();
      this.calendar.drawn();
    });
    this.side.draw();
    this.listen();
    this.readAt = performance.now();
  }

  listen() {
    this.root.addEventListener("click", (event) => this.clicked(event));
    for (const button of this.root.querySelectorAll("[data-tool]")) button.addEventListener("click", () => this.tool(button));
    for (const link of this.root.querySelectorAll("[data-day]")) {
      link.addEventListener("click", (event) => this.chooseDay(event, link.dataset.day));
    }
    addEventListener("focus", () => this.refresh(FRESH));
    setInterval(() => this.refresh(EVERY), EVERY);
  }

  get step() {
    return this.rows === 60 ? 15 : 5;
  }

  // What is known of sessions, days and places.

  session(code) {
    return this.data.sessions.find((one) => one.code === code);
  }

  conflictsOf(session) {
    return this.data.conflicts.filter((one) => one.codes.includes(session.code));
  }

  isOnBoard(code) {
    const session = this.session(code);
    return Boolean(session) && !session.isAside && (!this.day || dayOf(session.starts) === this.day);
  }

  shownSessions() {
    return this.data.sessions.filter((one) => this.isOnBoard(one.code));
  }

  columns() {
    return this.data.days.flatMap(({ date }) => this.data.places.map(({ slug }) => `${date} ${slug}`));
  }

  columnOf(session) {
    return `${dayOf(session.starts)} ${session.place}`;
  }

  tileElement(session) {
    return session.isAside ? this.side.list.querySelector(`[data-code="${session.code}"]`) : this.calendar.tileOf(session);
  }

  dayName(date) {
    return this.data.days.find((one) => one.date === date)?.name ?? date;
  }

  dayShort(date) {
    return this.data.days.find((one) => one.date === date)?.short ?? date;
  }

  placeName(slug) {
    return this.data.places.find((one) => one.slug === slug)?.name ?? slug;
  }

  placeBeside(slug, by) {
    const slugs = this.data.places.map((one) => one.slug);
    return slugs[Math.max(0, Math.min(slugs.length - 1, slugs.indexOf(slug) + by))];
  }

  length(spot) {
    return this.said("minutes", { number: minutesBetween(spot.starts, spot.ends) });
  }

  addressOf(session, name) {
    return this.addresses[name].replace("000000", session.code);
  }

  said(key, values = {}) {
    return this.texts[key].replace(/\{(\w+)\}/g, (told, name) => values[name] ?? told);
  }

  counted(key, number) {
    return this.said(number === 1 ? key : `${key}s`, { number });
  }

  isMoving() {
    return Boolean(this.hand.carried);
  }

  // What is shown.

  tool(button) {
    const acts = { undo: () => this.undo(), redo: () => this.redo(), zoom: () => this.zoom(Number(button.value)) };
    acts[button.dataset.tool]();
  }

  zoom(rows) {
    this.rows = rows;
    for (const one of this.root.querySelectorAll("[data-tool=zoom]")) one.setAttribute("aria-pressed", String(Number(one.value) === rows));
    this.calendar.refit();
    this.note();
  }

  chooseDay(event, day) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !this.calendar.element.checkVisibility()) return;
    event.preventDefault();
    this.showDay(day, true);
  }

  showDay(day, isFromItsFirst = false) {
    this.day = day;
    for (const one of this.root.querySelectorAll("[data-day]")) {
      if (one.dataset.day === day) one.setAttribute("aria-current", "page");
      else one.removeAttribute("aria-current");
    }
    this.calendar.refit(isFromItsFirst);
    this.side.drawConflicts();
    this.note();
  }

  /** The address says what is shown, so that it can be kept and sent. */
  note() {
    const address = new URL(location.href);
    address.searchParams.set("tag", this.day || "alle");
    address.searchParams.set("raster", this.rows);
    history.replaceState(null, "", address);
  }

  goTo(session) {
    if (!session) return;
    if (session.isAside) this.side.list.querySelector(`[data-code="${session.code}"]`)?.focus();
    else {
      if (this.day && this.day !== dayOf(session.starts)) this.showDay(dayOf(session.starts));
      this.keys.want(session);
    }
  }

  /** What ends a drag is no click, though a browser makes one of it where nothing was moved. */
  clicked(event) {
    const tile = event.target.closest("button[data-code]");
    if (tile && !this.hand.carried && event.timeStamp > this.hand.endedAt) this.dialog.open(this.session(tile.dataset.code));
  }

  // Steps: each is shown at once, then saved, and can be undone.

  move(session, spot, isSeen = false) {
    if (isSameSpot(session, spot)) return undefined;
    this.steps.take({ kind: "lie", shape: session, from: spotOf(session), to: spot });
    if (isSeen && this.day && dayOf(spot.starts) !== this.day) this.showDay(dayOf(spot.starts));
    return this.side.tell(this.said("moved", { title: session.title, where: this.calendar.tiles.where(spot) }));
  }

  /** What the pointer has let go: the focus goes along, so that the keys act on it. */
  drop(session, spot, isSeen = false) {
    this.move(session, spot, isSeen);
    this.keys.want(session);
  }

  setAside(session) {
    if (session.isAside) return undefined;
    this.steps.take({ kind: "lie", shape: session, from: spotOf(session), to: { ...spotOf(session), isAside: true } });
    return this.side.tell(this.said("setAside", { title: session.title }));
  }

  swap(session, other) {
    this.steps.take({ kind: "swap", shape: session, other });
    this.side.tell(this.said("swapped", { title: session.title, other: other.title }));
  }

  undo() {
    const step = this.steps.undo();
    this.side.tell(step ? this.said("undone", { title: step.shape.title, where: this.calendar.tiles.where(step.shape) }) : this.texts.nothingToUndo);
    if (step) this.goTo(step.shape);
  }

  redo() {
    const step = this.steps.redo();
    this.side.tell(step ? this.said("redone", { title: step.shape.title, where: this.calendar.tiles.where(step.shape) }) : this.texts.nothingToRedo);
    if (step) this.goTo(step.shape);
  }

  apply(step, isForward) {
    const { shape: session, other } = step;
    if (step.kind === "swap") {
      const [here, there] = [spotOf(session), spotOf(other)];
      this.put(session, { ...beginningAt(here, there.starts), place: there.place, isAside: there.isAside });
      this.put(other, { ...beginningAt(there, here.starts), place: here.place, isAside: here.isAside });
      this.saves.add({ kind: "swap", step, shape: session, ask: () => this.asking({ do: "swap", code: session.code, version: session.version, other: other.code, other_version: other.version }) });
    } else {
      const spot = isForward ? step.to : step.from;
      this.put(session, spot);
      this.saves.add({ kind: "lie", step, shape: session, ask: () => this.asking(this.fieldsOf(session, spot)) });
    }
  }

  asking(fields) {
    return { address: this.addresses.move, fields };
  }

  fieldsOf(session, spot) {
    const known = { code: session.code, version: session.version };
    if (spot.isAside) return { do: "aside", ...known };
    return { do: "move", ...known, place: spot.place, starts: spot.starts, ends: spot.ends };
  }

  put(session, spot) {
    const wasAside = session.isAside;
    Object.assign(session, spot);
    this.calendar.draw(session);
    if (wasAside || session.isAside) this.side.drawAside();
  }

  // What the server says to it.

  heard() {
    return {
      saved: (task, said) => this.take(said),
      refused: (task, said, status) => this.refused(task, said, status),
      waiting: (isWaiting) => this.side.showWaiting(isWaiting),
      offline: () => this.side.tell(this.texts.offline, true),
      signedOut: () => {
        this.side.tell(this.texts.signedOut, true);
        this.root.querySelector("[data-signed-out]").hidden = false;
      },
    };
  }

  /** The sessions as they are saved now, and everything that clashes now. */
  take(said) {
    const print = (one) => `${one.words} ${one.severity}`;
    const [before, after] = [this.data.conflicts, said.conflicts].map((some) => new Set(some.map(print)));
    const isNew = (one) => !before.has(print(one)) || !after.has(print(one));
    const touched = new Set([...this.data.conflicts, ...said.conflicts].filter(isNew).flatMap((one) => one.codes));
    this.data.conflicts = said.conflicts;
    const number = said.conflicts.filter((one) => one.severity !== "accepted").length;
    document.dispatchEvent(new CustomEvent("conflicts-told", { detail: { number } }));
    for (const now of said.sessions) {
      const session = this.session(now.code);
      const isWaiting = this.saves.tasks.some((task) => task.shape === session || task.step.other === session);
      if (session) Object.assign(session, isWaiting ? { version: now.version, state: now.state } : now);
      else this.data.sessions.push(now);
      touched.add(now.code);
    }
    this.checking.forget();
    this.keepFocus(() => {
      for (const code of touched) if (this.session(code)) this.calendar.draw(this.session(code));
      this.side.draw();
    });
  }

  /** 409: somebody else was first, and the board shows it. 422: a rule says no. What is shown is what is saved. */
  refused(task, said, status) {
    for (const session of [task.shape, task.step.other].filter(Boolean)) {
      this.saves.forget(session);
      this.steps.forget(session, status === 422 ? task.step : null);
    }
    this.take(said);
    this.side.tell(said.sentence, true);
    if (said.gone) this.refresh();
  }

  keepFocus(act) {
    const code = document.activeElement?.closest?.("button[data-code]")?.dataset.code;
    act();
    const session = code && this.session(code);
    if (session && !this.dialog.element.open) this.keys.want(session);
  }

  /** What others did meanwhile; never while something is on its way. */
  async refresh(after = 0) {
    if (document.hidden || this.hand.carried || this.saves.tasks.length || this.dialog.element.open) return;
    if (performance.now() - this.readAt < after) return;
    this.readAt = performance.now();
    const data = await read(this.addresses.data);
    if (!data || this.hand.carried || this.saves.tasks.length || this.dialog.element.open) return;
    if (JSON.stringify(data) === this.lastRead) return;
    this.lastRead = JSON.stringify(data);
    for (const one of data.sessions) {
      const known = this.session(one.code);
      if (known) Object.assign(known, one);
    }
    data.sessions = data.sessions.map((one) => this.session(one.code) ?? one);
    this.data = data;
    this.checking.forget();
    this.keepFocus(() => {
      this.calendar.drawAll();
      this.side.draw();
    });
  }
}

async function read(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

for (const root of document.querySelectorAll("[data-board]")) {
  const settings = JSON.parse(root.dataset.board);
  const data = await read(settings.addresses.data);
  root.querySelector("[data-loading]").textContent = data ? "" : settings.texts.notLoaded;
  if (data) {
    root.setAttribute("data-ready", "");
    new Board(root, settings, data);
  }
}
