// Stars: what somebody wants to remember, on this device alone until they keep it. Nothing is stored before the first
// press, and nothing is left when the last star is gone. The words to say stand at the menu's entry.

const SIGNS = "http://www.w3.org/2000/svg";
const menu = document.querySelector("[data-stars]");
const words = menu.dataset;
const KEY = `mein-programm:${words.stars}`;
let loaded = null;

/** What the device remembers: codes, the token of the private link once it was kept here, what that page has yet to
 * be told, and what a button was just pressed for ("keeping", "leaving"). */
export function read() {
  const nothing = { stars: [], token: "", unsent: {}, pressed: "" };
  try {
    return { ...nothing, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return nothing;
  }
}

/** Whether the browser let it be kept. */
export function write(state) {
  const before = read().token;
  try {
    if (state.stars.length || state.token || state.pressed) localStorage.setItem(KEY, JSON.stringify(state));
    else localStorage.removeItem(KEY);
  } catch {
    return false;
  }
  draw();
  if (before !== state.token) changeKept(before, state.token).catch(() => {});
  return true;
}

async function changeKept(before, token) {
  if (before) await unkeep(before);
  tellWorker(token);
}

/** The script that keeps pages, where one does, learns which private page this device knows. */
function tellWorker(token) {
  navigator.serviceWorker?.controller?.postMessage({ own: token ? privatePage(token) : "" });
}

/** Everything that is remembered of this fair on this device goes. */
export function forget() {
  localStorage.removeItem(KEY);
  draw();
}

const keptNames = async () => ("caches" in window ? await caches.keys() : []).filter((name) => name.startsWith("ohne-netz "));

/** What was kept until a moment that has passed goes with whatever page of a fair is opened next, and so does a script
 * that has nothing left to show. */
async function endKept() {
  const isOver = (name) => Number(name.split(" ")[1]) < Date.now();
  const names = await keptNames();
  if (!names.some(isOver)) return;
  for (const name of names.filter(isOver)) await caches.delete(name);
  const bases = names.filter((name) => !isOver(name)).map((name) => `${name.split(" ")[2]}/`);
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (!bases.some((base) => base.startsWith(new URL(one.scope).pathname))) await one.unregister();
  }
}

/** Nothing of a private programme that this device knows no more is kept for a hall without network, in any language. */
async function unkeep(token) {
  const isTheirs = (path) => path.includes(`/mein/${whose(token)}.`);
  for (const name of await keptNames()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) {
      if (isTheirs(new URL(one.url).pathname)) await cache.delete(one);
      else if (one.url.endsWith("/ohne-netz.buch")) {
        const book = await (await cache.match(one)).json();
        await cache.put(one, new Response(JSON.stringify({ ...book, own: book.own.filter((path) => !isTheirs(path)) })));
      }
    }
  }
}

/** The programme in brief, asked for when it is needed first. */
export function index() {
  loaded ??= fetch(words.index)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .catch((error) => {
      loaded = null;
      throw error;
    });
  return loaded;
}

/** The number of a link that was renewed stays the same: whose link it is, the device still knows. */
export const whose = (token) => token.split(".")[0];

/** Behind a link that was renewed, as by confirming a place: the device goes on with that one. */
function follow(token) {
  const state = read();
  if (token && state.token && state.token !== token && whose(state.token) === whose(token)) write({ ...state, token });
}

/** The path of this fair in this language. */
export const base = menu.pathname.replace(/\/mein$/, "");
export const privatePage = (token) => `${menu.pathname}/${token}`;

/** Which of the others are on at the same time. What is cancelled is in nobody's way. */
export function clashes(sessions, code, codes) {
  const one = sessions[code];
  const isOn = (session) => session && session.state !== "cancelled";
  const [starts, ends] = [Date.parse(one?.start), Date.parse(one?.end)];
  if (!isOn(one)) return [];
  return codes
    .filter((other) => other !== code && isOn(sessions[other]))
    .filter((other) => Date.parse(sessions[other].start) < ends && starts < Date.parse(sessions[other].end))
    .map((other) => sessions[other].title);
}

const quoted = (title) => words.quoted.replace("{title}", () => title);
export const clashSentence = (titles) => `${words.clash} ${titles.map(quoted).join(", ")}`;

/** Remembers or forgets one; gives the sentences there are to say about it. */
export async function setStar(code, isWanted) {
  const state = read();
  state.stars = state.stars.filter((one) => one !== code);
  if (isWanted) state.stars.push(code);
  if (state.token) state.unsent[code] = Number(isWanted);
  if (!write(state)) return [words.blocked];
  const titles = isWanted ? await index().then(({ sessions }) => clashes(sessions, code, read().stars), () => []) : [];
  return [titles.length ? clashSentence(titles) : "", await send()].filter(Boolean);
}

/** Tells the private page what it does not know yet. What fails for want of a network is kept and tried again. */
export async function send() {
  const { token, unsent } = read();
  for (const [code, wanted] of Object.entries(token ? unsent : {})) {
    const status = await post(token, code, wanted);
    if (status === 0 || status >= 500) return words.unsent;
    settle(code, wanted, status === 404);
    if (status === 404) return words.shut;
    if (status >= 400) return words.refused;
  }
  return "";
}

async function post(token, code, wanted) {
  const body = new URLSearchParams({ code, wanted });
  const headers = { Accept: "application/json" };
  try {
    return (await fetch(`${privatePage(token)}/merken`, { method: "POST", body, headers, keepalive: true })).status;
  } catch {
    return 0;
  }
}

function settle(code, wanted, isShut) {
  const state = read();
  if (isShut) Object.assign(state, { token: "", unsent: {} });
  else if (state.unsent[code] === wanted) delete state.unsent[code];
  write(state);
}

export function icon(name) {
  const drawn = document.createElementNS(SIGNS, "svg");
  const use = document.createElementNS(SIGNS, "use");
  drawn.setAttribute("class", "icon");
  drawn.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  drawn.append(use);
  return drawn;
}

function made(tag, className, ...parts) {
  const element = Object.assign(document.createElement(tag), { className });
  element.append(...parts);
  return element;
}

function addButton(line) {
  const code = line.dataset.star ?? line.dataset.entry;
  const title = line.querySelector("h2, h3, h4, .grid__title")?.textContent.trim();
  const word = made("span", "star__word");
  const button = made("button", "star", icon("star"), word);
  if (title) button.append(made("span", "visually-hidden", `: ${title}`));
  button.type = "button";
  button.dataset.code = code;
  button.addEventListener("click", async () => {
    const sentences = await setStar(code, button.ariaPressed !== "true");
    tell(line, sentences);
  });
  line.append(button);
}

function tell(line, sentences) {
  line.querySelector(".star-note")?.remove();
  status.textContent = sentences.join(". ");
  if (!sentences.length) return;
  const note = made("p", "star-note", icon("info"), made("span", "", sentences.join(". ")));
  (line.querySelector(".entry__what, .departure__what, .grid__more") ?? line).append(note);
}

function draw() {
  const { stars, token } = read();
  for (const way of document.querySelectorAll("[data-own-way]")) {
    way.hidden = !token;
    way.querySelector("a").href = `${privatePage(token)}${way.dataset.ownWay}`;
  }
  for (const button of document.querySelectorAll(".star[data-code]")) {
    const isSet = stars.includes(button.dataset.code);
    button.ariaPressed = String(isSet);
    button.querySelector(".star__word").textContent = isSet ? words.on : words.off;
  }
  const count = menu.querySelector("[data-star-count]");
  count.textContent = stars.length;
  count.hidden = !stars.length;
}

const status = made("p", "visually-hidden");
status.role = "status";
document.body.append(status);
const lines = ".entry[data-entry]:not(.entry--break), .departure[data-star], .grid__entry[data-star], .session-head__star";
for (const line of document.querySelectorAll(lines)) addButton(line);
draw();
follow(document.querySelector("[data-renewed]")?.dataset.renewed);
send();
tellWorker(read().token);
endKept().catch(() => {});
addEventListener("online", send);
addEventListener("storage", draw);
