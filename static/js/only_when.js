// Questions that only some answers call for show when they do. Without script they all stand there, saying when.

for (const question of document.querySelectorAll("[data-only-when]")) {
  const form = question.closest("form");
  const conditions = question.dataset.onlyWhen.split(";").map((one) => one.split("="));
  const show = () => {
    question.hidden = !conditions.some(([name, answers]) => holds(form, name, answers ? answers.split(",") : []));
  };
  form.addEventListener("change", show);
  show();
}

function holds(form, name, answers) {
  const fields = [...form.elements].filter((field) => field.name === name);
  if (!fields.length) return true;
  const given = fields.filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked).map((field) => field.value);
  if (answers.length) return given.some((value) => answers.includes(value));
  return given.some((value) => value && value !== "0") || fields.some((field) => field.hasAttribute("data-has-file"));
}
