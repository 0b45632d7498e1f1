"""The Chalice application: its blueprints, in the order of a contract's life."""

from chalice.app import Chalice

from chalicelib.web import (
    account,
    api,
    archive,
    assets,
    auditing,
    authoring,
    background,
    correcting,
    exporting,
    following,
    keeping,
    listing,
    login,
    openapi,
    signing,
    texts,
    verifying,
    versions,
    welcoming,
    withdrawing,
)
from chalicelib.web.headers import protect
from chalicelib.web.log import tell_pages


def make_app() -> Chalice:
    """
    Make the application, once in a process: Chalice's blueprints can be registered only once.

    Touches neither AWS nor the environment, because packaging imports it.
    """
    app = Chalice(app_name="sopu")
    app.api.binary_types.append("multipart/form-data")
    for part in (
        login,
        account,
        welcoming,
        authoring,
        following,
        keeping,
        correcting,
        versions,
        signing,
        withdrawing,
        archive,
        auditing,
        exporting,
        verifying,
        listing,
        api,
        openapi,
        texts,
        assets,
    ):
        app.register_blueprint(part.routes)
    app.register_blueprint(background.background)
    tell_pages(app)
    protect(app)
    return app
