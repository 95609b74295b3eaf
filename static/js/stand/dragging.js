// Mouse, finger and pen: one pointer drags a shape, a handle, or a new shape out of nothing. Escape takes it back.

import { FARTHEST, SMALLEST, boxAround, boxOf, cornersOf, isTheSame, keptWithin, moved, within } from "./geometry.js";
import { heldBy, pulled } from "./picture.js";
import { linesOf, snapped } from "./snapping.js";

const BEGINS = 4;
/** Pixels that a press has to move before it is a drag. */
const REACH = 8;
/** Pixels from which an edge attracts. */

export class Dragging {
  constructor(editor) {
    this.editor = editor;
    this.picture = editor.picture;
    this.held = null;
    const { svg } = this.picture;
    svg.addEventListener("pointerdown", (event) => this.press(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    svg.addEventListener("pointerup", (event) => this.release(event));
    svg.addEventListener("pointercancel", () => this.cancel());
    svg.addEventListener("touchstart", (event) => this.held && event.preventDefault(), { passive: false });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => this.click(event));
    svg.addEventListener("dblclick", (event) => this.insertCorner(event));
    svg.addEventListener("contextmenu", (event) => this.held && event.preventDefault());
  }

  press(event) {
    if (event.button !== 0 || this.held || event.ctrlKey || event.metaKey) return;
    const { editor } = this;
    this.justDragged = false;
    const handle = event.target.closest("[data-handle]");
    const shape = editor.shapeAt(event.target);
    const from = this.picture.at(event);
    this.pressed = { shape, isFinger: event.pointerType === "touch" && !handle && !editor.tool };
    if (editor.tool) this.hold(event, { what: "new", from });
    else if (handle) this.hold(event, { what: "handle", at: Number(handle.dataset.handle), shape: editor.chosen, from });
    else if (shape && (event.pointerType !== "touch" || shape === editor.chosen)) this.hold(event, { what: "shape", shape, from });
    if (!handle && !editor.tool && !this.pressed.isFinger) editor.choose(shape);
  }

  /** From now on all of this pointer comes here. What the press would do otherwise (select text, drag the link) it does not. */
  hold(event, held) {
    const others = this.editor.shapes.filter((one) => one !== held.shape && this.picture.isSurface(one) && one.what === "area");
    const before = held.shape?.points;
    this.held = {
      ...held, before, pointer: event.pointerId, isBegun: false, press: [event.clientX, event.clientY],
      lines: linesOf(this.editor.drawing.outline, others.map((one) => one.points)),
    };
    if (held.what === "handle") this.editor.setActive(held.at);
    if (event.pointerType !== "mouse" || held.what !== "shape") event.preventDefault();
  }

  move(event) {
    const { held } = this;
    if (!held || event.pointerId !== held.pointer) return;
    if (!held.isBegun) {
      const far = Math.hypot(event.clientX - held.press[0], event.clientY - held.press[1]);
      if (far < BEGINS) return;
      held.isBegun = true;
      this.picture.svg.setPointerCapture(event.pointerId);
      if (held.shape) this.editor.choose(held.shape);
    }
    const [x, y] = this.picture.at(event);
    const isSnapping = this.editor.isSnapping !== event.altKey;
    const points = this.pointsAt(held, x, y, isSnapping);
    if (held.what === "new") this.drawNew(points);
    else this.show(held.shape, points);
  }

  pointsAt(held, x, y, isSnapping) {
    const reach = REACH * this.picture.scale;
    const [dx, dy] = [x - held.from[0], y - held.from[1]];
    if (held.what === "shape") return this.shifted(held, dx, dy, isSnapping, reach);
    if (held.what === "handle") return this.bent(held, dx, dy, isSnapping, reach);
    const [from, to] = [held.from, [x, y]].map((point) => this.snappedPoint(point, held.lines, isSnapping, reach));
    const kind = this.editor.tool;
    if (this.picture.isLine({ kind })) return [from.point, to.point];
    if (!this.editor.isSurfaceKind(kind)) return [to.point];
    this.picture.showGuides(to.guides);
    return cornersOf(boxAround([from.point, to.point]));
  }

  shifted(held, dx, dy, isSnapping, reach) {
    const raw = moved(held.before, Math.round(dx), Math.round(dy));
    const box = boxAround(raw);
    const x = snapped([box.x, box.x + box.width], held.lines.x, isSnapping, reach);
    const y = snapped([box.y, box.y + box.depth], held.lines.y, isSnapping, reach);
    this.picture.showGuides({ x: x.line, y: y.line });
    return keptWithin(moved(raw, x.shift, y.shift));
  }

  bent(held, dx, dy, isSnapping, reach) {
    const box = this.picture.isSurface(held.shape) ? boxOf(held.before) : null;
    if (!box) {
      const [px, py] = held.before[held.at];
      const { point, guides } = this.snappedPoint([px + dx, py + dy], held.lines, isSnapping, reach);
      this.picture.showGuides(guides);
      return held.before.map((old, at) => (at === held.at ? point : old));
    }
    const line = heldBy(box, held.at);
    const x = line.x === null ? { shift: 0, line: null } : snapped([line.x + Math.round(dx)], held.lines.x, isSnapping, reach);
    const y = line.y === null ? { shift: 0, line: null } : snapped([line.y + Math.round(dy)], held.lines.y, isSnapping, reach);
    this.picture.showGuides({ x: x.line, y: y.line });
    const by = (from, delta, shift) => (from === null ? 0 : within(from + Math.round(delta) + shift) - from);
    return cornersOf(sized(pulled(box, held.at, by(line.x, dx, x.shift), by(line.y, dy, y.shift))));
  }

  snappedPoint([px, py], lines, isSnapping, reach) {
    const [rx, ry] = [Math.round(px), Math.round(py)];
    const x = snapped([rx], lines.x, isSnapping, reach);
    const y = snapped([ry], lines.y, isSnapping, reach);
    return { point: [within(rx + x.shift), within(ry + y.shift)], guides: { x: x.line, y: y.line } };
  }

  show(shape, points) {
    shape.points = points;
    this.picture.draw(shape);
    this.picture.moveHandles(shape);
    this.picture.tell(this.editor.measures(points), points);
    this.editor.showMeasures(shape);
  }

  drawNew(points) {
    const { held } = this;
    if (!held.ghost) {
      held.ghost = this.editor.newShape(this.editor.tool, points);
      this.picture.add(held.ghost);
    }
    held.ghost.points = points;
    this.picture.draw(held.ghost);
    this.picture.tell(this.editor.measures(points), points);
  }

  release(event) {
    const { held } = this;
    if (!held || event.pointerId !== held.pointer) return;
    this.held = null;
    this.picture.quiet();
    if (held.what === "new") this.finishNew(event, held);
    else if (held.isBegun && !isTheSame(held.before, held.shape.points)) {
      this.justDragged = true;
      this.editor.lieAt(held.shape, held.before, held.shape.points);
    }
  }

  finishNew(event, held) {
    this.justDragged = true;
    const kind = this.editor.tool;
    if (held.ghost) this.picture.remove(held.ghost);
    if (held.isBegun) return this.editor.create(kind, held.ghost.points);
    if (this.editor.isSurfaceKind(kind) || this.picture.isLine({ kind })) return undefined;
    const point = this.snappedPoint(this.picture.at(event), held.lines, this.editor.isSnapping, 0).point;
    return this.editor.create(kind, [point]);
  }

  /** Back to where it was; true if there was anything to take back. */
  cancel() {
    const { held } = this;
    if (!held) return false;
    this.held = null;
    this.picture.quiet();
    if (held.ghost) this.picture.remove(held.ghost);
    if (held.shape && held.isBegun) this.show(held.shape, held.before);
    this.picture.quiet();
    return true;
  }

  /** A press chooses, a finger's when it was no swipe; only the enter key, and a press that wants a new window, follow the link. */
  click(event) {
    const link = event.target.closest("a");
    const wantsWindow = event.ctrlKey || event.metaKey || event.shiftKey;
    if (link && event.detail > 0 && !wantsWindow) event.preventDefault();
    if (event.detail > 0 && this.pressed?.isFinger && !this.justDragged) this.editor.choose(this.pressed.shape);
    this.justDragged = false;
  }

  insertCorner(event) {
    const shape = this.editor.shapeAt(event.target) ?? (event.target.closest("[data-handle]") && this.editor.chosen);
    if (!shape || this.editor.tool) return;
    const [x, y] = this.picture.at(event);
    this.editor.insertCorner([within(x), within(y)], 20 * this.picture.scale);
  }
}

function sized(box) {
  const width = Math.max(SMALLEST, box.width);
  const depth = Math.max(SMALLEST, box.depth);
  return { x: Math.max(0, Math.min(FARTHEST - width, box.x)), y: Math.max(0, Math.min(FARTHEST - depth, box.y)), width, depth };
}
