"""The stylesheets and the scripts, kept by browsers for good because their address names their digest."""

from chalice.app import Blueprint, Response

from chalicelib.documents.pages import script, scripts, stylesheet
from chalicelib.domain.errors import NotFound
from chalicelib.web.faults import html

routes = Blueprint(__name__)
FOREVER = "public, max-age=31536000, immutable"


@routes.route("/style.css")
def style() -> Response:
    return _asset(stylesheet()[0], "text/css; charset=utf-8")


@routes.route("/desk.css")
def desk() -> Response:
    return _asset(stylesheet("desk")[0], "text/css; charset=utf-8")


@routes.route("/scripts/{file}")
@html(routes)
def script_file(file: str) -> Response:
    name = file.removesuffix(".js")
    if name == file or name not in scripts():
        raise NotFound()
    return _asset(script(name)[0], "text/javascript; charset=utf-8")


def _asset(text: str, kind: str) -> Response:
    return Response(body=text, headers={"Content-Type": kind, "Cache-Control": FOREVER})
