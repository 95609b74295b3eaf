// A session that is moved lasts as long as before: its end follows its beginning. Without script both are typed.

const starts = document.getElementById("starts");
const ends = document.getElementById("ends");
if (starts && ends) follow();

function follow() {
  const day = 24 * 60;
  let before = minutes(starts);
  starts.addEventListener("change", () => {
    const lasts = (minutes(ends) - before + day) % day;
    if (Number.isFinite(lasts) && Number.isFinite(minutes(starts))) ends.value = wall((minutes(starts) + lasts) % day);
    if (Number.isFinite(minutes(starts))) before = minutes(starts);
  });

  function minutes(input) {
    const [hour, minute] = input.value.split(":").map(Number);
    return hour * 60 + minute;
  }

  function wall(total) {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
  }
}
