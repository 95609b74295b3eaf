// Forms: the summary of errors gets the focus, texts are counted while they are typed, and nothing typed is lost by a slip.

for (const summary of document.querySelectorAll("[data-errors]")) {
  summary.focus();
}

for (const field of document.querySelectorAll("[data-counted]")) {
  countWhileTyping(field, document.getElementById(field.dataset.counted)?.querySelector("[data-limit]"));
}

for (const form of document.querySelectorAll("form[method=post]:not(.act)")) {
  askBeforeLosing(form);
}

/** "Noch 120 Zeichen": told to everybody by sight, to screen readers only near the end. */
function countWhileTyping(field, told) {
  if (!told) return;
  const limit = Number(told.dataset.limit);
  const tell = () => {
    const left = limit - [...field.value.replaceAll("\r\n", "\n")].length;
    told.textContent = (left < 0 ? told.dataset.over : told.dataset.left).replace("{number}", Math.abs(left));
    told.classList.toggle("is-over", left < 0);
    told.setAttribute("aria-live", left < limit / 10 ? "polite" : "off");
  };
  field.addEventListener("input", tell);
  tell();
}

/** A tab that is closed with typed text in it asks first; saving by itself (autosave.js) takes the question back. */
function askBeforeLosing(form) {
  const warn = (event) => event.preventDefault();
  const begin = () => addEventListener("beforeunload", warn);
  const end = () => removeEventListener("beforeunload", warn);
  form.addEventListener("input", begin);
  form.addEventListener("submit", end);
  form.addEventListener("saved", end);
}
