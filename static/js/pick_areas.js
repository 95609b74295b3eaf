// What is ticked stands in the closed line, too.

for (const pick of document.querySelectorAll("[data-pick-areas]")) {
  const told = pick.querySelector("[data-picked]");
  const nothing = told.dataset.picked;
  pick.addEventListener("change", () => {
    const ticked = [...pick.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
    told.textContent = ticked.join(", ") || nothing;
  });
}
