// Turns the board when the next thing begins or ends, unless somebody is reading further down.

const A_LITTLE_LATER = 3000;
const board = document.querySelector("[data-until]");

if (board) {
  const until = Date.parse(board.dataset.until) + A_LITTLE_LATER;
  const isStale = () => Date.now() >= until;
  const turn = () => {
    if (isStale() && document.visibilityState === "visible" && scrollY < board.offsetHeight / 2) location.reload();
  };

  if (!isStale()) {
    setTimeout(turn, Math.min(until - Date.now(), 2 ** 31 - 1));
    document.addEventListener("visibilitychange", turn);
    document.addEventListener("scrollend", turn);
  }
}
