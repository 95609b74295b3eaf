// Keeps the counts of today's sessions fresh while the page is open.

import { EVERY, Standing } from "./door/standing.js";

const root = document.querySelector("[data-door-start]");
const standing = new Standing(root, show, () => location.reload());

function show(told) {
  for (const line of root.querySelectorAll("[data-counted]")) line.textContent = told.counted[line.dataset.counted] ?? "";
}

for (;;) {
  await standing.ask();
  await new Promise((done) => setTimeout(done, EVERY));
}
