// Work that takes seconds says so as soon as its button was pressed.

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    for (const told of document.querySelectorAll("[data-busy-told]")) told.textContent = told.dataset.busyTold;
  });
}
