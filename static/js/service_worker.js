// Keeps pages on the device for a hall without network, for who asked for it (js/offline.js, js/door.js), and shows them
// when the network does not answer. What it keeps and until when, the server says (eventapp/web/offline.py).

const KEPT = "ohne-netz";
const PATIENCE = 4000;
const LITTLE_PATIENCE = 1000;
const HUNG_FOR = 30 * 1000;
const LONGEST_FETCH = 20 * 1000;
const AT_ONCE = 4;
const ASKED_AGAIN = 10 * 60 * 1000;
const PARTS = /<(?:link[^>]+rel="(?:stylesheet|modulepreload|preload|icon)"|script)[^>]*>/g;
const PICTURES = /<img[^>]*>/g;
const ADDRESS = /\b(?:href|src)="(\/[^"]+)"/;
const LATE = Symbol("late");
let hungAt = -Infinity;

/** A collection is one cache. Its name says until when it may stay, of what place it is, and in which version. */
const nameOf = ({ until, base, version }) => [KEPT, until, base, version].join(" ");

async function collections() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${KEPT} `));
  return names.map((name) => {
    const [, until, base, version] = name.split(" ");
    return { name, until: Number(until), base, version };
  });
}

const bookAt = (base) => `${base}/ohne-netz.buch`;
const isIn = (base, path) => path === base || path.startsWith(`${base}/`);
/** The same place in either language. */
const placeOf = (base) => base.replace(/^\/en(?=\/)/, "");
const writeBook = (cache, book) => cache.put(bookAt(book.base), new Response(JSON.stringify(book)));

/** What is kept whole at the place of this path: its cache and its book. */
async function collectionFor(path) {
  const around = (await collections()).filter(({ base, until }) => isIn(base, path) && until > Date.now());
  for (const { name, base } of around.sort((one, other) => other.base.length - one.base.length)) {
    const cache = await caches.open(name);
    const book = await cache.match(bookAt(base));
    if (book) return { cache, book: await book.json() };
  }
  return null;
}

/** Everything on the list anew, and `own`, pages of one visitor with their pictures. Other versions of it go then. A
 * version that was begun and not finished is gone on with. A renewal keeps nothing that was disowned meanwhile. */
async function save({ list, own = [], atOnce = AT_ONCE, isRenewal = false }, tell = () => {}) {
  const answer = await fetch(list, { cache: "no-cache" });
  if (answer.status === 404) await forget(list.slice(0, list.lastIndexOf("/")));
  if (!answer.ok) throw new Error(String(answer.status));
  const wanted = await answer.json();
  const cache = await caches.open(nameOf(wanted));
  const isBegun = !(await cache.match(bookAt(wanted.base)));
  const left = [...new Set([...wanted.pages, ...wanted.data, ...own])];
  const of = left.length;
  let done = 0;
  const oneAfterTheOther = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      if (!isBegun || own.includes(path) || !(await cache.match(path))) await savePage(cache, path, own.includes(path));
      tell({ done: ++done, of });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
  } catch (error) {
    left.length = 0;
    if (error.name === "QuotaExceededError" && isBegun) await caches.delete(nameOf(wanted));
    throw error;
  }
  const still = isRenewal ? ((await collectionFor(`${wanted.base}/`))?.book.own ?? []) : own;
  for (const path of own) if (!still.includes(path)) await dropOwn(cache, path);
  const at = Date.now();
  await writeBook(cache, { ...wanted, own: still, list, at, askedAt: at });
  for (const other of await collections()) {
    if (other.base === wanted.base && other.name !== nameOf(wanted)) await caches.delete(other.name);
  }
  return { at, number: of };
}

async function savePage(cache, path, withPictures) {
  const answer = await fetch(path, { cache: "no-cache", signal: AbortSignal.timeout(LONGEST_FETCH) });
  if (answer.status === 404 || answer.status === 410) return cache.delete(path);
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  return put(cache, path, answer, withPictures);
}

/** A page with what it needs to be seen, those first: a page that lacks them is worse than an older one. */
async function put(cache, path, answer, withPictures) {
  const isPage = answer.headers.get("Content-Type").startsWith("text/html");
  const text = isPage ? await answer.clone().text() : "";
  const tags = [...(text.match(PARTS) ?? []), ...((withPictures && text.match(PICTURES)) || [])];
  for (const [, part] of tags.map((tag) => tag.match(ADDRESS)).filter(Boolean)) {
    if (!(await cache.match(part))) await cache.add(part);
  }
  await cache.put(path, answer);
  return true;
}

/** All of a place, in both languages; and this script, where it has nothing left to do. */
async function forget(base) {
  for (const other of await collections()) if (placeOf(other.base) === placeOf(base)) await caches.delete(other.name);
  await leave();
}

async function tidy() {
  const over = (await collections()).filter(({ until }) => until < Date.now());
  for (const { name } of over) await caches.delete(name);
  if (over.length) await leave();
}

async function leave() {
  const scope = new URL(registration.scope).pathname;
  if (!(await collections()).some(({ base }) => `${base}/`.startsWith(scope))) await registration.unregister();
}

/** A new version is kept as soon as somebody looks at a page with network, beside what else they do. */
async function renew({ cache, book }) {
  if (Date.now() - book.askedAt < ASKED_AGAIN) return;
  await writeBook(cache, { ...book, askedAt: Date.now() });
  const answer = await fetch(book.list, { cache: "no-cache" });
  if (answer.status === 404) await forget(book.base);
  else if ((await answer.json()).version !== book.version) await save({ list: book.list, own: book.own, atOnce: 1, isRenewal: true });
}

/** The private page that this device knows now, or none: what it knew before goes. */
async function keepOwn(path) {
  const kept = await collectionFor(path || new URL(registration.scope).pathname);
  if (!kept) return;
  const { cache, book } = kept;
  if (book.own.join() !== path) await writeBook(cache, { ...book, own: path ? [path] : [] });
  for (const one of book.own) if (one !== path) await dropOwn(cache, one);
  if (path && !(await cache.match(path))) await savePage(cache, path, true);
}

/** A private page and everything below it. */
async function dropOwn(cache, path) {
  for (const one of await cache.keys()) if (isIn(path, new URL(one.url).pathname)) await cache.delete(one);
}

/** What the network said of a page that is kept: the newer one is kept, one that is gone goes. What somebody did may
 * have changed their own page. */
async function learn({ cache, book }, { pathname, search }, answer, isSending) {
  const isKept = !isSending && !search && (await cache.match(pathname));
  if (isKept && answer.ok && !answer.redirected) await put(cache, pathname, answer, book.own.includes(pathname));
  else if (isKept && (answer.status === 404 || answer.status === 410)) {
    await cache.delete(pathname);
    if ((await fetch(book.list, { cache: "no-cache" })).status === 404) await forget(book.base);
  }
  const isOwnWay = isSending || pathname.startsWith(`${book.base}/mein/`);
  for (const path of isOwnWay ? book.own : []) if (path !== pathname || !isKept) await savePage(cache, path, true);
}

const quoted = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A kept page that says so, above everything else it says. */
async function shown(answer, { locale, zone, words }, word, at) {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);
  const said = quoted(words[word].replace("{time}", time));
  const note = `<p class="notice notice--offline band" role="status" data-offline-note>${said}</p>`;
  const html = (await answer.text()).replace(/<main\b/, () => `${note}<main`);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(html, { status: word === "kept" || word === "slow" ? 200 : 503, headers });
}

/** The page of an address, or of the same one asked otherwise: a day of the programme is in the whole programme. */
async function found(cache, { pathname, search }) {
  return (await cache.match(`${pathname}${search}`)) ?? (await cache.match(pathname)) ?? cache.match(pathname, { ignoreSearch: true });
}

async function instead({ cache, book }, word) {
  const other = await found(cache, new URL(book.fallback, location));
  return other ? shown(other, book, word, book.at) : Response.error();
}

/** The network's answer, null if there is none, LATE if it takes longer than anybody should wait for what is at hand. */
async function inTime(answered) {
  const patience = Date.now() - hungAt < HUNG_FOR ? LITTLE_PATIENCE : PATIENCE;
  const first = await Promise.race([answered, new Promise((done) => setTimeout(() => done(LATE), patience))]);
  hungAt = first === LATE ? Date.now() : -Infinity;
  return first;
}

const isDown = (answer) => answer.status >= 502 && answer.status <= 504;

async function open(event) {
  const { request } = event;
  const url = new URL(request.url);
  const kept = await collectionFor(url.pathname).catch(() => null);
  if (!kept) return fetch(request);
  const isSending = request.method !== "GET";
  // Asked for anew each time: what the browser itself has at hand for a minute would not say that the network is gone.
  const asked = isSending ? fetch(request) : fetch(request, { cache: "no-cache" });
  const learned = asked.then((answer) => learn(kept, url, answer.clone(), isSending)).then(() => renew(kept));
  event.waitUntil(learned.catch(() => {}));
  const answered = asked.catch(() => null);
  if (isSending) return (await answered) ?? instead(kept, "unsent");
  const page = await found(kept.cache, url);
  if (!page) return (await answered) ?? instead(kept, "missing");
  const first = await inTime(answered);
  if (first && first !== LATE && !isDown(first)) return first;
  return shown(page, kept.book, first === LATE ? "slow" : "kept", Date.parse(page.headers.get("Date") ?? "") || kept.book.at);
}

/** What a page needs: files that never change come from the device, data only where the network fails. */
async function part(request) {
  const known = await caches.match(request, { ignoreVary: true });
  if (!known) return fetch(request);
  if (new URL(request.url).pathname.startsWith("/static/")) return known;
  const first = await inTime(fetch(request).catch(() => null));
  return first && first !== LATE && !isDown(first) ? first : known;
}

/** `list` is to be kept whole, `pages` of what is kept are to be renewed, `own` is the private page this device knows. */
function act({ list, own, atOnce, pages }, tell) {
  if (list) return save({ list, own, atOnce }, tell);
  if (pages) return renewPages(pages);
  return keepOwn(own);
}

async function renewPages(pages) {
  for (const path of pages) {
    const kept = await collectionFor(new URL(path, location).pathname);
    if (kept) await savePage(kept.cache, path, false);
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim().then(tidy)));
addEventListener("message", (event) => {
  const [port] = event.ports;
  const tell = (told) => port?.postMessage(told);
  const done = act(event.data, tell);
  event.waitUntil(done.then((kept) => tell({ kept }), (error) => tell({ failed: String(error) })));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.waitUntil(tidy().catch(() => {}));
    event.respondWith(open(event));
  } else if (request.method === "GET" && (request.destination || /\/(?:kurz|suche)\.json$/.test(request.url))) {
    event.respondWith(part(request));
  }
});
