// Asks every four seconds how things stand, sends along what it knows already, and says how old it is.

export const EVERY = 4000;
const PATIENCE = 4000;
const clock = new Intl.DateTimeFormat("de-DE", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });

/** 10:42, as the clock in the hall shows it. */
export const wall = (moment = new Date()) => clock.format(moment);

export class Standing {
  /** `onNews(told)` whenever something changed, `onGone()` when the link opens nothing any more. */
  constructor(root, onNews, onGone) {
    Object.assign(this, { root, onNews, onGone, mark: "", isAway: false });
    this.age = root.querySelector("[data-age]");
    this.away = root.querySelector("[data-away]");
    this.at = this.age.textContent.match(/\d\d:\d\d/)?.[0] ?? "";
  }

  async ask() {
    try {
      const headers = this.mark ? { "If-None-Match": this.mark } : {};
      const answer = await fetch(this.root.dataset.stand, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status === 404) return this.onGone();
      if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
      const told = answer.status === 304 ? null : await answer.json();
      this.mark = answer.headers.get("ETag") ?? "";
      this.fresh();
      if (told) this.onNews(told);
    } catch {
      this.setAway(true);
    }
  }

  /** Something was heard from the server just now. */
  fresh() {
    this.at = wall();
    this.age.textContent = this.age.dataset.said.replace("{time}", this.at);
    this.setAway(false);
    document.querySelector("[data-offline-note]")?.remove();
  }

  setAway(isAway) {
    this.isAway = isAway;
    this.away.hidden = !isAway;
  }
}
