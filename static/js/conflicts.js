// Says in the menu how many conflicts are open. A page brings the number along where it is known; else it is asked for
// here, so that no page waits for it. The board tells when a move has changed it.

const place = document.querySelector("[data-conflicts]");

function show(number) {
  place.firstElementChild.textContent = number;
  delete place.dataset.unknown;
}

/** Without a network, or signed out, the menu goes without. */
async function ask() {
  try {
    const answer = await fetch(place.dataset.conflicts);
    if (answer.ok) show((await answer.json()).number);
  } catch {
    place.dataset.unknown = "";
  }
}

if (place) {
  document.addEventListener("conflicts-told", (event) => show(event.detail.number));
  if ("unknown" in place.dataset) ask();
}
