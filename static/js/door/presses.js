// Sends presses one after the other, each with a nonce of its own. What found no network is kept until it does, in the
// order in which it was pressed; the server counts a nonce once, however often it is sent.

const PATIENCE = 3000;
const LONGEST = 12 * 60 * 60 * 1000;

export class Presses {
  /** `name` is that of the list in the tab's own storage: gone with the tab, and too old after twelve hours. */
  constructor(url, name) {
    Object.assign(this, { url, name, last: Promise.resolve() });
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "[]");
    this.queue = kept.filter((press) => Date.now() - press.at < LONGEST);
  }

  static made(kind, what) {
    const chance = crypto.getRandomValues(new Uint8Array(18));
    const nonce = btoa(String.fromCharCode(...chance)).replaceAll("+", "-").replaceAll("/", "_");
    return { kind, what, nonce, at: Date.now() };
  }

  /** The server's answer; null if there is no network, and then the press can be kept. */
  send(press) {
    this.last = this.last.then(() => (this.queue.length ? null : this.post(press)));
    return this.last;
  }

  keep(press) {
    this.queue.push(press);
    this.store();
  }

  /** Everything that was kept, in order, until the network fails again. */
  drain(onAnswer) {
    this.last = this.last.then(async () => {
      while (this.queue.length) {
        const answer = await this.post(this.queue[0]);
        if (!answer) return;
        const press = this.queue.shift();
        this.store();
        onAnswer(answer, press);
      }
    });
    return this.last;
  }

  async post(press) {
    const ago = Math.max(0, Math.round((Date.now() - press.at) / 1000));
    const body = new URLSearchParams({ [press.kind]: press.what, nonce: press.nonce, ago: String(ago) });
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(this.url, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status >= 500) return null;
      return answer.ok ? await answer.json() : { refused: answer.status };
    } catch {
      return null;
    }
  }

  store() {
    if (this.queue.length) sessionStorage.setItem(this.name, JSON.stringify(this.queue));
    else sessionStorage.removeItem(this.name);
  }
}
