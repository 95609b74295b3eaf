// What is dragged snaps to edges that lie near, else to a grid of ten centimetres; where it did, guide lines say so.

import { boxAround } from "./geometry.js";

const GRID = 10;
const EXACT = 1;

/** Every vertical and horizontal that something can snap to: the outline and all other areas. */
export function linesOf(outline, others) {
  const points = [...outline, ...others.flatMap((one) => boxCorners(one))];
  return { x: [...new Set(points.map(([x]) => x))], y: [...new Set(points.map(([, y]) => y))] };
}

/** How far to shift so that one of the values lies on a line or the first one on the grid; and which line that was. */
export function snapped(values, lines, isSnapping, reach) {
  const step = isSnapping ? GRID : EXACT;
  let best = { shift: Math.round(values[0] / step) * step - values[0], line: null };
  if (!isSnapping) return best;
  let nearest = reach;
  for (const value of values) {
    for (const line of lines) {
      const distance = Math.abs(line - value);
      if (distance <= nearest) {
        nearest = distance;
        best = { shift: line - value, line };
      }
    }
  }
  return best;
}

function boxCorners(points) {
  const box = boxAround(points);
  return [[box.x, box.y], [box.x + box.width, box.y + box.depth]];
}
