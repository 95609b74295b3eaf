// The door's pages on this device, renewed while the network is there: a page that is loaded anew without it is shown.

import { canKeep, keep } from "../offline/worker.js";

const EVERY = 5 * 60 * 1000;

export class KeptPages {
  constructor({ offline, scope }) {
    Object.assign(this, { list: offline, scope, at: -Infinity });
  }

  /** Without waiting, and without a word: where it cannot be, everything else goes on. */
  fresh() {
    if (!canKeep || performance.now() - this.at < EVERY) return;
    this.at = performance.now();
    keep({ scope: this.scope, list: this.list }).catch(() => {});
  }
}
