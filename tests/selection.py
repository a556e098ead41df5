"""Which of many alike are tried: those that were asked for, and on every change a few of them."""

import pytest


def asked_for(request, name):
    """Give the values of a parameter for which tests of the module are to be run."""
    items = (
        item for item in request.session.items if getattr(item, "module", None) is request.module
    )
    params = (item.callspec.params for item in items if hasattr(item, "callspec"))
    return {each[name] for each in params if name in each}


def others_at_night(names, every_change):
    """Give parameters of which a few are tried on every change, and all at night."""
    night = pytest.mark.nightly(f"on every change {', '.join(sorted(every_change))} stand for all")
    return [pytest.param(name, marks=() if name in every_change else night) for name in names]
