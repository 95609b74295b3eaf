// Plan and list point at each other: what is looked at in one is marked in the other. No focus moves by itself.
// Without it the links between them do the same with one press.

const areas = new Map([...document.querySelectorAll("[data-area]")].map((one) => [one.dataset.area, one]));
const entries = new Map([...document.querySelectorAll("[data-area-entry]")].map((one) => [one.dataset.areaEntry, one]));

function mark(number, isOn) {
  areas.get(number)?.toggleAttribute("data-marked", isOn);
  entries.get(number)?.toggleAttribute("data-marked", isOn);
}

function follow(things, numberOf) {
  for (const thing of things.values()) {
    const number = numberOf(thing);
    for (const [begins, ends] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
      thing.addEventListener(begins, () => mark(number, true));
      thing.addEventListener(ends, () => mark(number, false));
    }
  }
}

/** The address may name an area (#A12) or its entry: both are marked for good, until another one is asked for. What it
 * names is plain letters and digits, so nothing is decoded: anybody may link here with anything behind the #. */
function markAddressed() {
  const asked = location.hash.slice(1).replace(/^flaeche-/, "");
  for (const thing of [...areas.values(), ...entries.values()]) thing.removeAttribute("data-chosen");
  areas.get(asked)?.setAttribute("data-chosen", "");
  entries.get(asked)?.setAttribute("data-chosen", "");
}

follow(areas, (one) => one.dataset.area);
follow(entries, (one) => one.dataset.areaEntry);
addEventListener("hashchange", markAddressed);
markAddressed();
