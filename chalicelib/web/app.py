"""The Chalice application: its blueprints, in the order of a contract's life."""

from chalice import Chalice, Response

from chalicelib.web.background import background


def make_app() -> Chalice:
    """Make the application; touches neither AWS nor the environment, because packaging imports it."""
    app = Chalice(app_name="sopu")
    app.experimental_feature_flags.add("BLUEPRINTS")
    app.register_blueprint(background)

    @app.route("/sign/{token}")
    def view(token: str) -> Response:
        return Response(f"<p>{token}</p>", headers={"Content-Type": "text/html; charset=utf-8"})

    return app
