// Keeps the counts of today's sessions fresh while the page is open.

import { KeptPages } from "./door/pages.js";
import { EVERY, Standing } from "./door/standing.js";

const root = document.querySelector("[data-door-start]");
const pages = new KeptPages(root.dataset);
const standing = new Standing(root, show, () => location.reload());

function show(told) {
  pages.news();
  for (const line of root.querySelectorAll("[data-counted]")) line.textContent = told.counted[line.dataset.counted] ?? "";
}

for (;;) {
  await standing.ask();
  if (!standing.isAway) pages.fresh();
  await new Promise((done) => setTimeout(done, EVERY));
}
