// The board by keys: from session to session with the arrows, taken up with Enter, moved with the arrows, let go with Enter.

import { beginningAt, dayOf, later, minutesBetween } from "./wall.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HOUR = 60;

export class Keys {
  constructor(board) {
    this.board = board;
    this.stop = null;
    board.root.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => event.target === document.body && this.press(event));
    addEventListener("pointerdown", () => board.hand.carried?.by === "keys" && board.hand.putBack(), { capture: true });
    board.root.addEventListener("focusin", (event) => this.focused(event.target.closest("button[data-code]")));
  }

  /** Only one session is in the order of the tab key: the one that was reached last. */
  focused(tile) {
    if (!tile || !this.board.calendar.element.contains(tile)) return;
    for (const one of this.board.calendar.allTiles()) one.tabIndex = -1;
    tile.tabIndex = 0;
    this.stop = tile.dataset.code;
  }

  /** The calendar makes elements anew: the focus goes along, and there is always one to enter by. */
  afterDrawing() {
    const tiles = this.board.calendar.allTiles();
    const last = tiles.find((tile) => tile.dataset.code === this.stop) ?? tiles[0];
    if (last) last.tabIndex = 0;
    if (this.wanted && last?.dataset.code === this.wanted && !this.board.root.querySelector("dialog[open]")) {
      last.focus({ preventScroll: true });
      this.wanted = null;
    }
  }

  /** The focus is wanted on this session as soon as it is drawn. */
  want(session) {
    const tile = this.board.tileElement(session);
    this.stop = this.wanted = session.code;
    tile?.focus({ preventScroll: true });
    setTimeout(() => {
      const drawn = this.board.tileElement(session);
      if (this.wanted === session.code || document.activeElement === document.body) drawn?.focus({ preventScroll: true });
      drawn?.scrollIntoView({ block: "nearest", inline: "nearest" });
      this.wanted = null;
    }, 60);
  }

  press(event) {
    if (event.target.closest("dialog, input, select, textarea")) return;
    if ((event.ctrlKey || event.metaKey) && this.remember(event)) return;
    const isActing = this.board.hand.carried?.by === "keys" ? this.carrying(event) : this.roving(event);
    if (isActing) event.preventDefault();
  }

  remember(event) {
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return false;
    event.preventDefault();
    if (this.board.hand.carried) return true;
    if (key === "y" || event.shiftKey) this.board.redo();
    else this.board.undo();
    return true;
  }

  roving(event) {
    const tile = event.target.closest("button[data-code]");
    if (!tile || event.altKey) return false;
    const session = this.board.session(tile.dataset.code);
    if (event.key === "Enter" || event.key === " ") this.board.hand.takeUp(session);
    else if (event.key.toLowerCase() === "m" && !event.ctrlKey && !event.metaKey) this.board.dialog.open(session);
    else if (ARROWS[event.key] && !session.isAside) this.goFrom(session, ARROWS[event.key]);
    else return false;
    return true;
  }

  /** Up and down in the same column, left and right to whatever is nearest in time in the next column that has something. */
  goFrom(session, [dx, dy]) {
    const there = this.board.shownSessions();
    const columns = this.board.columns();
    const columnOf = (one) => columns.indexOf(this.board.columnOf(one));
    const here = columnOf(session);
    let ahead;
    if (dy) {
      const inColumn = there.filter((one) => columnOf(one) === here).toSorted((a, b) => (a.starts + a.code < b.starts + b.code ? -1 : 1));
      ahead = inColumn[inColumn.indexOf(session) + dy];
    } else {
      const beyond = there.map(columnOf).filter((at) => Math.sign(at - here) === dx);
      const next = dx > 0 ? Math.min(...beyond) : Math.max(...beyond);
      const away = (one) => Math.abs(minutesBetween(`2000-01-01T${session.starts.slice(11)}`, `2000-01-01T${one.starts.slice(11)}`));
      ahead = there.filter((one) => columnOf(one) === next).toSorted((a, b) => away(a) - away(b))[0];
    }
    const tile = ahead && this.board.tileElement(ahead);
    if (!tile) return;
    tile.focus({ preventScroll: true });
    tile.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  carrying(event) {
    const { board } = this;
    const { spot } = board.hand.carried;
    const arrow = ARROWS[event.key];
    if (event.key === "Escape") board.hand.putBack();
    else if (event.key === "Enter" || event.key === " ") board.hand.letGo();
    else if (event.key === "PageUp" || event.key === "PageDown") board.hand.carryTo(this.onAnotherDay(spot, event.key === "PageDown" ? 1 : -1));
    else if (arrow) board.hand.carryTo(this.arrowed(event, spot, arrow));
    else if (event.key === "Tab") board.hand.putBack();
    else return false;
    return event.key !== "Tab";
  }

  arrowed(event, spot, [dx, dy]) {
    const { board } = this;
    const by = event.ctrlKey || event.metaKey ? HOUR : board.step;
    if (dx) return { ...spot, place: board.placeBeside(spot.place, dx) };
    if (!event.shiftKey) return beginningAt(spot, later(spot.starts, dy * by));
    const ends = later(spot.ends, dy * by);
    return minutesBetween(spot.starts, ends) < board.step ? spot : { ...spot, ends };
  }

  onAnotherDay(spot, by) {
    const days = this.board.data.days.map((one) => one.date);
    const next = days[days.indexOf(dayOf(spot.starts)) + by];
    return next ? beginningAt(spot, `${next}T${spot.starts.slice(11)}`) : spot;
  }
}
