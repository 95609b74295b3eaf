"""The logos of whoever shows exhibits, read for signs."""

from __future__ import annotations

from collections.abc import Iterable

from eventapp.exhibitors.value import PublicExhibit, PublicExhibitors
from eventapp.print.exhibit_documents import LOGO_SIZE, Logo
from eventapp.uploads import storage
from eventapp.uploads.queries import pictures_of


def logos_of(catalogue: PublicExhibitors, exhibits: Iterable[PublicExhibit]) -> dict[str, Logo]:
    """By digest, those of exhibitors that lead; one that is not on the disk is left out. One query."""
    leading = {one.exhibitors[0] for one in exhibits if one.exhibitors}
    logos = {one.logo.digest: one.logo for one in catalogue.exhibitors if one.slug in leading and one.logo}
    found = {}
    for digest, picture in pictures_of(logos).items():
        octets = storage.octets_of(storage.path_of(digest, str(LOGO_SIZE)))
        if octets is not None:
            found[digest] = Logo(picture, octets, logos[digest].alt)
    return found
