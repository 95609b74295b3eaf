// A session as it stands on the board: time, title, theme as bar and word, state as sign and word.

import { icon, make } from "./elements.js";
import { dayOf, timeOf } from "./wall.js";

const SIGNS = { draft: "draft", changed: "edit" };

export class Tiles {
  constructor(board) {
    this.board = board;
  }

  /** `how` is what the calendar shows it as: for real, as what is left behind, or as where it would go. */
  tile(session, spot, how = "auto") {
    const isReal = how === "auto";
    const tile = make(isReal ? "button" : "div", this.classes(session));
    if (isReal) Object.assign(tile, { type: "button", tabIndex: -1 });
    tile.dataset.code = session.code;
    this.colour(tile, session.theme);
    tile.append(this.head(session, spot), make("span", "tile__title", session.title), this.foot(session));
    if (isReal) tile.setAttribute("aria-label", this.called(session, spot));
    if (isReal && this.board.hand?.carried?.session === session) tile.classList.add("is-carried");
    return tile;
  }

  classes(session) {
    const conflicts = this.board.conflictsOf(session);
    const names = ["tile", `tile--${session.state}`];
    if (session.kind === "break") names.push("tile--break");
    if (session.isCancelled) names.push("tile--cancelled");
    if (conflicts.some((one) => one.isSerious)) names.push("tile--serious");
    return names.join(" ");
  }

  head(session, spot) {
    const [first, last] = spot.isAside ? [this.board.length(spot), ""] : [timeOf(spot.starts), `–${timeOf(spot.ends)}`];
    const number = this.board.conflictsOf(session).length;
    const badge = number ? make("span", "tile__badge", icon("warning"), String(number)) : "";
    const state = this.stateOf(session);
    const sign = state ? make("span", "tile__sign", icon(state.sign)) : "";
    return make("span", "tile__head", make("span", "tile__time", first, make("span", "tile__end", last)), badge, sign);
  }

  /** What is as everybody knows it says nothing; nor does what lies at the side, where that is the heading. */
  stateOf(session) {
    const { texts, data } = this.board;
    if (session.isCancelled) return { sign: "cancelled", word: texts.isCancelled };
    if (["released", "unscheduled"].includes(session.state)) return null;
    return { sign: SIGNS[session.state], word: data.states[session.state] };
  }

  themeOf(session) {
    return this.board.data.themes[session.theme]?.name ?? session.kindName;
  }

  foot(session) {
    const foot = make("span", "tile__foot");
    const state = this.stateOf(session);
    if (state) foot.append(make("span", `tile__state${session.isCancelled ? " tile__state--cancelled" : ""}`, icon(state.sign), make("span", "", state.word)));
    foot.append(make("span", "tile__theme", this.themeOf(session)));
    if (session.speakers) foot.append(make("span", "tile__who", session.speakers));
    return foot;
  }

  colour(tile, slug) {
    const theme = this.board.data.themes[slug];
    if (!theme) return;
    tile.style.setProperty("--of-theme", theme.colour);
    tile.style.setProperty("--of-theme-dark", theme.dark);
  }

  /** The name that is read aloud: what, when, where, and what is wrong with it. */
  called(session, spot) {
    const { texts, data } = this.board;
    const said = [session.title, this.where(spot)];
    if (session.theme) said.push(data.themes[session.theme].name);
    if (session.isCancelled) said.push(texts.isCancelled);
    else said.push(data.states[session.state]);
    const number = this.board.conflictsOf(session).length;
    if (number) said.push(this.board.counted("conflict", number));
    return said.join(", ");
  }

  /** "Mittwoch 10:00–10:45, Bühne A" */
  where(spot) {
    if (spot.isAside) return `${this.board.texts.isAside}, ${this.board.length(spot)}`;
    const day = this.board.dayName(dayOf(spot.starts));
    return `${day} ${timeOf(spot.starts)}–${timeOf(spot.ends)}, ${this.board.placeName(spot.place)}`;
  }
}
