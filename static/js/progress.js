// The mails of a release while they go out: the numbers follow, until none waits.

const EVERY = 5000;

for (const section of document.querySelectorAll("[data-progress]")) {
  const follow = async () => {
    const answer = await fetch(section.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const numbers = await answer.json();
    for (const shown of section.querySelectorAll("[data-mails]")) {
      const number = String(numbers[shown.dataset.mails]);
      if (shown.textContent !== number) shown.textContent = number;
    }
    if (numbers.wartet) setTimeout(follow, EVERY);
  };
  setTimeout(follow, EVERY);
}
