// One session at the door. Every press is answered by the server, or, without network, by the list on the page, and
// told to the server later. Without script every button does the same by a page of its own.

import { KeptPages } from "./door/pages.js";
import { People, codeTyped, waits } from "./door/people.js";
import { Presses } from "./door/presses.js";
import { isSilent, setSilent, sound } from "./door/sound.js";
import { EVERY, Standing, wall } from "./door/standing.js";
import { VerdictShown } from "./door/verdict.js";

const root = document.querySelector("[data-door]");
const find = (selector) => root.querySelector(selector);
const { dataset } = root;
const words = JSON.parse(dataset.words);
const field = find("#code");
const people = new People(root);
const presses = new Presses(dataset.press, `door.${dataset.press}.${dataset.kept}`);
const verdict = new VerdictShown(find("[data-verdict]"), JSON.parse(dataset.signs));
const standing = new Standing(root, show, () => location.reload());
const numbers = { present: Number(find("[data-present]").textContent), heads: Number(find("[data-heads]").textContent) };
numbers.free = Number(dataset.free);
const pages = new KeptPages(dataset);
const underWay = new Set();
const FRESH = 5000;

/** As the server tells it, and over it what it does not know yet. */
function show(told) {
  pages.news();
  people.show(told.people);
  Object.assign(numbers, { present: told.present, heads: told.counted, free: told.free });
  find("[data-counted]").textContent = told.said;
  for (const press of presses.queue) applyLocally(press);
  showNumbers();
}

function showNumbers() {
  find("[data-present]").textContent = numbers.present;
  find("[data-heads]").textContent = numbers.heads;
  const queued = find("[data-queued]");
  queued.hidden = !presses.queue.length;
  queued.textContent = queued.dataset.said.replace("{number}", presses.queue.length);
}

function applyLocally(press) {
  const step = press.kind === "count" ? Number(press.what) : 0;
  const person = press.kind === "name" ? people.known.get(press.what) : null;
  if (person && !person.came) {
    people.comes(person, dataset.in.replace("{time}", wall(new Date(press.at))));
    numbers.present += 1;
  }
  numbers.present += step;
  numbers.heads += step;
  numbers.free -= step;
}

async function press(kind, what) {
  const key = `${kind} ${what}`;
  if (kind !== "count" && underWay.has(key)) return;
  underWay.add(key);
  const made = Presses.made(kind, what);
  const answer = await presses.send(made);
  underWay.delete(key);
  if (answer) hear(answer, say);
  else {
    standing.setAway(true);
    say(await withoutNetwork(made));
  }
  showNumbers();
}

function hear(answer, tell) {
  if (answer.refused) return location.reload();
  standing.fresh();
  if (answer.stand) show(answer.stand);
  return tell(answer.said);
}

/** What can be said by the list on this page. Only what cannot harm is kept for later. */
async function withoutNetwork(made) {
  const told = (name, detail, more = {}) => ({ verdict: name, word: words[name], detail, ...more });
  if (made.kind === "undo" || made.kind === "let_in") return told("too_late", dataset.needsNetwork, { word: dataset.noNetwork });
  if (made.kind === "count") {
    if (Number(made.what) > 0 && dataset.isLimited && numbers.free < 1) return told("no_room", "");
    if (Number(made.what) < 0 && numbers.heads < 1) return told("counted", "");
    return keep(made, told("counted", ""));
  }
  const person = made.kind === "code" ? await people.ofCode(made.what, dataset.key) : people.known.get(made.what);
  if (!person) return told("unknown", dataset.notListed.replace("{time}", standing.at));
  if (person.came) return told("already", person.said, { name: person.name });
  if (waits(person)) return told("waiting", "", { name: person.name });
  return keep({ ...made, kind: "name", what: person.id }, told("ok", dataset.notSent, { name: person.name }));
}

function keep(made, said) {
  presses.keep(made);
  applyLocally(made);
  return said;
}

function say(said) {
  sound(said.verdict);
  if (said.verdict !== "counted") verdict.show(said);
  note(said);
}

/** What was last, and whether it can be taken back. */
function note(said) {
  if (said.verdict === "counted") return;
  find("[data-last]").hidden = false;
  find("[data-last-said]").textContent = said.name ? `${said.word}: ${said.name}` : said.word;
  Object.assign(find("[data-let-in]"), { hidden: !said.waits, value: said.waits ?? "" });
  if (said.nonce) offerUndo(said.nonce, said.name);
  else if (said.verdict === "undone" || said.verdict === "too_late") find("[data-undo]").hidden = true;
}

function offerUndo(nonce, name) {
  Object.assign(find("[data-undo]"), { hidden: false, value: nonce });
  const told = find("[data-undo-said]");
  told.textContent = told.dataset.undoSaid.replace("{name}", () => name);
}

/**
 * A press from before this script was there: the page itself has answered it. It is said like any other verdict, once, so
 * the addresses forget it; after a while it is noted only, lest it is taken for that of whoever stands there by then.
 */
function sayAnswered(page) {
  const said = JSON.parse(page.dataset.answered);
  const otherLanguage = document.querySelector("a[hreflang]");
  history.replaceState(null, "", withoutIt(location));
  otherLanguage.href = withoutIt(otherLanguage.href);
  page.remove();
  if (performance.now() < FRESH) say(said);
  else note(said);
}

function withoutIt(address) {
  const url = new URL(address);
  url.searchParams.delete("gesagt");
  return url;
}

/** Of what was kept, only surprises are worth a line. */
function sayLater(said) {
  if (said.verdict === "ok" || said.verdict === "counted") return;
  const list = find("[data-late]");
  const line = document.createElement("li");
  line.textContent = [dataset.later, said.name, said.word, said.detail].filter(Boolean).join(" ");
  list.prepend(line);
  list.hidden = false;
}

function findNames() {
  const found = find("[data-found]");
  const number = people.search(field.value);
  found.textContent = number === null ? "" : found.dataset.said.replace("{number}", number);
}

function clear() {
  field.value = "";
  findNames();
}

/** A code is looked up; what is no code of this list but somebody's name stays a search. */
async function enter() {
  const typed = field.value.trim();
  if (!typed) return;
  const code = codeTyped(typed);
  const isListed = code && (await people.ofCode(code, dataset.key));
  if (!isListed && people.named(typed).length) return;
  clear();
  await press("code", code ?? typed);
}

root.addEventListener("submit", (event) => {
  event.preventDefault();
  const { name, value } = event.submitter ?? {};
  if (event.target.matches("[data-code-form]")) enter();
  else if (name && value) {
    if (name === "name" || name === "let_in") clear();
    press(name, value);
  }
  if (matchMedia("(pointer: fine)").matches) field?.focus();
});

field?.addEventListener("input", findNames);

// Whatever has the focus, what is typed or scanned goes into the field; any key says that a verdict was read.
document.addEventListener("keydown", (event) => {
  const wasShown = verdict.isShown;
  if (wasShown) verdict.hide();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && field) clear();
  const isTyped = event.key.length === 1 && !(event.key === " " && event.target.matches("button, a"));
  if (isTyped && event.target !== field) field?.focus();
  if (wasShown && event.key === "Enter" && event.target !== field) event.preventDefault();
});

const silence = document.querySelector("[data-sound]");
const showSilence = () => (silence.textContent = isSilent() ? silence.dataset.off : silence.dataset.on);
silence.hidden = false;
showSilence();
silence.addEventListener("click", () => {
  setSilent(!isSilent());
  showSilence();
});

for (const press of presses.queue) applyLocally(press);
showNumbers();
if (field?.value) findNames();
const answered = document.querySelector("[data-answered]");
if (answered) sayAnswered(answered);
for (;;) {
  await presses.drain((answer) => hear(answer, sayLater));
  if (!presses.queue.length) await standing.ask();
  else standing.setAway(true);
  if (!standing.isAway) pages.fresh();
  showNumbers();
  await new Promise((done) => setTimeout(done, EVERY));
}
