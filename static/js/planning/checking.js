// What would clash if a session lay elsewhere: asked of the server, which alone knows, a little after the hand rests.

const REST = 90;
const MOST_KEPT = 400;

export class Checking {
  constructor(address) {
    this.address = address;
    this.kept = new Map();
  }

  forget() {
    this.kept.clear();
  }

  /** Calls back with the conflicts, at once where they are known. Who asks again is no longer told of what was before.
   * With another session it is asked what would clash if both changed places. */
  ask(session, spot, tell, other = null) {
    clearTimeout(this.timer);
    this.asking?.abort();
    const there = other ? { mit: other.code } : { ort: spot.place, beginn: spot.starts, ende: spot.ends };
    const query = new URLSearchParams({ code: session.code, ...there });
    const key = String(query);
    if (this.kept.has(key)) return tell(this.kept.get(key));
    this.timer = setTimeout(() => this.fetch(key, tell), REST);
    return undefined;
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  async fetch(key, tell) {
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.address}?${key}`, { signal: this.asking.signal, headers: { Accept: "application/json" }, redirect: "manual" });
      if (!answer.ok) return;
      const { conflicts } = await answer.json();
      if (this.kept.size > MOST_KEPT) this.kept.clear();
      this.kept.set(key, conflicts);
      tell(conflicts);
    } catch {
      // Asked anew meanwhile, or no network: what is let go is checked by the server anyhow.
    }
  }
}
