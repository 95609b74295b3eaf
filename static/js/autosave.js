// What is typed into a long form is saved a moment after typing stops. What could not be saved (no network, no longer
// signed in) stays in this tab until it is; a page that somebody else changed meanwhile is never overwritten.

const PAUSE = 2_000;
const LATEST = 10_000;
const AGAIN = 15_000;
const PREFIX = "typed:";
const NOT_TYPED = ["csrf_token", "version", "seen", "autosave"];

for (const form of document.querySelectorAll("form[data-autosave]")) saveWhileTyping(form);
forgetWhatWasSent();

function saveWhileTyping(form) {
  const key = PREFIX + form.dataset.autosave;
  const told = form.querySelector("[data-saving]");
  let timer = 0;
  let firstUnsaved = 0;
  let running = false;
  let changes = 0;

  if (form.hasAttribute("data-typed-shown")) sessionStorage.removeItem(key);
  else if (bringBack()) later(0);

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changes += 1;
    keep(false);
    firstUnsaved ||= Date.now();
    later(Math.min(PAUSE, Math.max(0, firstUnsaved + LATEST - Date.now())));
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(true);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && firstUnsaved) save(true);
  });
  addEventListener("online", () => firstUnsaved && later(0));

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait, false);
  }

  async function save(isLeaving) {
    if (running) return isLeaving ? undefined : later(PAUSE);
    running = true;
    const before = changes;
    try {
      const body = withoutFiles(new FormData(form));
      body.set("autosave", "1");
      const answer = await fetch(form.action, {
        method: "POST", body, redirect: "manual", keepalive: isLeaving, headers: { Accept: "application/json" },
      });
      const said = answer.ok ? await answer.json() : null;
      if (said) done(said, before === changes);
      else await refused(answer);
    } catch {
      tell("offline");
      later(AGAIN);
    } finally {
      running = false;
    }
  }

  function done(said, isEverything) {
    form.elements.version.value = said.version;
    form.elements.seen.value = said.seen;
    if (said.address) {
      form.action = said.address;
      history.replaceState(null, "", said.address);
    }
    tell("saved", said.time);
    if (!isEverything) return later(PAUSE);
    firstUnsaved = 0;
    sessionStorage.removeItem(key);
    form.dispatchEvent(new Event("saved"));
  }

  /** 409: somebody else was faster. 422: a rule says no. Anything else that is no failure of ours: not signed in. */
  async function refused(answer) {
    if (answer.status >= 500) {
      tell("offline");
      return later(AGAIN);
    }
    if (answer.status === 422) {
      told.querySelector('[data-said="refused"]').textContent = (await answer.json()).sentence;
      return tell("refused");
    }
    tell(answer.status === 409 ? "stale" : "lost");
  }

  function tell(name, time) {
    for (const one of told.children) one.hidden = one.dataset.said !== name;
    const place = told.querySelector(`[data-said="${name}"] time`);
    if (place && time) place.textContent = time;
  }

  function keep(isSent) {
    const typed = [...new FormData(form)].filter(([name, value]) => !NOT_TYPED.includes(name) && typeof value === "string");
    const record = { typed, version: form.elements.version.value, seen: form.elements.seen.value, isSent };
    try {
      sessionStorage.setItem(key, JSON.stringify(record));
    } catch { /* full or forbidden: then only what is saved is safe */ }
  }

  /** Fill in what was typed here and never saved. It was typed onto the version of that time, so that one is sent. */
  function bringBack() {
    const record = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (!record) return false;
    const wanted = new Map();
    for (const [name, value] of record.typed) wanted.set(name, [...(wanted.get(name) ?? []), value]);
    const fields = [...form.elements].filter((field) => field.name && !NOT_TYPED.includes(field.name) && field.type !== "file" && field.type !== "submit");
    const differing = fields.filter((field) => differs(field, wanted.get(field.name) ?? []));
    if (!differing.length) {
      sessionStorage.removeItem(key);
      return false;
    }
    for (const field of differing) fill(field, wanted.get(field.name) ?? []);
    form.elements.version.value = record.version;
    form.elements.seen.value = record.seen;
    firstUnsaved = Date.now();
    tell("brought-back");
    return true;
  }

}

function isTick(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function lines(text) {
  return text.replaceAll("\r\n", "\n");
}

function differs(field, values) {
  return isTick(field) ? field.checked !== values.includes(field.value) : lines(field.value) !== lines(values[0] ?? "");
}

function fill(field, values) {
  if (isTick(field)) field.checked = values.includes(field.value);
  else field.value = values[0] ?? "";
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function withoutFiles(body) {
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  return body;
}

/** What was sent has arrived when one of our pages follows another; after signing in it may still be missing. */
function forgetWhatWasSent() {
  if (!new URL(document.referrer || "about:blank").pathname.startsWith("/mein-stand/")) return;
  const here = [...document.querySelectorAll("form[data-autosave]")].map((form) => PREFIX + form.dataset.autosave);
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !here.includes(key) && JSON.parse(sessionStorage.getItem(key)).isSent) {
      sessionStorage.removeItem(key);
    }
  }
}
