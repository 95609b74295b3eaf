// The button says how many are ticked.

for (const button of document.querySelectorAll("[data-counts-ticks]")) {
  const boxes = [...button.form.querySelectorAll("[data-tick]")];
  const tell = () => {
    const number = boxes.filter((box) => box.checked).length;
    button.textContent = number === 1 ? button.dataset.one : button.dataset.many.replace("{number}", number);
  };
  for (const box of boxes) box.addEventListener("change", tell);
  if (boxes.length) tell();
}
