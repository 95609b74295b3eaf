// A file that was picked is sent at once, so that one sees how it will look. The hint at the field says so, and it holds for
// a file that was picked before this script was there, but not for one that the browser remembers when somebody goes back.

const [{ type: way } = {}] = performance.getEntriesByType("navigation");

for (const field of document.querySelectorAll("input[type=file][data-sent-at-once]")) {
  const button = field.form.querySelector("button[data-sends-file]");
  const send = () => field.files.length && field.form.requestSubmit(button);
  field.addEventListener("change", send);
  if (way === "navigate") send();
}
