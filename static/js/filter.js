// Makes the filter of a list instant: hides what does not hit, keeps the address, says how many are left.
// Without it the same form asks the server. `data-filter` names the fields; an entry may hold several values of one,
// with blanks between them. A `data-group` goes with the last of its entries. Values that come later, or change while the
// page is open, are told by the event `values-told`.

import { isFound, searchText, wordsOf } from "./search.js";

const PAUSE = 200;

function filterList(root) {
  const fields = root.dataset.filter.split(" ");
  const form = root.querySelector("form");
  const search = form.elements.q;
  const status = root.querySelector("[data-status]");
  const chips = root.querySelector("[data-chosen]");
  const chip = root.querySelector("[data-chip]");
  const entries = [...document.querySelectorAll("[data-entry]")];
  const chosen = Object.fromEntries(new URL(location.href).searchParams);
  const unsure = new Set();
  let texts = null;
  let waiting = 0;

  const value = (name) => (name === "tag" ? (chosen.tag ?? "") : (form.elements[name]?.value ?? "").trim());
  const active = () => [...fields, "q"].filter(value);

  /** The texts to search in, asked for once; without a network, what can be read on the page. */
  async function loadTexts() {
    texts ??= fetch(root.dataset.index).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
    try {
      return await texts;
    } catch {
      texts = null;
      return Object.fromEntries(entries.map((entry) => [entry.dataset.entry, searchText(entry.textContent)]));
    }
  }

  async function apply() {
    await narrow();
    showChosen();
  }

  async function narrow() {
    const known = wordsOf(value("q")).length ? await loadTexts() : {};
    showHits(wordsOf(value("q")), known);
  }

  function showHits(asked, known) {
    const hits = entries.filter((entry) => {
      const passes = fields.every((name) => !value(name) || (entry.dataset[name] ?? "").split(" ").includes(value(name)));
      entry.hidden = !passes || !isFound(known[entry.dataset.entry] ?? "", asked);
      return !entry.hidden;
    });
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    }
    for (const jump of document.querySelectorAll("[data-jump]")) {
      jump.hidden = document.querySelector(jump.hash)?.hidden ?? false;
    }
    say(hits.length);
  }

  function say(number) {
    const wording = number ? (active().length ? "number" : "all") : "none";
    const sentences = [status.dataset[wording].replace("{number}", number)];
    if ([...unsure].some(value)) sentences.push(status.dataset.unsure);
    if (status.textContent.trim() !== sentences.join(" ")) status.textContent = sentences.join(" ");
  }

  function showChosen() {
    chips.replaceChildren(...active().map(chipFor), chips.querySelector("[data-drop-all]"));
    chips.querySelector("[data-drop-all]").hidden = active().length < 2;
    for (const link of root.querySelectorAll("[data-day]")) {
      link.href = address({ tag: link.dataset.day });
      link.toggleAttribute("aria-current", false);
      if (link.dataset.day === value("tag")) link.setAttribute("aria-current", "true");
    }
    for (const link of document.querySelectorAll("[data-keeps-query]")) {
      const there = new URL(link.href);
      for (const name of [...fields, "q"]) setOrDrop(there.searchParams, name, value(name));
      link.href = there;
    }
    history.replaceState(null, "", address({}));
  }

  function chipFor(name) {
    const item = chip.content.firstElementChild.cloneNode(true);
    const link = item.querySelector("a");
    link.href = address({ [name]: "" });
    link.dataset.name = name;
    item.querySelector("[data-label]").textContent = labelOf(name);
    return item;
  }

  function labelOf(name) {
    if (name === "q") return chips.dataset.quoted.replace("{words}", () => value("q"));
    if (name === "tag") return root.querySelector(`[data-day="${CSS.escape(value("tag"))}"]`)?.textContent ?? value("tag");
    return form.elements[name].selectedOptions[0].textContent;
  }

  function address(changes) {
    const there = new URL(location.href);
    for (const name of [...fields, "q"]) setOrDrop(there.searchParams, name, changes[name] ?? value(name));
    there.hash = "";
    return there;
  }

  function drop(name) {
    if (name === "tag") setDay("");
    else form.elements[name].value = "";
  }

  function setDay(day) {
    chosen.tag = day;
    let hidden = form.elements.tag;
    if (!hidden) {
      hidden = Object.assign(document.createElement("input"), { type: "hidden", name: "tag" });
      form.append(hidden);
    }
    hidden.value = day;
    hidden.disabled = !day;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("change", (event) => {
    // What was typed is shown already. Leaving the field must not renew the chip that is just being pressed.
    if (event.target !== search) apply();
  });
  search.addEventListener("focus", () => loadTexts(), { once: true });
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, PAUSE);
  });
  document.addEventListener("values-told", ({ detail: { field, isKnown } }) => {
    if (isKnown) unsure.delete(field);
    else unsure.add(field);
    // The choices stay as they are: somebody may be about to press one.
    if (value(field)) narrow();
  });
  root.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-day], [data-name], [data-drop-all] a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("day" in link.dataset) setDay(link.dataset.day);
    else if ("name" in link.dataset) drop(link.dataset.name);
    else active().forEach(drop);
    await apply();
    if (!link.isConnected || link.closest("[hidden]")) status.focus();
  });
  // A page kept on the device was written for no filter in particular (service_worker.js).
  if (document.querySelector("[data-offline-note]")) {
    for (const name of [...fields, "q"]) if (name !== "tag" && chosen[name] && form.elements[name]) form.elements[name].value = chosen[name];
    apply();
    document.querySelector("[data-unfiltered]")?.remove();
  }
  // Chosen or typed before this script was there.
  if ([...fields, "q"].some((name) => name !== "tag" && isChanged(form.elements[name]))) apply();
}

function setOrDrop(parameters, name, wanted) {
  if (wanted) parameters.set(name, wanted);
  else parameters.delete(name);
}

/** Whether a field says something else than the page that came with it. */
function isChanged(field) {
  if (!field?.options) return Boolean(field) && field.value !== field.defaultValue;
  const told = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== told.value;
}

for (const root of document.querySelectorAll("[data-filter]")) filterList(root);
