// Keeps pages on the device for a hall without network, for who asked for it (js/offline.js, js/door.js), and shows them
// when the network does not answer. What it keeps and until when, the server says (eventapp/web/offline.py).

const KEPT = "ohne-netz";
const PATIENCE = 4000;
const AT_ONCE = 4;
const ASKED_AGAIN = 10 * 60 * 1000;
const PARTS = /<(?:link[^>]+rel="(?:stylesheet|modulepreload|preload|icon)"|script)[^>]*>/g;
const PICTURES = /<img[^>]*>/g;
const ADDRESS = /\b(?:href|src)="(\/[^"]+)"/;
let askedAt = 0;

/** A collection is one cache. Its name says until when it may stay, of what place it is, and in which version. */
const nameOf = ({ until, base, version }) => [KEPT, until, base, version].join(" ");

async function collections() {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${KEPT} `));
  return names.map((name) => {
    const [, until, base, version] = name.split(" ");
    return { name, until: Number(until), base, version };
  });
}

const bookOf = (base) => `${base}/ohne-netz.buch`;
const isIn = (base, path) => path === base || path.startsWith(`${base}/`);

/** What is kept at the place of this path and was kept whole: its cache and its book. */
async function collectionFor(path) {
  const around = (await collections()).filter(({ base, until }) => isIn(base, path) && until > Date.now());
  for (const { name, base } of around.sort((one, other) => other.base.length - one.base.length)) {
    const cache = await caches.open(name);
    const book = await cache.match(bookOf(base));
    if (book) return { cache, book: await book.json() };
  }
  return null;
}

/** Everything on the list anew; `extra` are pages of one visitor, with their pictures. Others of this place go then. */
async function save(list, extra, tell) {
  const answer = await fetch(list, { cache: "no-cache" });
  if (answer.status === 404) await forget(list.slice(0, list.lastIndexOf("/")));
  if (!answer.ok) throw new Error(String(answer.status));
  const wanted = await answer.json();
  const cache = await caches.open(nameOf(wanted));
  const paths = [...new Set([...wanted.pages, ...wanted.data, ...extra])];
  const own = new Set(extra);
  let done = 0;
  const left = [...paths];
  const oneAfterTheOther = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      await savePage(cache, path, own.has(path));
      tell({ done: ++done, of: paths.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneAfterTheOther));
  const book = { ...wanted, extra, list, at: Date.now() };
  await cache.put(bookOf(wanted.base), new Response(JSON.stringify(book)));
  for (const other of await collections()) {
    if (other.base === wanted.base && other.name !== nameOf(wanted)) await caches.delete(other.name);
  }
  return { at: book.at, number: paths.length };
}

async function savePage(cache, path, withPictures) {
  const answer = await fetch(path, { cache: "no-cache" });
  if (answer.status === 404 || answer.status === 410) return cache.delete(path);
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  const isPage = answer.headers.get("Content-Type").startsWith("text/html");
  const text = isPage ? await answer.clone().text() : "";
  await cache.put(path, answer);
  const tags = [...(text.match(PARTS) ?? []), ...((withPictures && text.match(PICTURES)) || [])];
  for (const [, part] of tags.map((tag) => tag.match(ADDRESS)).filter(Boolean)) {
    if (!(await cache.match(part))) await cache.add(part);
  }
  return true;
}

async function forget(base) {
  for (const other of await collections()) if (other.base === base) await caches.delete(other.name);
}

async function tidy() {
  for (const { name, until } of await collections()) if (until < Date.now()) await caches.delete(name);
}

/** A new version is kept as soon as somebody looks at a page with network. */
async function renew({ cache, book }) {
  if (Date.now() - askedAt < ASKED_AGAIN) return;
  askedAt = Date.now();
  const { version } = await (await fetch(book.list, { cache: "no-cache" })).json();
  if (version === book.version) return;
  const stays = await Promise.all(book.extra.map((path) => cache.match(path)));
  await save(book.list, book.extra.filter((_path, at) => stays[at]), () => {});
}

/** What the network said of a page that is kept: the newer one is kept, one that is gone goes. */
async function learn({ cache, book }, path, answer) {
  if (!(await cache.match(path))) return;
  if (answer.ok && !answer.redirected) await cache.put(path, answer);
  else if (answer.status === 404 || answer.status === 410) {
    await cache.delete(path);
    if ((await fetch(book.list)).status === 404) await forget(book.base);
  }
}

const quoted = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A kept page that says so, above everything else it says. */
async function shown(answer, { locale, zone, words }, word, at) {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(at);
  const note = `<p class="notice notice--offline band" role="status" data-offline-note>${quoted(words[word].replace("{time}", time))}</p>`;
  const html = (await answer.text()).replace(/<main\b/, () => `${note}<main`);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(html, { status: word === "kept" ? 200 : 503, headers });
}

/** The page of an address, or of the same one asked otherwise: a day of the programme is in the whole programme. */
async function found(cache, { pathname, search }) {
  return (await cache.match(`${pathname}${search}`)) ?? (await cache.match(pathname)) ?? cache.match(pathname, { ignoreSearch: true });
}

async function withoutNetwork({ cache, book }, url, isSending) {
  const page = isSending ? null : await found(cache, url);
  if (page) return shown(page, book, "kept", Date.parse(page.headers.get("Date") ?? "") || book.at);
  const other = await found(cache, new URL(book.fallback, location));
  return other ? shown(other, book, isSending ? "unsent" : "missing", book.at) : Response.error();
}

/** The network first, but nobody waits for it for ever: after four seconds the page that is kept is shown. */
async function open(event) {
  const url = new URL(event.request.url);
  const kept = await collectionFor(url.pathname);
  if (!kept) return fetch(event.request);
  const isSending = event.request.method !== "GET";
  // Asked for anew each time: what the browser itself has at hand for a minute would not say that the network is gone.
  const asked = isSending ? fetch(event.request) : fetch(event.request, { cache: "no-cache" });
  const learned = asked.then(async (answer) => {
    if (!isSending && !url.search) await learn(kept, url.pathname, answer.clone());
    await renew(kept);
  });
  event.waitUntil(learned.catch(() => {}));
  const answered = asked.then((answer) => (answer.status >= 502 && answer.status <= 504 ? null : answer), () => null);
  const late = isSending ? answered : new Promise((done) => setTimeout(() => done(null), PATIENCE));
  return (await Promise.race([answered, late])) ?? instead(kept, url, isSending, answered);
}

/** Where nothing is kept of a page, the slow network is waited for after all. */
async function instead(kept, url, isSending, answered) {
  const isKept = isSending || (await found(kept.cache, url));
  return (isKept ? null : await answered) ?? withoutNetwork(kept, url, isSending);
}

/** What a page needs: files that never change come from the device, data only where the network fails. */
async function part(request) {
  const isForEver = new URL(request.url).pathname.startsWith("/static/");
  const known = () => caches.match(request, { ignoreVary: true });
  if (isForEver) return (await known()) ?? fetch(request);
  return fetch(request).catch(async (error) => (await known()) ?? Promise.reject(error));
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim().then(tidy)));
addEventListener("message", (event) => {
  const [port] = event.ports;
  const saved = save(event.data.list, event.data.extra ?? [], (told) => port.postMessage(told));
  event.waitUntil(saved.then((kept) => port.postMessage({ kept }), (error) => port.postMessage({ failed: String(error) })));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.waitUntil(tidy());
    event.respondWith(open(event));
  } else if (request.method === "GET" && (request.destination || /\/(?:kurz|suche)\.json$/.test(request.url))) {
    event.respondWith(part(request));
  }
});
