// What the device knows goes along when the programme is kept, and the private page is known here from that press on.

import { forgetAt } from "./offline/worker.js";
import { base, forget, read, send, whose, write } from "./star.js";

const form = document.querySelector("[data-keep-form]");
if (form) prepare();
const leaving = document.querySelector("[data-leaving]");
if (leaving) leaving.addEventListener("submit", () => press("leaving"));
if (document.querySelector("[data-left]") && read().pressed === "leaving") {
  forget();
  forgetAt(base).catch(() => {});
}
const page = document.querySelector("[data-private]");
if (page) arrive(page.dataset.private, page.dataset.codes.split(" ").filter(Boolean));

const paper = document.querySelector("[data-print]");
if (paper) {
  paper.hidden = false;
  paper.addEventListener("click", () => print());
}

function press(what) {
  const state = read();
  state.pressed = what;
  write(state);
}

function prepare() {
  const { stars } = read();
  if (read().pressed) press("");
  form.elements.codes.value = stars.join(" ");
  const { none, some } = form.dataset;
  form.querySelector("[data-number]").textContent = stars.length ? some.replace("{number}", stars.length) : none;
  form.querySelector("[data-remembers]").hidden = false;
  form.addEventListener("submit", () => press("keeping"));
}

function arrive(token, codes) {
  const { token: known, pressed } = read();
  document.querySelector("[data-kept]").hidden = pressed !== "keeping";
  if (pressed === "keeping" || (known && whose(known) === whose(token))) remember(token, codes);
  const [on, off] = ["remember", "disregard"].map((name) => page.querySelector(`[data-${name}]`));
  const show = () => {
    const isKnown = read().token === token;
    on.hidden = isKnown;
    off.hidden = !isKnown;
  };
  on.querySelector("button").addEventListener("click", async () => {
    remember(token, codes);
    show();
    off.querySelector("button").focus();
    await send();
  });
  off.querySelector("button").addEventListener("click", () => {
    write({ ...read(), token: "", unsent: {} });
    show();
    on.querySelector("button").focus();
  });
  show();
}

/** What the page has is what counts; what the device has besides is told to it. */
function remember(token, codes) {
  const state = read();
  const isNew = state.token === "" || whose(state.token) !== whose(token);
  const unsent = isNew ? Object.fromEntries(state.stars.filter((code) => !codes.includes(code)).map((code) => [code, 1])) : state.unsent;
  const wanted = new Set([...codes, ...Object.keys(unsent)].filter((code) => unsent[code] !== 0));
  write({ stars: [...wanted], token, unsent, pressed: "" });
}
