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
let saving = 0;

/** A collection is one cache. Its name says until when it may stay, of what place it is, and in which version. Once it is
 * complete it has a book: what the server said of it (eventapp/web/offline.py), when it was kept and whose pages it holds. */
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
const readBook = async (cache, base) => (await cache.match(bookAt(base)))?.json();

/** What is kept whole at the place of this path: its cache and its book. */
async function collectionFor(path) {
  const around = (await collections()).filter(({ base, until }) => isIn(base, path) && until > Date.now());
  for (const { name, base } of around.sort((one, other) => other.base.length - one.base.length)) {
    const cache = await caches.open(name);
    const book = await readBook(cache, base);
    if (book) return { cache, book };
  }
  return null;
}

/** Everything on the list anew, and `own`, pages of one visitor with their pictures. Other versions of it go then. A
 * renewal brings nothing back that was disowned or deleted meanwhile. */
async function save({ list, own = [], atOnce = AT_ONCE, isRenewal = false }, tell = () => {}) {
  const answer = await fetch(list, { cache: "no-cache" });
  if (answer.status === 404) await forget(list.slice(0, list.lastIndexOf("/")));
  if (!answer.ok) throw new Error(String(answer.status));
  const wanted = await answer.json();
  if (isRenewal && !(await collectionFor(`${wanted.base}/`))) return null;
  const cache = await caches.open(nameOf(wanted));
  await deleteOthers(wanted, async (other) => !(await readBook(other, wanted.base)));
  const number = await saveAll(cache, wanted, { own, atOnce }, tell);
  const still = isRenewal ? ((await collectionFor(`${wanted.base}/`))?.book.own ?? []) : own;
  for (const path of own) if (!still.includes(path)) await dropOwn(cache, path);
  const at = Date.now();
  await writeBook(cache, { ...wanted, own: still, list, at, askedAt: at });
  await deleteOthers(wanted, () => true);
  return { at, number };
}

/** Resolves to how many pages it were. A version that was begun and not finished is gone on with. */
async function saveAll(cache, wanted, { own, atOnce }, tell) {
  const isUnfinished = !(await cache.match(bookAt(wanted.base)));
  const left = [...new Set([...wanted.pages, ...wanted.data, ...own])];
  const of = left.length;
  let done = 0;
  const oneAfterTheOther = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      const isOwn = own.includes(path);
      if (!isUnfinished || isOwn || !(await cache.match(path))) await savePage(cache, path, { isOwn });
      tell({ done: ++done, of });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
  } catch (error) {
    left.length = 0;
    if (error.name === "QuotaExceededError" && isUnfinished) await caches.delete(nameOf(wanted));
    throw error;
  }
  return of;
}

/** Other versions of the same, of which a promise says that they are to go. */
async function deleteOthers(wanted, isToGo) {
  for (const { base, name } of await collections()) {
    if (base === wanted.base && name !== nameOf(wanted) && (await isToGo(await caches.open(name)))) await caches.delete(name);
  }
}

const isGone = ({ status }) => status === 404 || status === 410;

async function savePage(cache, path, { isOwn = false } = {}) {
  const answer = await fetch(path, { cache: "no-cache", signal: AbortSignal.timeout(LONGEST_FETCH) });
  if (isGone(answer)) return isOwn ? dropOwn(cache, path) : cache.delete(path);
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  return put(cache, path, answer, { isOwn });
}

/** What the device was told to forget while it was on its way goes again. */
async function dropDisowned({ cache, book: { base } }, path) {
  if (!(await readBook(cache, base))?.own.includes(path)) await dropOwn(cache, path);
}

/** A page with what it needs to be seen, those first: a page that lacks them is worse than an older one. */
async function put(cache, path, answer, { isOwn = false } = {}) {
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  const text = isPage ? await answer.clone().text() : "";
  for (const tag of text.match(PARTS) ?? []) await addPart(cache, tag);
  // A page without one of its pictures is still worth having.
  for (const tag of (isOwn && text.match(PICTURES)) || []) await addPart(cache, tag).catch(rethrowFull);
  await cache.put(path, answer);
}

async function addPart(cache, tag) {
  const [, address] = tag.match(ADDRESS) ?? [];
  if (!address || (await cache.match(address))) return;
  await cache.add(new Request(address, { signal: AbortSignal.timeout(LONGEST_FETCH) }));
}

function rethrowFull(error) {
  if (error.name === "QuotaExceededError") throw error;
}

/** All of a place, in both languages; and this script, where it has nothing left to do. */
async function forget(base) {
  for (const other of await collections()) if (placeOf(other.base) === placeOf(base)) await caches.delete(other.name);
  await leave();
}

async function deleteEnded() {
  for (const { name, until } of await collections()) if (until < Date.now()) await caches.delete(name);
}

async function tidy() {
  await deleteEnded();
  if (!saving) await leave();
}

async function leave() {
  const scope = new URL(registration.scope).pathname;
  if (!(await collections()).some(({ base }) => `${base}/`.startsWith(scope))) await registration.unregister();
}

/** A new version is kept as soon as somebody looks at a page with network, beside what else they do. */
async function renew({ base }) {
  const kept = await collectionFor(`${base}/`);
  if (!kept) return;
  const { cache, book } = kept;
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
  if (!path || (await cache.match(path))) return;
  await savePage(cache, path, { isOwn: true });
  await dropDisowned(kept, path);
}

/** A private page and everything below it. */
async function dropOwn(cache, path) {
  for (const one of await cache.keys()) if (isIn(path, new URL(one.url).pathname)) await cache.delete(one);
}

/** What the network said of a page that is kept: the newer one is kept, one that is gone goes. What somebody did may
 * have changed their own page. */
async function learn(kept, { pathname, search }, answer, isSending) {
  const { cache, book } = kept;
  const isKept = !isSending && !search && (await cache.match(pathname));
  const isOwn = book.own.includes(pathname);
  if (isKept && answer.ok && !answer.redirected) {
    await put(cache, pathname, answer, { isOwn });
    if (isOwn) await dropDisowned(kept, pathname);
  } else if (isKept && isGone(answer)) {
    await (isOwn ? dropOwn(cache, pathname) : cache.delete(pathname));
    if ((await fetch(book.list, { cache: "no-cache" })).status === 404) await forget(book.base);
  }
  const isOwnWay = isSending || pathname.startsWith(`${book.base}/mein/`);
  for (const path of isOwnWay ? book.own : []) {
    if (path === pathname && isKept) continue;
    await savePage(cache, path, { isOwn: true });
    await dropDisowned(kept, path);
  }
}

const quoted = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A kept page that says so, above everything else it says, and where its filters were asked for in vain. js/filter.js
 * takes that back where it does what the server would have done. */
async function shown(answer, { locale, zone, words }, word, { at, asked }) {
  const html = await answer.text();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);
  const said = quoted((words[word] ?? words.kept).replace("{time}", time));
  const more = isUnfiltered(html, asked, answer) ? ` <span data-unfiltered>${quoted(words.unfiltered ?? "")}</span>` : "";
  const note = `<p class="notice notice--offline band" role="status" data-offline-note>${said}${more}</p>`;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  const status = word === "missing" || word === "unsent" ? 503 : 200;
  return new Response(html.replace(/<main\b/, () => `${note}<main`), { status, headers });
}

/** Whether a field of the page was asked for something that this answer does not heed. */
function isUnfiltered(html, asked, answer) {
  const heeded = new URL(answer.url || location).searchParams;
  return [...asked].some(([name, value]) => value && heeded.get(name) !== value && html.includes(` name="${quoted(name)}"`));
}

/** The page of an address, or the same one asked otherwise: that day of it, or all of it. */
async function found(cache, { pathname, search, searchParams }) {
  const tag = searchParams.get("tag");
  for (const one of [search, tag ? `?${new URLSearchParams({ tag })}` : "", ""]) {
    const answer = await cache.match(`${pathname}${one}`);
    if (answer) return answer;
  }
  return cache.match(pathname, { ignoreSearch: true });
}

async function instead({ cache, book }, word) {
  const url = new URL(book.fallback, location);
  const other = await found(cache, url);
  return other ? shown(other, book, word, { at: book.at, asked: url.searchParams }) : Response.error();
}

/** The network's answer, null if there is none, LATE if it takes longer than anybody should wait for what is at hand. */
async function inTime(answered) {
  const patience = Date.now() - hungAt < HUNG_FOR ? LITTLE_PATIENCE : PATIENCE;
  const first = await Promise.race([answered, new Promise((done) => setTimeout(() => done(LATE), patience))]);
  hungAt = first === LATE ? Date.now() : -Infinity;
  return first;
}

/** A network can hang in the middle of an answer: what did not come whole did not come. */
const whole = (answered) => answered.then(async (answer) => (await answer.clone().arrayBuffer(), answer)).catch(() => null);

const isDown = (answer) => answer.status >= 502 && answer.status <= 504;

async function open(event) {
  const { request } = event;
  const url = new URL(request.url);
  const kept = await collectionFor(url.pathname).catch(() => null);
  if (!kept) return fetch(request);
  const isSending = request.method !== "GET";
  // Asked for anew each time: what the browser itself has at hand for a minute would not say that the network is gone.
  const asked = isSending ? fetch(request) : fetch(request, { cache: "no-cache" });
  const learned = asked.then((answer) => learn(kept, url, answer.clone(), isSending)).then(() => renew(kept.book));
  event.waitUntil(learned.catch(() => {}));
  const answered = asked.catch(() => null);
  if (isSending) return (await answered) ?? instead(kept, "unsent");
  const page = await found(kept.cache, url);
  if (!page) return (await answered) ?? instead(kept, "missing");
  const first = await inTime(whole(asked));
  if (first && first !== LATE && !isDown(first)) return first;
  const at = Date.parse(page.headers.get("Date") ?? "") || kept.book.at;
  return shown(page, kept.book, first === LATE ? "slow" : "kept", { at, asked: url.searchParams });
}

/** What a page needs: files that never change come from the device, data only where the network fails. */
async function part(request) {
  const known = await caches.match(request, { ignoreVary: true });
  if (!known) return fetch(request);
  if (new URL(request.url).pathname.startsWith("/static/")) return known;
  const first = await inTime(whole(fetch(request)));
  return first && first !== LATE && !isDown(first) ? first : known;
}

/** `list` is to be kept whole, `pages` of what is kept are to be renewed, `own` is the private page this device knows. */
function act({ list, own, atOnce, pages }, tell) {
  if (list) {
    saving += 1;
    return save({ list, own, atOnce }, tell).finally(() => (saving -= 1));
  }
  if (pages) return renewPages(pages);
  return keepOwn(own);
}

async function renewPages(pages) {
  for (const path of pages) {
    const kept = await collectionFor(new URL(path, location).pathname);
    if (kept) await savePage(kept.cache, path);
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim().then(deleteEnded)));
addEventListener("message", (event) => {
  const [port] = event.ports;
  const tell = (told) => port?.postMessage(told);
  const done = act(event.data, tell);
  event.waitUntil(done.then((kept) => tell({ kept }), (error) => tell({ failed: String(error) })));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  // Whatever goes wrong here, a page that the network can give is given. What was sent is not sent twice.
  const isSafe = request.method === "GET";
  const orAsk = (answer) => (isSafe ? answer.catch(() => fetch(request)) : answer);
  if (request.mode === "navigate") {
    event.waitUntil(tidy().catch(() => {}));
    event.respondWith(orAsk(open(event)));
  } else if (isSafe && (request.destination || request.url.endsWith(".json"))) {
    event.respondWith(orAsk(part(request)));
  }
});
