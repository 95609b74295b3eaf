// Saves one after the other: what was drawn last waits for what was drawn before. A save that meets no network waits and
// is tried again; one that is refused gives the state back that counts.

const AGAIN = 10_000;

export class Saves {
  /** `told` hears of everything: saved, refused, gone, offline, signedOut, waiting. `home` is what only our page has. */
  constructor(token, told, home = "[data-drawing]") {
    this.token = token;
    this.told = told;
    this.home = home;
    this.tasks = [];
    this.isRunning = false;
    addEventListener("online", () => this.run());
    addEventListener("focus", () => this.run());
    addEventListener("beforeunload", (event) => this.tasks.length && event.preventDefault());
  }

  /** A task has a `shape`, a `kind`, and `ask()`, which gives address and fields when its turn has come. */
  add(task) {
    const last = this.tasks.at(-1);
    const isWaiting = last && !(this.isRunning && this.tasks.length === 1);
    if (isWaiting && last.kind === "lie" && task.kind === "lie" && last.shape === task.shape) this.tasks.pop();
    this.tasks.push(task);
    this.run();
  }

  /** What was to follow on a shape that is refused or gone makes no sense any more. */
  forget(shape) {
    this.tasks = this.tasks.filter((task) => task.shape !== shape);
  }

  async run() {
    if (this.isRunning || !this.tasks.length) return;
    this.isRunning = true;
    clearTimeout(this.timer);
    this.told.waiting(true);
    while (this.tasks.length && (await this.send(this.tasks[0])));
    this.isRunning = false;
    this.told.waiting(false);
    if (this.tasks.length) this.timer = setTimeout(() => this.run(), AGAIN);
  }

  /** Whether the next one may follow. */
  async send(task, isSecondTry = false) {
    const { address, fields } = task.ask();
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(fields),
        redirect: "manual",
        headers: { Accept: "application/json", "X-CSRFToken": this.token },
      });
    } catch {
      this.told.offline();
      return false;
    }
    if (answer.type === "opaqueredirect") {
      this.told.signedOut();
      return false;
    }
    if (answer.status === 400 && !isSecondTry) return (await this.freshToken()) ? this.send(task, true) : false;
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("application/json")) {
      this.told.offline();
      return false;
    }
    const said = await answer.json();
    this.token = said.token ?? this.token;
    this.tasks.shift();
    if (answer.ok) this.told.saved(task, said);
    else this.told.refused(task, said, answer.status);
    return true;
  }

  /** A page that stood open for long has an old token: the same page, asked for anew, has a new one. */
  async freshToken() {
    const page = await documentAt(location.pathname);
    const token = page?.querySelector(this.home) && page.querySelector("input[name=csrf_token]")?.value;
    if (!token) {
      this.told.signedOut();
      return false;
    }
    this.token = token;
    return true;
  }
}

/** A page of ours as a document: the policy lets no script turn text into markup, but this way it may come as one. */
export function documentAt(address) {
  return new Promise((resolve) => {
    const asking = new XMLHttpRequest();
    asking.open("GET", address);
    asking.responseType = "document";
    asking.addEventListener("load", () => resolve(asking.response));
    asking.addEventListener("error", () => resolve(null));
    asking.send();
  });
}
