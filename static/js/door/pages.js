// The door's pages on this device, so that one loaded anew without network goes on. They are read beside the scanning,
// one after the other: all of them when the door is opened and each half hour, the open one after news.

import { canKeep, keep, keptAt } from "../offline/worker.js";

const ALL_EVERY = 30 * 60 * 1000;
const NEWS_EVERY = 15 * 1000;
const LONGEST_PAUSE = 10 * 60 * 1000;

export class KeptPages {
  /** `offline` is the address of the list; what it lies in is the door's place. */
  constructor({ offline }) {
    Object.assign(this, { list: offline, scope: offline.slice(0, offline.lastIndexOf("/")) });
    Object.assign(this, { triedAt: 0, pause: NEWS_EVERY, isRunning: false, isNews: false });
  }

  /** The page as it was read says no longer what is. */
  news() {
    this.isNews = true;
  }

  /** Without waiting, and without a word: where it cannot be, everything else goes on. */
  async fresh() {
    if (!canKeep || this.isRunning || Date.now() - this.triedAt < this.pause) return;
    Object.assign(this, { isRunning: true, triedAt: Date.now() });
    try {
      await this.renew();
      this.pause = NEWS_EVERY;
    } catch {
      // Tried again, but ever more rarely: many doors at a bad network would make it worse.
      this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
    }
    this.isRunning = false;
  }

  async renew() {
    const book = await keptAt(this.scope);
    if (!book || Date.now() - book.at > ALL_EVERY) await keep({ scope: this.scope, list: this.list, atOnce: 1 });
    else if (this.isNews) {
      this.isNews = false;
      await this.renewThis();
    }
  }

  async renewThis() {
    try {
      await keep({ scope: this.scope, pages: [`${location.pathname}${location.search}`] });
    } catch (error) {
      this.isNews = true;
      throw error;
    }
  }
}
