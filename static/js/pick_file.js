// A file that was picked is sent at once, so that one sees how it will look. The hint at the field says so.

for (const field of document.querySelectorAll("input[type=file][data-sent-at-once]")) {
  const button = field.form.querySelector("button[data-sends-file]");
  field.addEventListener("change", () => field.files.length && field.form.requestSubmit(button));
}
