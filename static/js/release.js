// The page before a release: the button says how many mails go out for what is ticked; all or none by one press.

for (const form of document.querySelectorAll("form[data-mails]")) {
  const boxes = [...form.querySelectorAll("[data-tick]")];
  const groups = JSON.parse(form.dataset.mails);
  const button = form.querySelector("[data-releases]");
  const choosing = form.querySelector("[data-choosing]");

  const mailsFor = (ticked) =>
    groups.reduce((sum, [codes, number]) => sum + (codes.some((code) => ticked.has(code)) ? number : 0), 0);

  const tell = () => {
    const ticked = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const mails = mailsFor(ticked);
    const { none, one, many } = button.dataset;
    button.textContent = mails === 0 ? none : mails === 1 ? one : many.replace("{number}", mails);
    form.elements.mails.value = mails;
    if (choosing) {
      const said = choosing.dataset.chosen.replace("{chosen}", ticked.size).replace("{number}", boxes.length);
      choosing.querySelector("[data-choosing-number]").textContent = said;
    }
  };

  for (const link of form.querySelectorAll("[data-choose]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes) box.checked = link.dataset.choose === "all";
      tell();
    });
  }
  for (const box of boxes) box.addEventListener("change", tell);
  if (boxes.length) tell();
}
