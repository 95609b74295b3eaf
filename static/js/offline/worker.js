// The way from a page to the script that keeps pages on this device (service_worker.js).

const policy = window.trustedTypes?.createPolicy("offline", { createScriptURL: (path) => path });
const SCRIPT = policy?.createScriptURL("/service-worker.js") ?? "/service-worker.js";
const KEPT = "ohne-netz ";
const LONGEST_SILENCE = 45 * 1000;
const LONGEST_START = 20 * 1000;

export const canKeep = "serviceWorker" in navigator && "caches" in window;

/** Keeps all of a list; resolves to how much it was and when. `scope` is the place whose pages are kept. */
export async function keep({ scope, ...wanted }, onProgress = () => {}) {
  const worker = await active(await navigator.serviceWorker.register(SCRIPT, { scope }));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    let silence = 0;
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(() => reject(new Error("nothing was heard")), LONGEST_SILENCE);
    };
    hear();
    port1.onmessage = ({ data }) => {
      hear();
      if (data.done) return onProgress(data);
      // What was under way when it broke still comes in; nobody is to hear of it after the end was told.
      port1.close();
      clearTimeout(silence);
      return data.failed ? reject(new Error(data.failed)) : resolve(data.kept);
    };
    worker.postMessage(wanted, [port2]);
  });
}

/** The script once it runs; one that was replaced meanwhile, or never comes so far, is an error. */
async function active(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve(worker);
      if (worker.state === "redundant") reject(new Error("the script was replaced"));
    };
    worker.addEventListener("statechange", look);
    setTimeout(() => reject(new Error("the script did not start")), LONGEST_START);
    look();
  });
}

const placeOf = (base) => base.replace(/^\/en(?=\/)/, "");

async function collectionsAt(base) {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT));
  return names.map((name) => ({ name, base: name.split(" ")[2] })).filter((one) => placeOf(one.base) === placeOf(base));
}

/** What is kept of this place and since when; null if nothing is, or not all of it. */
export async function keptAt(base) {
  for (const one of await collectionsAt(base)) {
    const book = one.base === base && (await (await caches.open(one.name)).match(`${base}/ohne-netz.buch`));
    if (book) return book.json();
  }
  return null;
}

/** Whether anything of this place is here, be it in the other language or only in part. */
export const isAnythingAt = async (base) => (await collectionsAt(base)).length > 0;

/** Everything of this place goes from the device, the script that kept it included. */
export async function forgetAt(base) {
  for (const { name, base: one } of await collectionsAt(base)) {
    await caches.delete(name);
    await (await navigator.serviceWorker.getRegistration(`${one}/`))?.unregister();
  }
}
