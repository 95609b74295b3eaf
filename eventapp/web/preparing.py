"""What every worker would otherwise do for its first visitor, done once before they are forked.

Compiling the templates of a page takes longer than filling them in; compiled in the master they are there at once, and
in memory once.
"""

from __future__ import annotations

from flask import Flask

PREPARE = "eventapp.prepare"
"""The extension that gunicorn calls when everything is loaded (``deploy/gunicorn.conf.py``)."""
FOR_VISITORS = (
    *("base.html", "bare.html", "_components/", "programme/", "pages/", "calendars/", "catalogue/", "searching/"),
    *("stand/", "signups/", "agenda/", "errors/"),
)


def init_app(app: Flask) -> None:
    app.extensions[PREPARE] = lambda: compile_templates(app)


def compile_templates(app: Flask) -> None:
    """Those of the public pages; the desk's are compiled by whoever opens them."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        if name.startswith(FOR_VISITORS) and "/desk/" not in name:
            app.jinja_env.get_template(name)
