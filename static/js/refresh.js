// What is on now stays true: every minute the part of the page marked data-refresh is asked for anew, unless somebody is
// in it. Without network what stands there stays; its time says from when it is.

const EVERY = 60_000;

setInterval(() => {
  const part = document.querySelector("[data-refresh]");
  if (part && !document.hidden && !isInUse(part)) ask();
}, EVERY);

function ask() {
  const asking = new XMLHttpRequest();
  asking.open("GET", location.href);
  asking.responseType = "document";
  asking.addEventListener("load", () => show(asking));
  asking.send();
}

function show(asking) {
  const part = document.querySelector("[data-refresh]");
  const made = asking.status === 200 && asking.response?.querySelector("[data-refresh]");
  if (part && made && !isInUse(part)) part.replaceWith(document.adoptNode(made));
}

/** Whether the focus or a selection is in it: neither is taken from anybody. */
function isInUse(part) {
  const selection = document.getSelection();
  return part.contains(document.activeElement) || Boolean(selection?.toString() && part.contains(selection.anchorNode));
}
