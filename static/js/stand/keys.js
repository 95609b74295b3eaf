// Keys on the plan: they do what the toolbar does, where the focus is on a shape or one of its corners.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const USUAL = 10;
const LARGE = 100;
const SMALL = 1;

export class Keys {
  constructor(editor) {
    this.editor = editor;
    editor.root.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
  }

  press(event) {
    if (event.target.closest("input, select, textarea")) return;
    if ((event.ctrlKey || event.metaKey) && this.remember(event)) return;
    const isOnPlan = this.editor.picture.svg.contains(event.target);
    if (isOnPlan && this.editor.chosen && this.act(event)) event.preventDefault();
  }

  remember(event) {
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return false;
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.editor.redo();
    else this.editor.undo();
    return true;
  }

  act(event) {
    const { editor } = this;
    const arrow = ARROWS[event.key];
    if (arrow) {
      this.arrow(event, arrow);
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Delete" || event.key === "Backspace") editor.removeChosen();
    else if (event.key.toLowerCase() === "r") editor.turnChosen();
    else if (event.key === " " || (event.key === "Enter" && event.target.closest("[data-handle]"))) return true;
    else return false;
    return true;
  }

  arrow(event, [dx, dy]) {
    const { editor } = this;
    const by = event.shiftKey ? LARGE : event.altKey ? SMALL : USUAL;
    const corner = event.target.closest("[data-handle][role=button]");
    if (corner) {
      const at = Number(corner.dataset.handle);
      editor.moveCorner(at, dx * by, dy * by);
      editor.afterBending(at);
    } else if (event.ctrlKey || event.metaKey || editor.isResizing) editor.resize(dx * by, dy * by);
    else editor.shift(dx * by, dy * by);
  }

  escape() {
    const { editor } = this;
    if (editor.dragging.cancel()) editor.side.say("cancelled");
    if (editor.tool) {
      editor.take("");
      editor.side.say("cancelled");
    }
  }
}
