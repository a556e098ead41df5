"""A drawing as SVG: the picture that a notebook shows and that a screen reader can name."""

import base64
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache, singledispatch
from html import escape
from itertools import pairwise

import numpy as np

from checker.figures.drawing import (
    DARKENED,
    DASHED,
    DOTTED,
    PAPER,
    Disc,
    Drawing,
    Line,
    Mark,
    Picture,
    Point,
    Shape,
    Words,
    heights_of,
    left_of,
)


def dark_only(selector: str) -> str:
    """Return a selector that holds in the dark themes of JupyterLab, Notebook 7 and VS Code."""
    return f"[data-jp-theme-light=false] {selector},.vscode-dark {selector}"


_DASHES = {DASHED: "7 5", DOTTED: "1.5 4"}
#: The smallest words, 13 tall on the sheet, are 12 tall in a narrow window, which scrolls instead.
_LEAST = 12 / 13
#: What is left above and beneath the marks of a piece that stands beneath another one.
_AROUND = 16
#: Room that a piece has above its marks, beside others, is cut off where it stands beneath them.
_NARROW = (
    "@media (max-width:800px){.checker-figure{min-width:var(--least)}"
    ".checker-pieces{flex-direction:column}.checker-pieces .checker-figure{flex:none!important;"
    "margin-top:calc(-1*var(--above));clip-path:inset(var(--above) 0 0 0)}}"
)
_DARK = f"{dark_only('.checker-figure')}{{{DARKENED}}}"
_FONT = "system-ui, 'Liberation Sans', Arial, sans-serif"


def as_svg(drawing: Drawing) -> str:
    """Return a drawing as SVG that scales with the page, in a piece or with one for each seam."""
    edges = [0, *drawing.seams, drawing.width]
    rules = f"<style>{_NARROW}{_DARK}</style>"
    if len(edges) == 2:
        return _piece(drawing, 0, drawing.width, _said(drawing), rules)
    pieces = "".join(
        _piece(drawing, left, right, 'aria-hidden="true"') for left, right in pairwise(edges)
    )
    named = f'class="checker-pieces" style="display:flex;align-items:start" {_said(drawing)}'
    return f"<div {named}>{rules}{pieces}</div>"


def _piece(drawing: Drawing, left: float, right: float, named: str, rules: str = "") -> str:
    """Return what a drawing has between two of its edges."""
    width = right - left
    style = (
        f"display:block;width:100%;flex:{width:g} 1 0;--least:{_LEAST * width:.0f}px;"
        f"max-width:{width:g}px;background:{PAPER};border-radius:4px"
    )
    marks = [mark for mark in drawing.marks if _stands(mark, left, right)]
    heights = [heights_of(mark) for mark in marks] or [(0, 0)]
    lowest = max(bottom for _, bottom in heights) + _AROUND
    height = min(drawing.height, lowest) if left else drawing.height
    above = _LEAST * max(0, min(top for top, _ in heights) - _AROUND) if left else 0
    style += f";--above:{above:.0f}px"
    view = (left, 0, width, height)
    return _element(marks, view, f'class="checker-figure" style="{style}" {named}', rules)


def _stands(mark: Mark, left: float, right: float) -> bool:
    """Whether a piece shows a mark: all that begins in it, and a line that goes on in it."""
    begins = max(0, left_of(mark))
    if isinstance(mark, Line):
        return begins < right and max(x for x, _ in mark.points) >= left
    return left <= begins < right


def as_picture(drawing: Drawing) -> str:
    """Return a drawing as the text of an SVG file, which has a size of its own."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    view = (0, 0, drawing.width, drawing.height)
    return _element(drawing.marks, view, f"{_said(drawing)} {size}")


def _said(drawing: Drawing) -> str:
    return f'role="img" aria-label="{escape(drawing.alt)}"'


def _element(
    marks: Sequence[Mark], view: Sequence[float], attributes: str, inside: str = ""
) -> str:
    box = " ".join(f"{each:g}" for each in view)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="{_FONT}" '
        f"{attributes}>{inside}{''.join(map(_mark, marks))}</svg>"
    )


def png(colors: np.ndarray) -> bytes:
    """Return colours, `(rows, columns, 3)` numbers from 0 to 1, as the bytes of a PNG file."""
    pixels = np.round(255 * np.clip(colors, 0, 1)).astype(np.uint8)
    return _png(pixels.tobytes(), *pixels.shape[:2])


@lru_cache(maxsize=32)  # the map beneath a path stays the same from step to step
def _png(content: bytes, rows: int, columns: int) -> bytes:
    pixels = np.frombuffer(content, np.uint8)
    lines = np.zeros((rows, 1 + 3 * columns), np.uint8)  # each row begins with its filter, none
    lines[:, 1:] = pixels.reshape(rows, -1)
    head = struct.pack(">IIBBBBB", columns, rows, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines.tobytes(), 4))
    return b"\x89PNG\r\n\x1a\n" + body + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


@singledispatch
def _mark(mark: Mark) -> str:
    raise TypeError(f"nothing is drawn for {type(mark).__name__}")


@_mark.register
def _(mark: Line) -> str:
    return f'<polyline points="{_points(mark.points)}" fill="none" {_stroke(mark)}/>'


@_mark.register
def _(mark: Shape) -> str:
    return f'<polygon points="{_points(mark.points)}" fill="{mark.fill}" {_stroke(mark)}/>'


@_mark.register
def _(mark: Disc) -> str:
    (x, y), about = mark.center, f"<title>{escape(mark.about)}</title>" if mark.about else ""
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="{mark.radius:.1f}"'
    return f'<circle {place} fill="{mark.fill}" {_stroke(mark)}>{about}</circle>'


@_mark.register
def _(mark: Words) -> str:
    x, y = mark.at
    slant = ' font-style="italic"' if mark.italic else ""
    weight = ' font-weight="600"' if mark.bold else ""
    turn = f' transform="rotate({mark.angle:.1f} {x:.1f} {y:.1f})"' if mark.angle else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" dy="0.35em" text-anchor="{mark.anchor}" '
        f'font-size="{mark.size:g}" fill="{mark.color}"{slant}{weight}{turn}>'
        f"{escape(mark.text)}</text>"
    )


@_mark.register
def _(mark: Picture) -> str:
    (x, y), data = mark.corner, base64.b64encode(png(mark.colors)).decode("ascii")
    return (
        f'<image x="{x:.1f}" y="{y:.1f}" width="{mark.width:.1f}" height="{mark.height:.1f}" '
        f'preserveAspectRatio="none" style="image-rendering:pixelated" '
        f'href="data:image/png;base64,{data}"/>'
    )


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _stroke(mark: Line | Shape | Disc) -> str:
    dash = f' stroke-dasharray="{_DASHES[mark.style]}"' if mark.style in _DASHES else ""
    cap = ' stroke-linecap="round"' if mark.style == DOTTED else ""
    return f'stroke="{mark.color}" stroke-width="{mark.width:g}"{dash}{cap}'
