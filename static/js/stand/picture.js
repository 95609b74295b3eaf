// The drawing as it is seen: areas that the server drew are taken over, everything else is drawn here in the same manner.

import { boxAround, boxOf, labelPoint } from "./geometry.js";

const SVG = "http://www.w3.org/2000/svg";
const LAYERS = ["aisles", "areas", "ways", "marks"];
const SIGNS = { entrance: "→", exit: "←", info: "i", quiet: "z", toilet: "WC", power: "⚡", network: "LAN" };
const WIDTH_OF_A_LETTER = 0.54;
const MOST_LINES = 4;
const EDGES = [[0, 0], [0.5, 0], [1, 0], [1, 0.5], [1, 1], [0.5, 1], [0, 1], [0, 0.5]];
/** The eight handles of a rectangle, as parts of its width and depth. */
const CURSORS = ["nwse", "ns", "nesw", "ew", "nwse", "ns", "nesw", "ew"];

export function make(name, attributes = {}, ...inside) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

export class Picture {
  constructor(svg, drawing) {
    this.svg = svg;
    this.drawing = drawing;
    this.layers = Object.fromEntries(LAYERS.map((name) => [name, svg.querySelector(`[data-layer=${name}]`)]));
    for (const name of ["aisles", "ways", "marks"]) this.layers[name].replaceChildren();
    this.guides = make("g", { class: "plan__guides", "aria-hidden": "true" });
    this.handles = make("g", { class: "plan__handles" });
    this.tells = make("text", { class: "plan__tells", "aria-hidden": "true", "text-anchor": "middle" });
    svg.append(this.guides, this.handles, this.tells);
  }

  /** Centimetres on the floor that one pixel on the screen is. */
  get scale() {
    return 1 / (this.svg.getScreenCTM()?.a || 1);
  }

  at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [x, y];
  }

  isLine(shape) {
    return this.drawing.lines.includes(shape.kind);
  }

  isSurface(shape) {
    return shape.what === "area" || this.drawing.surfaces.includes(shape.kind);
  }

  /** The shape's element: the one that the server drew, or a new one. */
  add(shape) {
    shape.element ??= this.takenOver(shape) ?? this.drawn(shape);
    if (!shape.element.isConnected) this.layerOf(shape).append(shape.element);
    shape.element.dataset.shape = "";
    this.draw(shape);
  }

  takenOver(shape) {
    return shape.what === "area" ? this.layers.areas.querySelector(`[data-area="${CSS.escape(shape.name)}"]`) : null;
  }

  remove(shape) {
    shape.element.remove();
  }

  /** Its outline, and what is written on it, where its points lie now. */
  draw(shape) {
    const points = shape.points.map(([x, y]) => `${x},${y}`).join(" ");
    const outline = shape.element.querySelector("polygon, polyline");
    outline?.setAttribute("points", points);
    shape.element.querySelector("[data-thick]")?.setAttribute("points", points);
    if (shape.what === "area") this.write(shape);
    else if (!outline) shape.element.setAttribute("transform", `translate(${shape.points[0].join(" ")})`);
  }

  layerOf(shape) {
    if (shape.what === "area") return this.layers.areas;
    if (this.isSurface(shape)) return this.layers.aisles;
    return this.isLine(shape) ? this.layers.ways : this.layers.marks;
  }

  drawn(shape) {
    const link = make("a", { href: shape.url ?? "#", "aria-label": this.calledAloud(shape) });
    if (shape.what === "area") {
      link.setAttribute("class", `plan__area plan__area--${shape.kind}`);
      link.append(make("polygon"));
    } else if (this.isSurface(shape)) {
      link.append(make("polygon", { class: "plan__aisle" }));
    } else if (this.isLine(shape)) {
      link.append(make("polyline", { class: "plan__way" }), make("polyline", { class: "plan__thick", "data-thick": "" }));
    } else {
      link.setAttribute("class", `plan__mark plan__mark--${shape.kind}`);
      const size = this.drawing.sizes.name;
      const letters = SIGNS[shape.kind].length > 2 ? size * 0.75 : size;
      const sign = make("text", { y: letters * 0.36, "font-size": letters, "aria-hidden": "true" }, SIGNS[shape.kind]);
      link.append(make("circle", { r: size }), sign);
    }
    return link;
  }

  calledAloud(shape) {
    const kind = this.drawing.kinds[shape.kind];
    if (shape.what === "area") return `${shape.name}: ${kind}`;
    return shape.name && shape.name !== kind ? `${kind}: ${shape.name}` : kind;
  }

  /** Number, names that have room below it, and the sign of what does not fit. */
  write(shape) {
    const { number, name } = this.drawing.sizes;
    const [box, [x, y]] = [boxAround(shape.points), labelPoint(shape.points)];
    const lines = fitting(shape.who ?? [], box, number, name);
    const first = y - Math.floor((number + lines.length * Math.round(name * 1.2)) / 2) + Math.round(number * 0.8);
    const old = shape.element.querySelectorAll("text.plan__number, text.plan__name");
    for (const one of old) one.remove();
    const texts = [make("text", { class: "plan__number", x, y: first, "font-size": number, "aria-hidden": "true" }, shape.name)];
    lines.forEach((line, at) => texts.push(make("text", {
      class: "plan__name", x, y: first + (at + 1) * Math.round(name * 1.2), "font-size": name, "aria-hidden": "true",
    }, line)));
    shape.element.querySelector("polygon").after(...texts);
    let sign = shape.element.querySelector(".plan__wrong");
    if (!sign) shape.element.append((sign = wrongSign(name)));
    sign.setAttribute("transform", `translate(${box.x + box.width - name} ${box.y + box.depth - name})`);
  }

  setWrong(shape, isWrong) {
    shape.element.classList.toggle("plan__area--wrong", isWrong);
  }

  /** Where a shape can be taken hold of: eight places of a rectangle, the corners of anything else. */
  showHandles(shape, active) {
    const spots = !shape || shape.points.length < 2 ? [] : this.spotsOf(shape);
    const [large, small] = [(matchMedia("(pointer: coarse)").matches ? 22 : 12) * this.scale, 6 * this.scale];
    this.handles.replaceChildren(...spots.map((spot, at) => {
      const handle = make("g", { transform: `translate(${spot.x} ${spot.y})`, class: "plan__handle", "data-handle": at });
      handle.append(make("circle", { r: large, class: "plan__reach" }));
      handle.append(make("rect", { x: -small, y: -small, width: 2 * small, height: 2 * small }));
      if (spot.cursor) handle.dataset.cursor = spot.cursor;
      else {
        handle.setAttribute("tabindex", "0");
        handle.setAttribute("role", "button");
        handle.setAttribute("aria-label", `${shape.name}: ${this.drawing.texts.corner.replace("{number}", at + 1)}`);
        handle.classList.toggle("is-active", at === active);
      }
      return handle;
    }));
  }

  spotsOf(shape) {
    const box = this.isSurface(shape) ? boxOf(shape.points) : null;
    if (!box) return shape.points.map(([x, y]) => ({ x, y }));
    return EDGES.map(([x, y], at) => ({ x: box.x + x * box.width, y: box.y + y * box.depth, cursor: CURSORS[at] }));
  }

  /** Puts the handles where the shape is now, without making them anew: one of them is being held. */
  moveHandles(shape) {
    this.spotsOf(shape).forEach((spot, at) => {
      this.handles.children[at]?.setAttribute("transform", `translate(${spot.x} ${spot.y})`);
    });
  }

  showGuides({ x, y }) {
    const { x: left, y: top, width, height } = this.svg.viewBox.baseVal;
    const lines = [];
    if (x !== null) lines.push(make("line", { x1: x, x2: x, y1: top, y2: top + height }));
    if (y !== null) lines.push(make("line", { y1: y, y2: y, x1: left, x2: left + width }));
    this.guides.replaceChildren(...lines);
  }

  /** Size and position beside what is being dragged. */
  tell(text, points) {
    this.tells.textContent = text;
    if (!text) return;
    const box = boxAround(points);
    const size = 15 * this.scale;
    const above = box.y - size * 0.7;
    this.tells.setAttribute("font-size", size);
    this.tells.setAttribute("x", box.x + box.width / 2);
    this.tells.setAttribute("y", above > this.svg.viewBox.baseVal.y + size ? above : box.y + box.depth + size * 1.4);
  }

  quiet() {
    this.showGuides({ x: null, y: null });
    this.tell("", []);
  }
}

/** The rectangle after one of its eight handles was dragged by so much; it can be turned over. */
export function pulled(box, handle, dx, dy) {
  const [px, py] = EDGES[handle];
  const xs = [box.x + (px === 0 ? dx : 0), box.x + box.width + (px === 1 ? dx : 0)];
  const ys = [box.y + (py === 0 ? dy : 0), box.y + box.depth + (py === 1 ? dy : 0)];
  return {
    x: Math.min(...xs), y: Math.min(...ys), width: Math.abs(xs[1] - xs[0]), depth: Math.abs(ys[1] - ys[0]),
  };
}

/** Which of its lines a handle moves: the value in each direction, null where it moves none. */
export function heldBy(box, handle) {
  const [px, py] = EDGES[handle];
  return {
    x: px === 0.5 ? null : box.x + px * box.width,
    y: py === 0.5 ? null : box.y + py * box.depth,
  };
}

function fitting(names, box, number, size) {
  const letters = Math.floor((box.width - size) / (size * WIDTH_OF_A_LETTER));
  const room = Math.floor((box.depth - number - size) / (size * 1.2));
  if (letters < 6 || room < 1) return [];
  const most = Math.min(room, MOST_LINES);
  const shown = names.slice(0, most).map((name) => cut(name, letters));
  if (names.length > most) shown[most - 1] = `+ ${names.length - most + 1}`;
  return shown;
}

function cut(name, letters) {
  return name.length <= letters ? name : `${name.slice(0, letters - 1).trimEnd()}…`;
}

function wrongSign(size) {
  const sign = make("g", { class: "plan__wrong", "aria-hidden": "true" });
  sign.append(make("path", { d: `M0 ${-0.8 * size} L${0.9 * size} ${0.7 * size} L${-0.9 * size} ${0.7 * size} Z` }));
  sign.append(make("text", { y: 0.5 * size, "font-size": size }, "!"));
  return sign;
}
