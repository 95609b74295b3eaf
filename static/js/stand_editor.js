// The stand is drawn in the browser: by mouse, finger, pen and keys, each step saved at once and each to be undone.
// Without this the table beside the plan does the same.

import { Dragging } from "./stand/dragging.js";
import {
  SMALLEST, boxAround, boxOf, cornersOf, freePlace, isTheSame, keptWithin, longestEdge, middleOf, moved, nearestEdge, turned, within,
} from "./stand/geometry.js";
import { Keys } from "./stand/keys.js";
import { Picture } from "./stand/picture.js";
import { Saves } from "./editing/saving.js";
import { Side } from "./stand/side.js";
import { Steps } from "./editing/steps.js";

const FIRST_SIZES = { counter: [200, 150], island: [200, 200], stage: [400, 300], storage: [150, 150], meeting: [200, 200], aisle: [400, 150] };
const FIRST_KW = 3;

class Editor {
  constructor(root) {
    this.root = root;
    this.drawing = JSON.parse(root.dataset.drawing);
    this.picture = new Picture(root.querySelector("[data-plan]"), this.drawing);
    this.side = new Side(root, this);
    this.shapes = [];
    this.tool = "";
    this.chosen = null;
    this.active = null;
    this.isSnapping = true;
    this.isResizing = false;
    for (const shape of [...this.drawing.areas, ...this.drawing.marks]) this.show(shape);
    this.steps = new Steps((step, isForward) => this.apply(step, isForward));
    this.saves = new Saves(document.querySelector("input[name=csrf_token]").value, this.heard());
    this.dragging = new Dragging(this);
    this.keys = new Keys(this);
    this.side.begin();
    new ResizeObserver(() => this.picture.showHandles(this.chosen, this.active)).observe(this.picture.svg);
  }

  show(shape) {
    const isNew = !shape.element;
    this.shapes.push(shape);
    this.picture.add(shape);
    if (isNew) shape.element.addEventListener("focus", () => this.choose(shape));
  }

  hide(shape) {
    this.shapes = this.shapes.filter((one) => one !== shape);
    if (this.chosen === shape) this.choose(null);
    this.picture.remove(shape);
  }

  shapeAt(target) {
    const element = target.closest("[data-shape]");
    return this.shapes.find((one) => one.element === element) ?? null;
  }

  isSurfaceKind(kind) {
    return this.picture.isSurface({ what: this.whatIs(kind), kind });
  }

  whatIs(kind) {
    return kind in FIRST_SIZES && kind !== "aisle" ? "area" : "mark";
  }

  newShape(kind, points) {
    const what = this.whatIs(kind);
    const name = what === "area" ? "" : this.drawing.kinds[kind];
    return { what, kind, name, labels: ["", ""], kw: kind === "power" ? FIRST_KW : 0, points, version: 0, who: [] };
  }

  // What is chosen, and with what tool.

  choose(shape) {
    if (this.chosen === shape) return;
    this.chosen?.element.classList.remove("is-chosen");
    shape?.element.classList.add("is-chosen");
    this.chosen = shape;
    this.active = null;
    this.picture.showHandles(shape, null);
    this.side.showChosen(shape);
    if (shape) this.side.say("chosen", { what: this.called(shape) });
  }

  setActive(at) {
    this.active = at;
    this.picture.handles.querySelectorAll("[role=button]").forEach((one, n) => one.classList.toggle("is-active", n === at));
  }

  take(kind) {
    this.tool = kind;
    this.root.toggleAttribute("data-drawing-now", Boolean(kind));
    this.side.showTool(kind);
    if (!kind) return;
    this.choose(null);
    const how = this.picture.isLine({ kind }) ? "leading" : this.isSurfaceKind(kind) ? "drawing" : "setting";
    this.side.say(how, { what: this.drawing.kinds[kind] });
  }

  called(shape) {
    return shape.name || this.drawing.kinds[shape.kind];
  }

  measures(points) {
    const box = boxAround(points);
    const [x, y, width, depth] = [box.x, box.y, box.width, box.depth].map((one) => this.side.metres(one));
    return points.length > 1 ? `${width} × ${depth} m · ${x} / ${y}` : `${x} / ${y} m`;
  }

  showMeasures(shape) {
    if (shape.what === "area") this.side.showMeasures(shape);
  }

  // Steps: each is shown at once, then saved.

  lieAt(shape, from, to, isFollowing = false) {
    if (isTheSame(from, to)) return;
    this.steps.take({ kind: "lie", shape, from, to }, isFollowing);
    this.sayMeasures(shape);
  }

  sayMeasures(shape) {
    const box = boxAround(shape.points);
    const [x, y, width, depth] = [box.x, box.y, box.width, box.depth].map((one) => this.side.metres(one));
    this.side.say(shape.points.length > 1 ? "sized" : "moved", { what: this.called(shape), x, y, width, depth });
  }

  create(kind, points) {
    const isTooSmall = this.isSurfaceKind(kind) && Math.min(boxAround(points).width, boxAround(points).depth) < SMALLEST;
    this.take("");
    if (isTooSmall || (this.picture.isLine({ kind }) && isTheSame(points[0], points[1]))) return this.side.say("cancelled");
    const shape = this.newShape(kind, keptWithin(points));
    this.steps.take({ kind: "create", shape });
    this.choose(shape);
    shape.element.focus({ preventScroll: true });
    return this.side.say("drawn", { what: this.called(shape) });
  }

  /** For who draws without a pointer: one of the usual size, where there is room. */
  insert(kind) {
    const [width, depth] = FIRST_SIZES[kind] ?? [0, 0];
    const areas = this.shapes.filter((one) => one.what === "area").map((one) => one.points);
    const box = freePlace(this.drawing.outline, width ? areas : [], width, depth);
    const floor = boxAround(this.drawing.outline);
    const middle = [floor.x + Math.round(floor.width / 20) * 10, floor.y + Math.round(floor.depth / 20) * 10];
    if (width) this.create(kind, cornersOf(box));
    else if (this.picture.isLine({ kind })) this.create(kind, [[floor.x, middle[1]], [floor.x + floor.width, middle[1]]]);
    else this.create(kind, [middle]);
  }

  removeChosen() {
    const shape = this.chosen;
    if (!shape) return this.side.say("chooseFirst");
    const next = this.shapes[(this.shapes.indexOf(shape) + 1) % this.shapes.length];
    const hadFocus = shape.element.contains(document.activeElement) || this.picture.handles.contains(document.activeElement);
    this.steps.take({ kind: "remove", shape });
    if (hadFocus && next !== shape) next.element.focus({ preventScroll: true });
    return this.side.say("removed", { what: this.called(shape) });
  }

  turnChosen() {
    const shape = this.chosen;
    if (!shape || shape.points.length < 2) return this.side.say("chooseFirst");
    this.lieAt(shape, shape.points, keptWithin(turned(shape.points)));
    return this.side.say("turned", { what: this.called(shape) });
  }

  shift(dx, dy) {
    const shape = this.chosen;
    this.lieAt(shape, shape.points, keptWithin(moved(shape.points, dx, dy)), true);
  }

  resize(dx, dy) {
    const shape = this.chosen;
    const box = this.picture.isSurface(shape) ? boxOf(shape.points) : null;
    if (!box) return this.side.say(shape.points.length > 1 ? "onlyRectangle" : "moving");
    const width = Math.max(SMALLEST, box.width + dx);
    const depth = Math.max(SMALLEST, box.depth + dy);
    return this.lieAt(shape, shape.points, keptWithin(cornersOf({ ...box, width, depth })), true);
  }

  moveCorner(at, dx, dy) {
    const shape = this.chosen;
    const bent = shape.points.map(([x, y], n) => (n === at ? [within(x + dx), within(y + dy)] : [x, y]));
    this.lieAt(shape, shape.points, bent, true);
  }

  /** At the point if one is given and an edge lies near; else in the middle of the edge behind the active corner. */
  insertCorner(point = null, reach = Infinity) {
    const shape = this.chosen;
    if (!shape || shape.points.length < 2) return this.side.say("chooseFirst");
    const isClosed = this.picture.isSurface(shape);
    const near = point && nearestEdge(shape.points, point, isClosed);
    if (near && near.distance > reach) return undefined;
    const isCorner = !this.picture.spotsOf(shape)[0]?.cursor;
    const at = near ? near.at : isCorner && this.active !== null && (isClosed || this.active < shape.points.length - 1)
      ? this.active : longestEdge(shape.points, isClosed);
    const added = point ?? this.besideMiddle(shape, at, isClosed);
    this.lieAt(shape, shape.points, shape.points.toSpliced(at + 1, 0, added));
    return this.afterBending(at + 1);
  }

  /** A corner in the middle of a rectangle's edge would be none: it stands a little inside. */
  besideMiddle(shape, at, isClosed) {
    const [x, y] = middleOf(shape.points, at);
    if (!isClosed) return [x, y];
    const box = boxAround(shape.points);
    const [mx, my] = [box.x + box.width / 2, box.y + box.depth / 2];
    return [within(x + Math.sign(Math.round(mx - x)) * 10), within(y + Math.sign(Math.round(my - y)) * 10)];
  }

  removeCorner() {
    const shape = this.chosen;
    const isCorner = shape && !this.picture.spotsOf(shape)[0]?.cursor;
    if (!isCorner || this.active === null) return this.side.say("chooseCorner");
    if (shape.points.length <= (this.picture.isSurface(shape) ? 3 : 2)) return this.side.say("noCorner");
    this.lieAt(shape, shape.points, shape.points.toSpliced(this.active, 1));
    return this.afterBending(Math.min(this.active, shape.points.length - 1));
  }

  afterBending(at) {
    this.active = at;
    this.picture.showHandles(this.chosen, at);
    this.picture.handles.children[at]?.focus({ preventScroll: true });
  }

  undo() {
    const step = this.steps.undo();
    this.afterStep(step, step ? "undone" : "nothingToUndo");
  }

  redo() {
    const step = this.steps.redo();
    this.afterStep(step, step ? "redone" : "nothingToRedo");
  }

  afterStep(step, text) {
    if (step && this.shapes.includes(step.shape)) this.choose(step.shape);
    this.side.say(text);
  }

  apply(step, isForward) {
    const { shape } = step;
    if (step.kind === "lie") {
      this.put(shape, isForward ? step.to : step.from);
      this.saves.add({ kind: "lie", step, shape, ask: askLie(shape, shape.points) });
    } else if ((step.kind === "create") === isForward) {
      this.show(shape);
      this.saves.add({ kind: "come", step, shape, ask: this.askCome(shape) });
    } else {
      this.hide(shape);
      this.saves.add({ kind: "go", step, shape, ask: () => ({ address: shape.act, fields: { do: "remove", version: shape.version } }) });
    }
  }

  put(shape, points) {
    shape.points = points;
    this.picture.draw(shape);
    if (this.chosen === shape) this.picture.showHandles(shape, this.active);
    this.showMeasures(shape);
  }

  /** A new one is created; an area that was on the plan before is brought back, under its number. */
  askCome(shape) {
    const { addresses } = this.drawing;
    return () => {
      if (shape.what === "area" && shape.id) return { address: shape.act, fields: { do: "restore" } };
      const fields = { kind: shape.kind, points: lines(shape.points) };
      if (shape.what === "area") return { address: addresses.area, fields };
      return { address: addresses.mark, fields: { ...fields, kw: shape.kw, label_de: shape.labels[0], label_en: shape.labels[1] } };
    };
  }

  // What the server says to it.

  heard() {
    return {
      saved: (task, said) => this.saved(task, said),
      refused: (task, said, status) => this.refused(task, said, status),
      waiting: (isWaiting) => this.side.showWaiting(isWaiting),
      offline: () => this.side.say("offline", {}, true),
      signedOut: () => this.side.showSignedOut(),
    };
  }

  saved(task, said) {
    const { shape } = task;
    if (said.shape) {
      const { points, ...known } = said.shape;
      const isNew = shape.id !== known.id;
      Object.assign(shape, known);
      if (isNew) this.become(shape);
    }
    this.side.showAnswer(said);
    if (task.kind !== "lie") this.side.refresh();
  }

  /** What was drawn here now has a number and addresses. */
  become(shape) {
    shape.element.setAttribute("href", shape.url);
    shape.element.setAttribute("aria-label", this.picture.calledAloud(shape));
    if (shape.what !== "area") return;
    shape.element.dataset.area = shape.name;
    this.picture.draw(shape);
    if (this.chosen === shape) this.side.showChosen(shape);
  }

  /** 409: as somebody else left it. 410: it is gone. 422: a rule says no. In each case what is shown is what is saved. */
  refused(task, said, status) {
    const { shape } = task;
    this.saves.forget(shape);
    this.steps.forget(shape, status === 422 ? task.step : null);
    const isThere = this.shapes.includes(shape);
    if (said.shape) {
      Object.assign(shape, said.shape);
      if (!isThere && !shape.isRemoved) this.show(shape);
      if (shape.isRemoved) this.hide(shape);
      else this.put(shape, said.shape.points);
    } else if (isThere) {
      this.hide(shape);
    }
    this.side.tell(said.sentence, true);
    if (!said.shape) this.side.refresh();
  }
}

function askLie(shape, points) {
  return () => ({ address: shape.lie, fields: { version: shape.version, points: lines(points) } });
}

/** One corner a line, in metres, as the forms take it. */
function lines(points) {
  return points.map(([x, y]) => `${(x / 100).toFixed(2)}; ${(y / 100).toFixed(2)}`).join("\n");
}

for (const root of document.querySelectorAll("[data-drawing]")) new Editor(root);
