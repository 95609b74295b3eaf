// "Ohne Netz": one press keeps programme, stand and one's own programme on this device, another deletes them.

import { canKeep, forgetAt, isAnythingAt, keep, keptAt } from "./offline/worker.js";
import { privatePage, read } from "./star.js";

const root = document.querySelector("[data-offline]");
const part = (name) => root.querySelector(`[data-${name}]`);
const { base, list, locale, zone } = root.dataset;
const scope = `${base}/`;
const save = part("save");
const bar = part("bar");

const timeOf = (at) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);

function say(words, values = {}) {
  const sentence = root.dataset[words].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  part("said").textContent = sentence;
}

async function show() {
  const book = await keptAt(base);
  const number = book ? new Set([...book.pages, ...book.data, ...book.own]).size : 0;
  part("kept").hidden = !book;
  part("forget").hidden = !(await isAnythingAt(base));
  part("kept").querySelector("span").textContent = book ? root.dataset.kept.replace("{time}", timeOf(book.at)).replace("{number}", number) : "";
  save.textContent = book ? save.dataset.again : save.dataset.first;
  if (read().token) part("own").textContent = root.dataset.withOwn;
}

save.addEventListener("click", async () => {
  const { token } = read();
  save.disabled = true;
  bar.hidden = false;
  bar.removeAttribute("value");
  say("begun");
  try {
    await keep({ scope, list, own: token ? [privatePage(token)] : [] }, ({ done, of }) => {
      Object.assign(bar, { max: of, value: done });
      say("going", { done, of });
    });
    say("done");
  } catch {
    say("failed");
  }
  bar.hidden = true;
  save.disabled = false;
  await show();
  if (document.activeElement === document.body) save.focus();
});

part("forget").addEventListener("click", async () => {
  await forgetAt(base);
  say("gone");
  await show();
  save.focus();
});

const isOver = Date.parse(root.dataset.until) < Date.now();
/** Where storage is shut off, asking for what is kept fails. */
async function begin() {
  if (!canKeep || isOver) return false;
  return show().then(() => true, () => false);
}

const canBegin = await begin();
part("can").hidden = !canBegin;
part("cannot").hidden = canBegin;
part("cannot").textContent = isOver ? root.dataset.over : root.dataset.cannot;
