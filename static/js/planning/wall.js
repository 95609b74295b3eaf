// Times as the clock on the hall's wall shows them: "2027-02-10T10:05". Reckoned without any zone, as a fair is held in one.

const MINUTE = 60_000;

function moment(wall) {
  return Date.parse(`${wall}:00Z`);
}

export function later(wall, minutes) {
  return new Date(moment(wall) + minutes * MINUTE).toISOString().slice(0, 16);
}

export function minutesBetween(from, to) {
  return (moment(to) - moment(from)) / MINUTE;
}

export function dayOf(wall) {
  return wall.slice(0, 10);
}

export function timeOf(wall) {
  return wall.slice(11, 16);
}

/** To the next full step of so many minutes. */
export function snapped(wall, step) {
  const minutes = minutesBetween(`${dayOf(wall)}T00:00`, wall);
  return later(`${dayOf(wall)}T00:00`, Math.round(minutes / step) * step);
}

/** What the calendar gives: a Date whose local fields are the wall's. */
export function wallOf(date) {
  const two = (number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function isSameSpot(one, other) {
  if (one.isAside && other.isAside) return true;
  return ["place", "starts", "ends", "isAside"].every((name) => one[name] === other[name]);
}

export function spotOf({ place, starts, ends, isAside }) {
  return { place, starts, ends, isAside };
}

/** The same length, at another beginning. */
export function beginningAt(spot, starts) {
  return { ...spot, starts, ends: later(starts, minutesBetween(spot.starts, spot.ends)) };
}
