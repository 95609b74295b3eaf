// The button says how many are ticked. One box ticks all of the page; one stands for more than the page shows.

for (const button of document.querySelectorAll("[data-counts-ticks]")) {
  const form = button.form;
  const boxes = [...form.querySelectorAll("[data-tick]")];
  const all = form.querySelector("[data-tick-all]");
  const more = form.querySelector("[data-tick-more]");
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    const number = more?.checked ? Number(more.dataset.tickMore) : ticked;
    button.textContent = number === 1 ? button.dataset.one : button.dataset.many.replace("{number}", number);
    if (all) {
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  };
  for (const box of boxes) box.addEventListener("change", tell);
  more?.addEventListener("change", tell);
  if (all) {
    all.closest("[hidden]")?.removeAttribute("hidden");
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
  }
  if (boxes.length) tell();
}
