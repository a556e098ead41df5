"""Whole pages from templates, in which everything shown is made visible and then escaped."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.reports.visible import safe_text
from checker.reports.words import SIGNS, points_text, signed_text


def rendered_page(template: str, **values: Any) -> str:
    """Return a page from a template of this package.

    What the page shows is hostile until shown otherwise: every value is passed through
    `safe_text` and escaped by Jinja2, and the page itself may load nothing at all.
    """
    return _environment().get_template(template).render(values)


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
    environment.filters["points"] = points_text
    environment.filters["signed"] = signed_text
    environment.globals["signs"] = SIGNS
    return environment


def _made_visible(value: Any) -> Any:
    """Only what a template itself has put together is markup already."""
    return value if isinstance(value, Markup) else safe_text(str(value))
