"""Sopu: work supervision contracts made, accepted, sealed and archived. Chalice starts here."""

from chalicelib.web.app import make_app

app = make_app()
