"""Pages with a script of their own: locked, so that they ask nobody for anything, and in a cell."""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any


def locked_page(
    template: str, styles: Sequence[str], scripts: Sequence[str], data: Any, **values: str
) -> str:
    """Return a page that may load nothing and run no script but its own.

    Parameters
    ----------
    template, styles, scripts
        Names of files of this folder.
    data
        What the script reads from the element `data`; no text in it can end that element.
    values
        What else the template asks for, as HTML.
    """
    style, script = ("\n".join(map(_text, names)) for names in (styles, scripts))
    return Template(_text(template)).substitute(
        values,
        style=style,
        script=script,
        policy=(
            f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        data=json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"),
    )


@cache
def _text(name: str) -> str:
    return files("checker.figures").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


#: A page in a cell cannot see the theme of the notebook around it, but takes its frame's.
_THEMES = (
    "[data-jp-theme-light=true] .checker-embedded{color-scheme:light}"
    "[data-jp-theme-light=false] .checker-embedded,.vscode-dark .checker-embedded"
    "{color-scheme:dark}"
)


#: A frame does not grow with its page, which is higher where its parts stand beneath each other.
_NARROW = "@media (max-width:800px){.checker-embedded{height:var(--narrow)!important}}"


class Embedded:
    """A page in the output of a cell, without widgets; as text where no page is shown.

    `narrow` is its height in a narrow window, if that is another one.
    """

    def __init__(self, page: str, title: str, told: str, height: int, narrow: int = 0) -> None:
        self._page, self._title, self._told = page, title, told
        self._height, self._narrow = height, narrow or height

    def text(self) -> str:
        """Tell in words what is shown."""
        return self._told

    def __repr__(self) -> str:
        return self._told

    def _repr_html_(self) -> str:
        return (
            f"<style>{_THEMES}{_NARROW}</style>"
            '<iframe class="checker-embedded" sandbox="allow-scripts" '
            f'title="{escape(self._title)}" srcdoc="{escape(self._page)}" '
            f'style="width:100%;max-width:980px;height:{self._height}px;'
            f'--narrow:{self._narrow}px;border:0"></iframe>'
        )
