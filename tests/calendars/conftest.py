"""A site with released programmes, for the calendars' own pages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventapp.database import transaction
from eventapp.fair.queries import get_fair
from eventapp.programme.document import to_document
from eventapp.programme.models import Release
from eventapp.programme.value import Programme
from tests.calendars.builders import make_programme, make_session
from tests.factories import make_fair


@dataclass
class Site:
    """``publish`` puts a value where the public finds it, exactly as it is: sequences, stamps and marks included."""

    app: Flask
    client: FlaskClient

    def publish(self, programme: Programme) -> None:
        with self.app.app_context(), transaction() as session:
            fair = get_fair(programme.fair)
            fair.released, fair.public_version = programme.number, fair.public_version + 1
            release = Release(fair_id=fair.id, number=programme.number, released_at=programme.released_at)
            release.document = to_document(programme)
            session.add(release)


@pytest.fixture
def site(app: Flask, client: FlaskClient) -> Site:
    """A fair whose programme is not released yet."""
    fair = make_programme()
    with app.app_context():
        make_fair(fair.fair, title=fair.title.de, starts_on=fair.starts_on, ends_on=fair.ends_on)
    return Site(app, client)


@pytest.fixture
def published(site: Site) -> Site:
    """The same after its first release, of one session."""
    site.publish(make_programme(make_session()))
    return site
