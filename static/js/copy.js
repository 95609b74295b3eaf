// Copies an address: shows the button where the browser can, selects the text where it may not.
for (const box of document.querySelectorAll("[data-copy]")) {
  const field = box.querySelector("[data-copy-from]");
  const button = box.querySelector("[data-copy-button]");
  const status = box.querySelector("[data-copy-status]");
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch {
      field.focus();
    }
  });
}
