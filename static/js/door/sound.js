// What a verdict sounds and feels like. Tones are made here, nothing is loaded; a press or a key has to come first.

const TONES = {
  ok: [[660, 0, 0.09], [990, 0.1, 0.16]],
  counted: [[880, 0, 0.05]],
  undone: [[660, 0, 0.1], [440, 0.12, 0.14]],
  already: [[520, 0, 0.12], [520, 0.2, 0.12]],
  waiting: [[440, 0, 0.1], [440, 0.16, 0.1], [440, 0.32, 0.1]],
};
const NO = [[196, 0, 0.45]];
const SHAKES = { ok: [60], counted: [20], undone: [40, 60, 40], already: [90, 70, 90], waiting: [60, 60, 60, 60, 60] };
const OFF = "door.silent";
const AT_ONCE = 500;

let context = null;

export const isSilent = () => sessionStorage.getItem(OFF) === "1";

export function setSilent(isOff) {
  if (isOff) sessionStorage.setItem(OFF, "1");
  else sessionStorage.removeItem(OFF);
}

export function sound(verdict) {
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(SHAKES[verdict] ?? [350]);
  if (isSilent() || !window.AudioContext) return;
  context ??= new AudioContext();
  context.resume();
  setTimeout(forgetUnheard, AT_ONCE);
  for (const [pitch, begins, lasts] of TONES[verdict] ?? NO) play(pitch, context.currentTime + begins, lasts);
}

/** Where nobody has pressed anything on this page yet, tones may be held back: they must not come with the next ones. */
function forgetUnheard() {
  if (context?.state !== "suspended") return;
  context.close();
  context = null;
}

function play(pitch, begins, lasts) {
  const tone = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, begins);
  loudness.gain.linearRampToValueAtTime(0.5, begins + 0.01);
  loudness.gain.setValueAtTime(0.5, begins + lasts - 0.02);
  loudness.gain.linearRampToValueAtTime(0, begins + lasts);
  tone.connect(loudness).connect(context.destination);
  tone.start(begins);
  tone.stop(begins + lasts);
}
