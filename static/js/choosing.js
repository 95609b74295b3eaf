// Lists with boxes to tick: "all" ticks them, and each button says how many it is about. "All" means other pages, too.

for (const form of document.querySelectorAll("form[data-choosing]")) {
  const all = form.querySelector("[data-all]");
  const boxes = [...form.querySelectorAll("input[name=wer]")];
  const buttons = [...form.querySelectorAll("[data-counted-act]")];
  const plain = new Map(buttons.map((button) => [button, button.textContent]));

  const tell = () => {
    for (const button of buttons) {
      const of = (box) => Number(box.dataset[button.dataset.counts] ?? 0);
      const chosen = all.checked ? [all] : boxes.filter((box) => box.checked);
      const number = chosen.reduce((sum, box) => sum + of(box), 0);
      const some = boxes.some((box) => box.checked);
      button.disabled = some && number === 0;
      button.textContent = some ? button.dataset.countedAct.replace("{number}", number) : plain.get(button);
    }
  };

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "wer" && !event.target.checked) all.checked = false;
    tell();
  });
  // Ticked before this script was there: then the boxes do not know it yet.
  if (all.checked) for (const box of boxes) box.checked = true;
  tell();
}
