// What stands around the plan: tools, the line that says what happened, what does not fit, the table of numbers.

import { boxAround } from "./geometry.js";
import { documentAt } from "../editing/saving.js";

const ZOOMS = [1, 1.5, 2, 3, 4, 6];

export class Side {
  constructor(root, editor) {
    this.root = root;
    this.editor = editor;
    this.texts = editor.drawing.texts;
    this.known = editor.drawing.misfits;
    this.status = root.querySelector("[data-status]");
    this.frame = root.querySelector("[data-frame]");
    this.pick = root.querySelector("[data-pick]");
    this.zoom = 0;
    this.said = "";
  }

  begin() {
    const { editor } = this;
    this.root.querySelector("[data-tools]").hidden = false;
    const acts = {
      insert: () => editor.insert(this.pick.value || "counter"),
      undo: () => editor.undo(),
      redo: () => editor.redo(),
      turn: () => editor.turnChosen(),
      resize: () => this.toggleResizing(),
      "add-corner": () => editor.insertCorner(),
      "remove-corner": () => editor.removeCorner(),
      remove: () => editor.removeChosen(),
      snap: () => this.toggleSnapping(),
      "zoom-in": () => this.zoomTo(this.zoom + 1),
      "zoom-out": () => this.zoomTo(this.zoom - 1),
    };
    for (const [name, act] of Object.entries(acts)) this.tool(name).addEventListener("click", act);
    this.pick.addEventListener("change", () => editor.take(this.pick.value));
    this.tool("snap").setAttribute("aria-pressed", "true");
    this.tool("open").addEventListener("click", (event) => editor.chosen?.url ? null : (event.preventDefault(), this.say("chooseFirst")));
    this.frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.showChosen(null);
  }

  tool(name) {
    return this.root.querySelector(`[data-tool="${name}"]`);
  }

  metres(centimetres) {
    const text = (centimetres / 100).toFixed(2);
    return this.editor.drawing.language === "en" ? text : text.replace(".", ",");
  }

  // The line that says what happened.

  say(key, values = {}, isWrong = false) {
    this.tell(this.texts[key].replace(/\{(\w+)\}/g, (told, name) => values[name] ?? told), isWrong);
  }

  tell(text, isWrong = false) {
    this.said = text;
    this.status.textContent = text;
    this.status.classList.toggle("is-wrong", isWrong);
  }

  showWaiting(isWaiting) {
    this.root.toggleAttribute("data-saving", isWaiting);
    const told = this.root.querySelector("[data-saved]");
    const isDone = !isWaiting && !this.editor.saves.tasks.length;
    told.textContent = isWaiting ? this.texts.saving : isDone ? this.texts.saved : "";
    if (isDone) this.root.querySelector("[data-signed-out]").hidden = true;
  }

  showSignedOut() {
    this.say("signedOut", {}, true);
    this.root.querySelector("[data-signed-out]").hidden = false;
  }

  // The tools.

  showChosen(shape) {
    const isSurface = shape && this.editor.picture.isSurface(shape);
    const usable = {
      turn: shape?.points.length > 1, resize: isSurface, "add-corner": shape?.points.length > 1,
      "remove-corner": shape?.points.length > 1, remove: Boolean(shape), open: Boolean(shape?.url),
    };
    for (const [name, isUsable] of Object.entries(usable)) this.tool(name).setAttribute("aria-disabled", String(!isUsable));
    if (shape?.url) this.tool("open").href = shape.url;
    for (const row of document.querySelectorAll("[data-row]")) {
      row.classList.toggle("is-chosen", shape?.what === "area" && row.dataset.row === String(shape.id));
    }
  }

  showTool(kind) {
    this.pick.value = kind;
  }

  toggleResizing() {
    const { editor } = this;
    editor.isResizing = !editor.isResizing;
    this.tool("resize").setAttribute("aria-pressed", String(editor.isResizing));
    this.say(editor.isResizing ? "resizing" : "moving");
    if (!editor.chosen) return;
    const corner = editor.isResizing && editor.picture.handles.querySelector("[role=button]");
    (corner || editor.chosen.element).focus({ preventScroll: true });
  }

  toggleSnapping() {
    const { editor } = this;
    editor.isSnapping = !editor.isSnapping;
    this.tool("snap").setAttribute("aria-pressed", String(editor.isSnapping));
    this.say(editor.isSnapping ? "snapping" : "free");
  }

  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoomTo(this.zoom + (event.deltaY < 0 ? 1 : -1));
  }

  /** The plan, not the page; what was in the middle stays there. */
  zoomTo(step) {
    const { frame } = this;
    const middle = [
      (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth, (frame.scrollTop + frame.clientHeight / 2) / frame.scrollHeight,
    ];
    this.zoom = Math.max(0, Math.min(ZOOMS.length - 1, step));
    this.editor.picture.svg.style.width = `${ZOOMS[this.zoom] * 100}%`;
    frame.scrollLeft = middle[0] * frame.scrollWidth - frame.clientWidth / 2;
    frame.scrollTop = middle[1] * frame.scrollHeight - frame.clientHeight / 2;
  }

  // What does not fit, and the table.

  showAnswer(said) {
    this.showMisfits(said.misfits);
    for (const row of said.rows) this.showRow(row);
    for (const state of document.querySelectorAll("[data-state-is]")) {
      state.hidden = (state.dataset.stateIs === "changed") !== said.isChanged;
    }
  }

  showMisfits(misfits) {
    const now = misfits.map((one) => one.sentence);
    const arisen = now.filter((one) => !this.known.includes(one));
    const solved = this.known.filter((one) => !now.includes(one));
    this.known = now;
    this.list(misfits);
    if (arisen.length) this.tell([this.said, ...arisen.slice(0, 3)].join(" "), true);
    else if (solved.length) this.tell([this.said, this.texts.solved.replace("{sentence}", () => solved[0])].join(" "));
  }

  list(misfits) {
    const list = this.root.querySelector("[data-misfits]");
    const models = this.root.querySelector("[data-misfit-models]").content;
    if (!misfits.length) return list.replaceChildren(models.querySelector("[data-is=fits]").cloneNode(true));
    return list.replaceChildren(...misfits.map((one) => {
      const item = models.querySelector(`[data-is=${one.isSerious ? "serious" : "hint"}]`).cloneNode(true);
      const link = item.querySelector("a");
      link.href = one.url;
      link.textContent = one.sentence;
      return item;
    }));
  }

  showRow(row) {
    const shape = this.editor.shapes.find((one) => one.what === "area" && one.id === row.id);
    if (shape) this.editor.picture.setWrong(shape, row.isWrong);
    const line = document.querySelector(`[data-row="${row.id}"]`);
    if (!line) return;
    const hasMovedOn = this.editor.saves.tasks.some((task) => task.shape === shape);
    const measures = hasMovedOn ? [] : ["x", "y", "width", "depth"];
    for (const name of [...measures, "room", "power"]) this.fill(line, name, row[name]);
    if (shape) this.fill(line, "version", shape.version);
    line.querySelector("[data-wrong]").hidden = !row.isWrong;
    line.querySelector("[data-cell=power]").classList.toggle("is-short", row.isShort);
  }

  showMeasures(shape) {
    const line = document.querySelector(`[data-row="${shape.id}"]`);
    if (!line) return;
    for (const [name, value] of Object.entries(boxAround(shape.points))) this.fill(line, name, this.metres(value));
  }

  /** What somebody is typing just now stays. */
  fill(line, name, value) {
    const cell = line.querySelector(`[data-cell=${name}]`);
    if (!cell || cell === document.activeElement) return;
    if (cell.tagName === "INPUT") cell.value = value;
    else cell.textContent = value;
  }

  /** An area came or went: the table is made by the server. */
  async refresh() {
    const page = await documentAt(location.pathname);
    for (const part of document.querySelectorAll("[data-follows]")) {
      const made = page?.querySelector(`[data-follows="${part.dataset.follows}"]`);
      if (made) part.replaceWith(document.adoptNode(made));
    }
    this.showChosen(this.editor.chosen);
  }
}
