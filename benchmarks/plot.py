"""The growth as a picture: small line charts in one SVG, for light and dark pages, made of nothing but text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.growth import MEASURES, Values
from benchmarks.rates import SAME_BYTES
from benchmarks.singles import COLD_MS, IMPORT_SECONDS, RELEASE_SECONDS, WORKER_MB

WIDTH, COLUMNS = 960, 3
PANEL_WIDTH, PANEL_HEIGHT = 300, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 262, 46, 180
"""Where a panel's axes stand inside it."""
HEAD = 56
GAP = 22
PANELS = ("import_s", "release_s", "feed_ms", "page_ms", "feed_ratio", "pss_mb")
MARKS_AT_THOUSAND = {
    "import_s": IMPORT_SECONDS,
    "release_s": RELEASE_SECONDS,
    "feed_ms": COLD_MS,
    "page_ms": COLD_MS,
    "feed_ratio": SAME_BYTES,
    "pss_mb": WORKER_MB,
}
"""The marks, which hold for 1,000 sessions."""
STYLE = """
  :root { color-scheme: light dark; --ink: #1c2126; --quiet: #5b6770; --line: #d5dbe0; --ground: #ffffff;
          --first: #0b5cad; --second: #b3541e; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8ecef; --quiet: #a9b4bc; --line: #39424a; --ground: #14181c; --first: #7db8f0; --second: #f0a675; }
  }
  text { font: 12px system-ui, sans-serif; fill: var(--quiet); }
  .title { font-size: 15px; font-weight: 600; fill: var(--ink); }
  .name { font-weight: 600; fill: var(--ink); }
  .ground { fill: var(--ground); }
  .axis { stroke: var(--line); stroke-width: 1; fill: none; }
  .mark { stroke: var(--ink); stroke-width: 2.5; }
  .curve { fill: none; stroke-width: 2; }
  .first { stroke: var(--first); } .second { stroke: var(--second); stroke-dasharray: 6 3; }
  .dot { stroke: var(--ground); stroke-width: 1.5; } .dot.first { fill: var(--first); }
  .dot.second { fill: var(--second); stroke-dasharray: none; }
  .value.first { fill: var(--first); stroke: none; } .value.second { fill: var(--second); stroke: none; }
"""
Curves = Sequence[tuple[str, dict[int, Values]]]


@dataclass(frozen=True, slots=True)
class Scale:
    """From sessions and a value to a place in the panel; both axes are linear and begin at zero."""

    most_sessions: int
    highest: float

    def x(self, sessions: float) -> float:
        return LEFT + (RIGHT - LEFT) * sessions / self.most_sessions

    def y(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / self.highest


def svg(curves: Curves) -> str:
    """``curves`` are the databases' names and what was measured of them by size."""
    rows = -(-len(PANELS) // COLUMNS)
    height = HEAD + rows * (PANEL_HEIGHT + GAP)
    panels = "".join(_placed(at, _panel(name, curves)) for at, name in enumerate(PANELS))
    sizes = ", ".join(f"{size:,}" for size in curves[0][1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t">'
        f'<title id="t">How eventapp grows: fairs of {sizes} sessions</title><style>{STYLE}</style>'
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>{_head(curves)}{panels}</svg>\n'
    )


def _head(curves: Curves) -> str:
    """The title, and which line is which database."""
    parts = ['<text class="title" x="20" y="28">How it grows with the sessions of a fair</text>']
    for at, ((name, _), kind) in enumerate(zip(curves, ("first", "second"), strict=False)):
        x = 560 + 150 * at
        parts.append(f'<path class="curve {kind}" d="M{x} 24h34"/>{_dot(kind, x + 17, 24)}')
        parts.append(f'<text class="name" x="{x + 42}" y="28">{escape(name)}</text>')
    parts.append('<path class="mark" d="M856 24h18"/><text x="882" y="28">mark</text>')
    return "".join(parts)


def _placed(at: int, panel: str) -> str:
    row, column = divmod(at, COLUMNS)
    return (
        f'<g transform="translate({20 + column * (PANEL_WIDTH + 10)} {HEAD + row * (PANEL_HEIGHT + GAP)})">{panel}</g>'
    )


def _panel(name: str, curves: Curves) -> str:
    label, unit = MEASURES[name]
    if name == "feed_ratio":
        label = "whole feed, share of bare Flask’s rate"
    drawn = [
        (at, {size: values[name] for size, values in grown.items() if name in values})
        for at, (_, grown) in enumerate(curves)
    ]
    mark = MARKS_AT_THOUSAND.get(name)
    highest = max([value for _, points in drawn for value in points.values()] + [mark or 0]) * 1.12
    sizes = list(curves[0][1])
    scale = Scale(max(sizes), highest)
    parts = [f'<text class="name" x="0" y="16">{escape(label[0].upper() + label[1:])}, {unit}</text>']
    parts.append(_axes(scale, sizes))
    parts += [_curve(scale, points, ("first", "second")[at]) for at, points in drawn if points]
    if mark is not None and 1_000 in sizes:
        parts.append(f'<path class="mark" d="M{scale.x(1_000) - 9:.1f} {scale.y(mark):.1f}h18"/>')
    return "".join(parts)


def _axes(scale: Scale, sizes: Sequence[int]) -> str:
    parts = [f'<path class="axis" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>']
    for size in sizes:
        x = scale.x(size)
        parts.append(f'<path class="axis" d="M{x:.1f} {BOTTOM}v4"/>')
        parts.append(f'<text x="{x:.1f}" y="{BOTTOM + 18}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 34}" text-anchor="middle">sessions</text>')
    for value in _ticks(scale.highest):
        y = scale.y(value)
        parts.append(f'<path class="axis" d="M{LEFT} {y:.1f}H{RIGHT}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:,g}</text>')
    return "".join(parts)


def _ticks(highest: float) -> list[float]:
    """Two to five round numbers from zero to ``highest``."""
    power = 10 ** math.floor(math.log10(highest))
    step = next(step for part in (0.2, 0.5, 1, 2) if highest / (step := part * power) < 5)
    return [number * step for number in range(int(highest / step) + 1)]


def _curve(scale: Scale, points: dict[int, float], kind: str) -> str:
    """The line, with a dot for each size."""
    places = [(scale.x(size), scale.y(value)) for size, value in points.items()]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = "".join(_dot(kind, x, y) for x, y in places)
    return f'<path class="curve {kind}" d="{path}"/>{dots}'


def _dot(kind: str, x: float, y: float) -> str:
    """Round for the first database, square for the second: to be told apart without colours, too."""
    if kind == "first":
        return f'<circle class="dot first" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    return f'<rect class="dot second" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'
