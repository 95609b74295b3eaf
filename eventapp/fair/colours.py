"""Theme colours: contrast by WCAG 2.2 (relative luminance), and a palette for programmes that bring none."""

from __future__ import annotations

LIGHT_GROUND = "#ffffff"
DARK_GROUND = "#14181d"
READABLE = 4.5
"""The ratio that text needs (WCAG 2.2, 1.4.3)."""

PALETTE = ("#0b6e4f", "#1f5fbf", "#9a3412", "#7a2e8e", "#0f6b75", "#a3195b", "#5b5f00", "#3f3d9e", "#7a4a00", "#3b6a1a")
"""Ten hues that reach 4.5:1 on white, neighbours far apart."""


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = []
    for channel in _channels(colour):
        share = channel / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours ``#rrggbb``, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: str) -> str:
    """The same hue, as much lighter as the dark ground asks for."""
    mixed = colour
    for step in range(0, 101, 5):
        mixed = "#" + "".join(f"{round(channel + (255 - channel) * step / 100):02x}" for channel in _channels(colour))
        if contrast(mixed, DARK_GROUND) >= READABLE + 1:
            break
    return mixed
