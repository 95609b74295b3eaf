// A verdict over the whole screen: two seconds, or until a key or a finger says it was read.

const SHOWN = 2000;

export class VerdictShown {
  constructor(box, signs) {
    Object.assign(this, { box, signs, going: 0 });
    box.addEventListener("click", () => this.hide());
  }

  show(said) {
    for (const name of [...this.box.classList]) if (name.startsWith("verdict--") && name !== "verdict--full") this.box.classList.remove(name);
    this.box.classList.add(`verdict--${said.verdict}`);
    for (const part of ["word", "name", "detail"]) this.box.querySelector(`[data-${part}]`).textContent = said[part] ?? "";
    this.box.querySelector("[data-sign]").setAttribute("href", `#icon-${this.signs[said.verdict] ?? "cancelled"}`);
    this.box.hidden = false;
    clearTimeout(this.going);
    this.going = setTimeout(() => this.hide(), SHOWN);
  }

  get isShown() {
    return !this.box.hidden;
  }

  hide() {
    this.box.hidden = true;
  }
}
