"""Whole pages from templates, in which everything shown is made visible and then escaped."""

import base64
import hashlib
from collections.abc import Hashable, Iterable
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from checker.reports.links import linked
from checker.reports.visible import safe_text
from checker.reports.words import SIGNS, points_text, signed_text

PARTS = "parts.html.j2"
#: Of so many reports what is said of them is kept: right answers are the same in a whole class.
KEPT = 500


def rendered_page(template: str, **values: Any) -> str:
    """Return a page from a template of this package.

    What the page shows is hostile until shown otherwise: every value is passed through
    `safe_text` and escaped by Jinja2, and the page itself may load nothing at all. A page with a
    script of ours names it by its hash: no other runs.
    """
    return _environment().get_template(template).render(values)


def compile_templates(templates: Iterable[str]) -> None:
    """Compile templates, so that the first of their pages need not wait for it."""
    for template in templates:
        _environment().get_template(template)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("checker.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_made_visible,
    )
    environment.filters["linked"] = _linked
    environment.filters["points"] = points_text
    environment.filters["signed"] = signed_text
    environment.globals |= {"signs": SIGNS, "script": _script, "script_hash": _script_hash}
    environment.globals["part"] = _part
    return environment


@lru_cache(maxsize=KEPT)
def _part(macro: str, report: Hashable) -> Markup:
    """Return what a macro says of a report, kept for those of others that are equal."""
    drawn: Markup = getattr(_environment().get_template(PARTS).module, macro)(report)
    return drawn


def _linked(text: str) -> Markup:
    """Return a text, made visible and escaped, in which exercises are links."""
    return Markup(linked(str(escape(safe_text(text)))))  # noqa: S704 - escaped, and links are ours


def _script(name: str) -> Markup:
    """Return a script of this package as it stands in a page."""
    return Markup(_text_of(name))  # noqa: S704 - it is ours, and nothing is put into it


def _script_hash(name: str) -> str:
    """Return the hash by which a page's policy lets this one script run, and no other."""
    return base64.b64encode(hashlib.sha256(_text_of(name).encode()).digest()).decode()


def _text_of(name: str) -> str:
    environment = _environment()
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""


def _made_visible(value: Any) -> Any:
    """Only what a template itself has put together is markup already."""
    return value if isinstance(value, Markup) else safe_text(str(value))
