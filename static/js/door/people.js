// The list of names on the page: kept as the server tells it, searched in, and asked when there is no network.

import { isFound, searchText, wordsOf } from "../search.js";

const SIGNS = /^[2-9A-HJKMNP-Z]{6}$/;

/** The code in what was typed or scanned; null if no code looks like that. */
export function codeTyped(text) {
  const code = text.replace(/[\W_]+/g, "").toUpperCase();
  return SIGNS.test(code) ? code : null;
}

/** By which this page knows a code again without having it; null where the browser cannot make one. */
async function printOf(code, key) {
  if (!crypto.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${key}|${code}`));
  return [...new Uint8Array(digest)].slice(0, 8).map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class People {
  constructor(root) {
    Object.assign(this, { root, asked: [], known: new Map() });
    this.lists = Object.fromEntries([...root.querySelectorAll("[data-list]")].map((one) => [one.dataset.list, one]));
    for (const row of root.querySelectorAll("li[data-person]")) this.known.set(row.dataset.person, read(row));
  }

  get all() {
    return [...this.known.values()];
  }

  /** As the server tells it, in its order. */
  show(people) {
    const rows = new Map([...this.root.querySelectorAll("li[data-person]")].map((row) => [row.dataset.person, row]));
    this.known = new Map(people.map((person) => [person.id, person]));
    if (!this.lists.place) {
      for (const person of people) if (rows.has(person.id)) fill(rows.get(person.id), person);
      return;
    }
    const shown = { place: [], waiting: [] };
    for (const person of people) {
      const row = rows.get(person.id) ?? this.root.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
      shown[waits(person) ? "waiting" : "place"].push(fill(row, person));
    }
    for (const [name, list] of Object.entries(this.lists)) put(list, shown[name]);
    this.root.querySelector("[data-none]").hidden = shown.place.length > 0;
    this.filter();
  }

  /** Somebody is in, as far as this page knows. */
  comes(person, said) {
    Object.assign(person, { came: true, said });
    const row = this.root.querySelector(`li[data-person="${CSS.escape(person.id)}"]`);
    if (row) fill(row, person);
  }

  async ofCode(code, key) {
    const other = [...code].map((sign) => ({ Y: "Z", Z: "Y" })[sign] ?? sign).join("");
    const prints = await Promise.all([code, other].map((one) => printOf(one, key)));
    return this.all.find((person) => prints.includes(person.print));
  }

  named(text) {
    const asked = wordsOf(text);
    return asked.length ? this.all.filter((person) => isFound(searchText(person.name), asked)) : [];
  }

  search(text) {
    this.asked = text.trim().length < 2 ? [] : wordsOf(text);
    this.filter();
    return this.asked.length ? this.root.querySelectorAll("li[data-person]:not([hidden])").length : null;
  }

  filter() {
    for (const row of this.root.querySelectorAll("li[data-person]")) {
      row.hidden = !isFound(searchText(row.querySelector(".person__name").textContent), this.asked);
    }
    for (const section of this.root.querySelectorAll("[data-section]")) {
      const isEmpty = !section.querySelector("li[data-person]:not([hidden])");
      section.hidden = isEmpty && ("waiting" in section.dataset || this.asked.length > 0);
    }
  }
}

export const waits = (person) => person.state === "waiting" && !person.came;

/** Rows that are where they belong are not touched: a finger may be on one. */
function put(list, rows) {
  for (const row of [...list.children]) if (!rows.includes(row)) row.remove();
  rows.forEach((row, at) => {
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
}

function read(row) {
  const { person: id, print, state } = row.dataset;
  const text = (name) => row.querySelector(`.person__${name}`).textContent;
  return { id, print, state, name: text("name"), said: text("state"), came: row.classList.contains("person--in") };
}

function fill(row, person) {
  Object.assign(row.dataset, { person: person.id, print: person.print, state: person.state });
  row.classList.toggle("person--in", person.came);
  row.querySelector(".person__name").textContent = person.name;
  row.querySelector(".person__state").textContent = person.said;
  Object.assign(row.querySelector("button"), { name: waits(person) ? "let_in" : "name", value: person.id });
  return row;
}
