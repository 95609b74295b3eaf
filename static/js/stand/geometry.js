// Shapes on the floor: arrays of [x, y] in whole centimetres. The same sums as the server's, for what is drawn meanwhile.

export const FARTHEST = 20_000;
export const SMALLEST = 10;

export function boxAround(points) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, depth: Math.max(...ys) - y };
}

export function cornersOf({ x, y, width, depth }) {
  return [[x, y], [x + width, y], [x + width, y + depth], [x, y + depth]];
}

/** The rectangle that these points are; null if they are another polygon. */
export function boxOf(points) {
  if (points.length !== 4) return null;
  const box = boxAround(points);
  const corners = new Set(cornersOf(box).map(String));
  return corners.size === 4 && points.every((point) => corners.delete(String(point))) ? box : null;
}

export function moved(points, dx, dy) {
  return points.map(([x, y]) => [x + dx, y + dy]);
}

/** By 90° clockwise around the middle of the box around it, and not over the edge of the plan. */
export function turned(points) {
  const box = boxAround(points);
  const shift = Math.floor((box.width - box.depth) / 2);
  const [x, y] = [Math.max(0, box.x + shift), Math.max(0, box.y - shift)];
  return points.map(([px, py]) => [x + box.y + box.depth - py, y + px - box.x]);
}

/** A place for the number: the middle where it lies inside, else the middle of the widest cut at that height. */
export function labelPoint(points) {
  const box = boxAround(points);
  const [x, y] = [box.x + Math.floor(box.width / 2), box.y + Math.floor(box.depth / 2)];
  const crossings = crossingsAt(points, y).sort((a, b) => a - b);
  if (crossings.filter((one) => one > x).length % 2 === 1) return [x, y];
  let best = null;
  for (let n = 0; n + 1 < crossings.length; n += 2) {
    const span = [crossings[n + 1] - crossings[n], (crossings[n] + crossings[n + 1]) / 2];
    if (!best || span[0] > best[0]) best = span;
  }
  return best ? [Math.round(best[1]), y] : points[0];
}

/** The edge that lies nearest to a point: the index of its first corner, and how far it is. */
export function nearestEdge(points, [x, y], isClosed) {
  let best = { at: 0, distance: Infinity };
  const last = isClosed ? points.length : points.length - 1;
  for (let at = 0; at < last; at += 1) {
    const [[ax, ay], [bx, by]] = [points[at], points[(at + 1) % points.length]];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
    const distance = Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
    if (distance < best.distance) best = { at, distance };
  }
  return best;
}

export function longestEdge(points, isClosed) {
  const last = isClosed ? points.length : points.length - 1;
  const length = (at) => {
    const [[ax, ay], [bx, by]] = [points[at], points[(at + 1) % points.length]];
    return Math.hypot(bx - ax, by - ay);
  };
  return [...Array(last).keys()].reduce((best, at) => (length(at) > length(best) ? at : best), 0);
}

export function middleOf(points, at) {
  const [[ax, ay], [bx, by]] = [points[at], points[(at + 1) % points.length]];
  return [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)];
}

/** So far that nothing lies over the edge of the plan. */
export function keptWithin(points) {
  const box = boxAround(points);
  const inside = (from, size) => Math.max(0, Math.min(FARTHEST - size, from)) - from;
  return moved(points, inside(box.x, box.width), inside(box.y, box.depth));
}

export function within(value) {
  return Math.max(0, Math.min(FARTHEST, Math.round(value)));
}

/** The first place on the outline, row by row, where a box of that size touches none of the others. */
export function freePlace(outline, others, width, depth) {
  const floor = boxAround(outline);
  const boxes = others.map(boxAround);
  const hits = (x, y) => boxes.some((box) =>
    x < box.x + box.width && box.x < x + width && y < box.y + box.depth && box.y < y + depth);
  for (let y = floor.y; y + depth <= floor.y + floor.depth; y += 10) {
    for (let x = floor.x; x + width <= floor.x + floor.width; x += 10) {
      if (!hits(x, y)) return { x, y, width, depth };
    }
  }
  const middle = (from, size, own) => Math.max(0, from + Math.round((size - own) / 20) * 10);
  return { x: middle(floor.x, floor.width, width), y: middle(floor.y, floor.depth, depth), width, depth };
}

export function isTheSame(some, others) {
  return String(some) === String(others);
}

function crossingsAt(points, y) {
  const level = y + 0.5;
  return points.flatMap(([ax, ay], at) => {
    const [bx, by] = points[(at + 1) % points.length];
    return (ay > level) === (by > level) ? [] : [ax + ((level - ay) * (bx - ax)) / (by - ay)];
  });
}
