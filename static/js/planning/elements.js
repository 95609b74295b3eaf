// Elements made by script: the policy lets no text become markup.

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A sign of the page's sprite; beside a word, never alone. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A conflict in words, with the sign of how bad it is. */
export function conflictLine(conflict) {
  const sign = icon(conflict.isSerious ? "warning" : "info");
  const severity = make("span", "visually-hidden", `${conflict.severityName}: `);
  return make("span", `board-conflict${conflict.isSerious ? " is-serious" : ""}`, sign, make("span", "", severity, conflict.words));
}
