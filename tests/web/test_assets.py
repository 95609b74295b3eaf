"""What a page is told of the modules that its script needs."""

from __future__ import annotations

import re

from eventapp import ROOT
from eventapp.web.assets import Assets

ANY_IMPORT = re.compile(r"\b(?:import|from)\s*\(?\s*[\"'`]\.")


def test_a_module_needs_what_its_imports_import_too():
    needed = Assets(ROOT / "static").imported_by("js/door.js")

    assert sorted(needed) == [
        *("js/door/pages.js", "js/door/people.js", "js/door/presses.js", "js/door/sound.js", "js/door/standing.js"),
        *("js/door/verdict.js", "js/offline/worker.js", "js/search.js"),
    ]


def test_every_import_in_a_module_of_ours_is_seen():
    assets = Assets(ROOT / "static")
    modules = {name: body.decode() for name, body in assets.files.items() if name.startswith("js/")}

    named = {name: assets.imports_of(name) for name in modules}

    assert {name: len(found) for name, found in named.items()} == {
        name: len(ANY_IMPORT.findall(text)) for name, text in modules.items()
    }
    assert {one for found in named.values() for one in found} - modules.keys() == set()
