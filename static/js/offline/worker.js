// The way from a page to the script that keeps pages on this device (service_worker.js).

const policy = window.trustedTypes?.createPolicy("offline", { createScriptURL: (path) => path });
const SCRIPT = policy?.createScriptURL("/service-worker.js") ?? "/service-worker.js";
const KEPT = "ohne-netz ";

export const canKeep = "serviceWorker" in navigator && "caches" in window;

/** Keeps all of a list; resolves to how much it was and when. `scope` is the place whose pages are kept. */
export async function keep({ scope, list, extra = [] }, onProgress = () => {}) {
  const worker = await active(await navigator.serviceWorker.register(SCRIPT, { scope }));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.kept) resolve(data.kept);
      else if (data.failed) reject(new Error(data.failed));
      else onProgress(data);
    };
    worker.postMessage({ list, extra }, [port2]);
  });
}

async function active(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker.state === "activated") return worker;
  return new Promise((resolve) => worker.addEventListener("statechange", () => worker.state === "activated" && resolve(worker)));
}

async function namesOf(base) {
  return (await caches.keys()).filter((name) => name.startsWith(KEPT) && name.split(" ")[2] === base);
}

/** What is kept of this place and since when; null if nothing is, or not all of it. */
export async function keptAt(base) {
  for (const name of canKeep ? await namesOf(base) : []) {
    const book = await (await caches.open(name)).match(`${base}/ohne-netz.buch`);
    if (book) return book.json();
  }
  return null;
}

/** Everything of this place goes from the device, the script that kept it included. */
export async function forgetAt(base, scope) {
  for (const name of await namesOf(base)) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
}
