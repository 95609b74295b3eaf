// What is on now stays true: every minute the part of the page marked data-refresh is fetched anew, unless somebody is in it.

const EVERY = 60_000;

setInterval(async () => {
  const part = document.querySelector("[data-refresh]");
  if (!part || document.hidden || isInUse(part)) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-refresh]");
    if (fresh && !isInUse(part)) part.replaceWith(document.adoptNode(fresh));
  } catch {
    // Without network what stands there stays; its time says from when it is.
  }
}, EVERY);

/** Whether the focus or a selection is in it: neither is taken from anybody. */
function isInUse(part) {
  const selection = document.getSelection();
  return part.contains(document.activeElement) || Boolean(selection?.toString() && part.contains(selection.anchorNode));
}
