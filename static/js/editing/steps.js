// What was done, to be undone and done again: each step knows its way back. Steps of one shape by keys, one soon after the
// other, are one.

const MOST = 200;
const SOON = 1_000;

export class Steps {
  constructor(apply) {
    this.apply = apply;
    this.past = [];
    this.future = [];
  }

  /** A step is of a `kind` (lie, create, remove) and about a `shape`; `isFollowing` if it may join the one before. */
  take(step, isFollowing = false) {
    const [last, now] = [this.past.at(-1), performance.now()];
    const joins = isFollowing && last?.kind === "lie" && last.shape === step.shape && last.isFollowing && now - last.at < SOON;
    if (joins) Object.assign(last, { to: step.to, at: now });
    else this.past.push(Object.assign(step, { isFollowing, at: now }));
    this.past = this.past.slice(-MOST);
    this.future = [];
    this.apply(joins ? last : step, true);
  }

  undo() {
    const step = this.past.pop();
    if (!step) return null;
    this.future.push(step);
    this.apply(step, false);
    return step;
  }

  redo() {
    const step = this.future.pop();
    if (!step) return null;
    this.past.push(step);
    step.isFollowing = false;
    this.apply(step, true);
    return step;
  }

  /** What somebody else changed is not taken back by going back here. */
  forget(shape, only = null) {
    const isKept = (step) => step.shape !== shape || (only && step !== only);
    this.past = this.past.filter(isKept);
    this.future = this.future.filter(isKept);
  }
}
