// "Mein Programm" on the device: the starred sessions as lines in order of time, removing with undo, forgetting all.

import { forgetAt } from "./offline/worker.js";
import { base, clashes, clashSentence, forget, index, privatePage, read, send, setStar } from "./star.js";

const root = document.querySelector("[data-mine]");
const part = (name) => root.querySelector(`[data-${name}]`);
const form = (name) => document.querySelector(`template[data-${name}-form]`).content.firstElementChild.cloneNode(true);
const said = part("said");
document.querySelector("[data-no-script]").hidden = true;

function fill(element, name, text) {
  const place = element.querySelector(`[data-${name}]`);
  place.textContent = text ?? "";
  return place;
}

function lineOf(sessions, code, codes) {
  const session = sessions[code];
  const line = form("line");
  const address = `${new URL(root.baseURI).pathname.replace(/\/mein$/, "/programm")}/${code}`;
  fill(line, "from", session.from).dateTime = session.start;
  fill(line, "to", session.to).dateTime = session.end;
  fill(line, "title", session.title).href = address;
  if (session.lang) line.querySelector("[data-title]").lang = session.lang;
  fill(line, "place", session.place);
  fill(line, "theme-name", session.theme_name);
  fill(line, "what", `: ${session.title}`);
  if (session.theme) line.querySelector(".theme-bar").append(themeOf(session.theme));
  if (session.sign_up) offerPlace(line, code, address, session.title);
  if (session.state) line.querySelector(`[data-${session.state}]`).hidden = false;
  line.querySelector(".departure").classList.toggle("departure--cancelled", session.state === "cancelled");
  const titles = clashes(sessions, code, codes);
  const clash = line.querySelector("[data-clash]");
  clash.hidden = !titles.length;
  clash.querySelector("span").textContent = titles.length ? clashSentence(titles) : "";
  line.querySelector("[data-drop]").addEventListener("click", () => drop(line, code, session.title));
  return line;
}

/** A star is no place: where one signs up, the line says so and leads there. What there is of a place already stands in
 * the private programme. */
function offerPlace(line, code, address, title) {
  const { token } = read();
  line.querySelector("[data-sign-up]").hidden = false;
  const way = line.querySelector("[data-ask]");
  way.hidden = false;
  way.href = token ? `${privatePage(token)}/anmelden/${code}` : `${address}/anmelden`;
  if (token) way.querySelector("span").textContent = way.dataset.own;
  fill(line, "whereto", `: ${title}`);
}

function themeOf(slug) {
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#theme-${slug}`);
  return use;
}

async function drop(line, code, title) {
  const undo = form("undo");
  const sentence = root.dataset.removed.replace("{title}", () => title);
  fill(undo, "what", sentence);
  fill(undo, "which", `: ${sentence}`);
  undo.querySelector("[data-undo]").addEventListener("click", () => bringBack(code));
  line.replaceWith(undo);
  undo.querySelector("[data-undo]").focus();
  const [unsent] = (await setStar(code, false)).slice(-1);
  tell([unsent]);
  draw({ keeping: [undo] });
}

async function bringBack(code) {
  const sentences = await setStar(code, true);
  await draw({});
  tell(sentences);
  root.querySelector(`[data-code="${CSS.escape(code)}"] a`)?.focus();
}

function tell(sentences) {
  said.textContent = sentences.filter(Boolean).join(" ");
}

/** Everything anew, but for the lines with "undo" that are still wanted: they stay, and so does the focus in them. */
async function draw({ keeping = [] }) {
  const { stars, token } = read();
  showKnown(token);
  const isEmpty = !stars.length;
  part("acts").hidden = isEmpty && !token;
  part("empty").hidden = !isEmpty || keeping.length > 0;
  part("drawn").hidden = false;
  if (keeping.length) return refreshClashes();
  if (isEmpty) return part("days").replaceChildren();
  try {
    drawDays(await index(), stars);
  } catch {
    tell([root.dataset.failed]);
  }
}

function drawDays({ days, sessions }, stars) {
  const known = Object.keys(sessions).filter((code) => stars.includes(code));
  const shown = known.sort((one, other) => Date.parse(sessions[one].start) - Date.parse(sessions[other].start));
  const sections = Object.entries(days).map(([day, name]) => {
    const section = form("day");
    fill(section, "name", name);
    const lines = shown.filter((code) => sessions[code].day === day).map((code) => {
      const line = lineOf(sessions, code, known);
      line.dataset.code = code;
      return line;
    });
    section.querySelector("ol").append(...lines);
    return lines.length ? [section] : [];
  });
  part("days").replaceChildren(...sections.flat());
  const gone = stars.length - known.length;
  if (gone) tell([root.dataset.gone.replace("{number}", gone)]);
}

async function refreshClashes() {
  const { sessions } = await index();
  const { stars } = read();
  for (const line of root.querySelectorAll("[data-code]")) {
    const titles = clashes(sessions, line.dataset.code, stars);
    const clash = line.querySelector("[data-clash]");
    clash.hidden = !titles.length;
    clash.querySelector("span").textContent = titles.length ? clashSentence(titles) : "";
  }
}

function showKnown(token) {
  part("known").hidden = !token;
  part("known-link").href = token ? privatePage(token) : "";
  document.querySelector("[data-keep]").hidden = Boolean(token);
}

part("print").addEventListener("click", () => print());
part("forget").addEventListener("click", () => {
  forget();
  forgetAt(base).catch(() => {});
  draw({});
  tell([root.dataset.allGone]);
  said.focus();
});
addEventListener("storage", () => draw({}));
await draw({});
const unsent = await send();
if (unsent) tell([unsent]);
