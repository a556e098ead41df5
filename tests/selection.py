"""What of a module was asked for, so that a fixture which they share prepares no more."""


def asked_for(request, name):
    """Give the values of a parameter for which tests of the module are to be run."""
    items = (
        item for item in request.session.items if getattr(item, "module", None) is request.module
    )
    params = (item.callspec.params for item in items if hasattr(item, "callspec"))
    return {each[name] for each in params if name in each}
