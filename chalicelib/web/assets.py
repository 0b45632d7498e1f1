"""The stylesheet and the form's script, kept by browsers for good because their address names their digest."""

from chalice.app import Blueprint, Response

from chalicelib.documents.pages import script, stylesheet

routes = Blueprint(__name__)
FOREVER = "public, max-age=31536000, immutable"


@routes.route("/style.css")
def style() -> Response:
    return _asset(stylesheet()[0], "text/css; charset=utf-8")


@routes.route("/form.js")
def form_script() -> Response:
    return _asset(script()[0], "text/javascript; charset=utf-8")


def _asset(text: str, kind: str) -> Response:
    return Response(body=text, headers={"Content-Type": kind, "Cache-Control": FOREVER})
