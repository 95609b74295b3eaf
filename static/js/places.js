// Says beside every session with sign-up how many places are left, and to the filter which of them have some. Without it
// the line says that one signs up for it. The words stand in the page (`data-places`), the numbers come from one small
// address that is the same for everybody.

const PAUSE = 30_000;
const WITH_PLACES = ["free", "few", "not_yet"];
const SIGNS = { full: "hourglass", over: "clock", not_yet: "clock" };

const words = document.querySelector("[data-places]").dataset;
const lines = [...document.querySelectorAll("[data-code] > [data-said]")];
let asked = 0;

/** Without a network, or where something is odd, the lines stay as they are, and whoever filters by places is told. */
async function tell() {
  if (!lines.length || document.hidden || Date.now() - asked < PAUSE) return;
  asked = Date.now();
  try {
    const answer = await fetch(words.places);
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
    document.dispatchEvent(new CustomEvent("values-told", { detail: { field: "plaetze", isKnown: true } }));
  } catch {
    asked = 0;
    document.dispatchEvent(new CustomEvent("values-told", { detail: { field: "plaetze", isKnown: false } }));
  }
}

function show(told) {
  for (const line of lines) {
    const place = line.parentElement;
    const found = told[place.dataset.code];
    mark(place.closest("[data-entry]"), found);
    const sentence = found && wording(found);
    if (!sentence) continue;
    line.textContent = sentence;
    place.className = `places places--${found.state}`;
    place.querySelector("use").setAttribute("href", `#icon-${SIGNS[found.state] ?? "ticket"}`);
  }
}

/** For the filter: whether there is a place for somebody who signs up now, or once that is open. */
function mark(entry, found) {
  if (entry) entry.dataset.plaetze = WITH_PLACES.includes(found?.state) ? "frei" : "";
}

function wording({ state, left }) {
  if (left === 1) return words.one;
  if (left) return words.many.replace("{number}", left);
  return words[state];
}

document.addEventListener("visibilitychange", tell);
setInterval(tell, PAUSE);
tell();
