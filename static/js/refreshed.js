// A part of a page that tells how far something is: asked for anew every few seconds, until the server says that nothing
// is on its way any more. Without script a link beside it loads the page.

const part = document.querySelector("[data-refreshed]");
if (part) askLater(part);

function askLater(part) {
  setTimeout(() => (document.hidden ? askLater(part) : ask(part)), 1000 * Number(part.dataset.refreshed));
}

function ask(part) {
  const asking = new XMLHttpRequest();
  asking.open("GET", location.href);
  asking.responseType = "document";
  asking.addEventListener("load", () => show(part, asking));
  asking.addEventListener("error", () => askLater(part));
  asking.send();
}

function show(part, asking) {
  const made = asking.status === 200 && asking.response?.getElementById(part.id);
  if (!made) return;
  const anew = document.adoptNode(made);
  const said = part.querySelector("[role=status]");
  const says = anew.querySelector("[role=status]");
  if (anew.dataset.refreshed) {
    if (said && says && said.textContent !== says.textContent) said.replaceChildren(...says.childNodes);
    const bar = part.querySelector("progress");
    if (bar) bar.value = anew.querySelector("progress").value;
    askLater(part);
  } else {
    location.reload();
  }
}
