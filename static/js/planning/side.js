// What stands beside the board: sessions without a time, conflicts, what happened last, whether it is saved.

import { conflictLine, icon, make } from "./elements.js";

const FAR_ENOUGH = 6;
const LONG_PRESS = 350;
const NEAR_EDGE = 44;
const SCROLL = 14;

export class Side {
  constructor(board) {
    this.board = board;
    const part = (name) => board.root.querySelector(`[data-part="${name}"]`);
    this.aside = part("aside");
    this.list = part("aside-list");
    this.conflicts = part("conflicts");
    this.status = part("status");
    this.spoken = part("spoken");
    this.saved = part("saved");
    this.list.addEventListener("pointerdown", (event) => this.take(event));
    this.list.addEventListener("contextmenu", (event) => this.isTouched && event.preventDefault());
  }

  draw() {
    this.drawAside();
    this.drawConflicts();
  }

  drawAside() {
    const { board } = this;
    const waiting = board.data.sessions.filter((one) => one.isAside).toSorted((a, b) => a.title.localeCompare(b.title, board.language));
    const tiles = waiting.map((one) => {
      const tile = board.calendar.tiles.tile(one, one);
      tile.tabIndex = 0;
      return make("li", "", tile);
    });
    this.list.replaceChildren(...tiles);
    this.aside.querySelector("[data-number]").textContent = String(waiting.length);
    this.aside.querySelector("[data-empty]").hidden = waiting.length > 0;
  }

  drawConflicts() {
    const { board } = this;
    const shown = board.data.conflicts.filter((one) => one.codes.some((code) => board.isOnBoard(code)));
    const lines = shown.toSorted((a, b) => b.isSerious - a.isSerious).map((one) => {
      const button = make("button", "board-conflicts__one", conflictLine(one));
      button.type = "button";
      button.addEventListener("click", () => board.goTo(board.session(one.codes.find((code) => board.session(code)))));
      return make("li", "", button);
    });
    this.conflicts.querySelector("ul").replaceChildren(...lines);
    this.conflicts.querySelector("[data-number]").textContent = String(shown.length);
    this.conflicts.querySelector("[data-empty]").hidden = shown.length > 0;
  }

  // The line that says what happened, and what is only spoken while something is carried.

  tell(text, isWrong = false) {
    this.status.replaceChildren(...(isWrong ? [icon("warning"), " "] : []), text);
    this.status.classList.toggle("is-wrong", isWrong);
  }

  speak(text) {
    this.spoken.textContent = text;
  }

  showWaiting(isWaiting) {
    const { texts, saves } = this.board;
    this.board.root.toggleAttribute("data-saving", isWaiting);
    this.saved.textContent = isWaiting ? texts.saving : saves.tasks.length ? "" : texts.saved;
    if (!isWaiting && !saves.tasks.length) this.board.root.querySelector("[data-signed-out]").hidden = true;
  }

  isOver(x, y) {
    const { left, right, top, bottom } = this.aside.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  mark(isTarget) {
    this.aside.classList.toggle("is-target", isTarget);
  }

  // From here onto the board, by mouse, pen or finger.

  take(event) {
    const tile = event.target.closest("button[data-code]");
    if (!tile || event.button || this.board.hand.carried) return;
    const session = this.board.session(tile.dataset.code);
    const start = [event.clientX, event.clientY];
    this.isTouched = event.pointerType !== "mouse";
    let timer = 0;
    let isOn = false;
    const begin = () => {
      isOn = true;
      this.board.hand.beginDragging(session.code, "side");
    };
    const move = (now) => {
      const isFar = Math.hypot(now.clientX - start[0], now.clientY - start[1]) > FAR_ENOUGH;
      if (!isOn && isFar && this.isTouched) return end();
      if (!isOn && isFar) begin();
      if (isOn) this.follow(session, now);
      return undefined;
    };
    const hold = (touch) => isOn && touch.preventDefault();
    const end = (now = null) => {
      clearTimeout(timer);
      for (const [name, act] of Object.entries(acts)) removeEventListener(name, act, { capture: true });
      if (!isOn) return;
      const spot = now?.type === "pointerup" ? this.board.hand.carried?.spot : null;
      this.board.hand.endDragging();
      this.board.tileElement(session)?.classList.remove("is-carried");
      if (spot && !spot.isAside) this.board.drop(session, spot, true);
      const swallow = (click) => (click.stopPropagation(), click.preventDefault());
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    };
    const escape = (key) => key.key === "Escape" && end();
    const acts = { pointermove: move, pointerup: end, pointercancel: end, touchmove: hold, keydown: escape };
    for (const [name, act] of Object.entries(acts)) addEventListener(name, act, { capture: true, passive: false });
    if (this.isTouched) timer = setTimeout(begin, LONG_PRESS);
  }

  follow(session, { clientX: x, clientY: y }) {
    const { calendar } = this.board;
    const box = calendar.scroller.getBoundingClientRect();
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) {
      const pull = (at, from, to) => (at < from + NEAR_EDGE ? -SCROLL : at > to - NEAR_EDGE ? SCROLL : 0);
      calendar.scroller.scrollBy(pull(x, box.left, box.right), pull(y, box.top, box.bottom));
    }
    this.board.hand.dragTo(calendar.spotAt(x, y, session) ?? { ...session, isAside: true }, { clientX: x, clientY: y });
  }

}
