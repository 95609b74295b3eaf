"""What we agreed on, held by reading the source. A new agreement is a new test here, in the same change."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from eventapp import create_app
from eventapp.database import db
from eventapp.i18n.catalogue import ENGLISH
from eventapp.privacy.whole import REGISTER
from eventapp.web.access import MARKS
from eventapp.web.assets import Assets
from tests.conftest import settings
from tests.privacy.smell import smells
from tests.web.access_table import WHO, marks

ROOT = Path(__file__).resolve().parent.parent
FOUNDATION = ("clock", "database", "errors", "i18n", "matching", "prepared", "text")
SHARED = ("web", "outbox", "journal", "uploads", "privacy")
ROOMS = (
    *("fair", "accounts", "exhibitors", "programme", "stand", "visitors", "signups", "agenda", "mailings"),
    *("calendars", "interchange", "print", "numbers", "catalogue", "searching", "offline", "desk", "pages"),
)
DOORS = ("__init__", "cli", "migrations", "upkeep", "worker")
"""What may look at all: it only starts, joins and keeps up."""
PRIVATE = ("views", "desk", "forms")
"""Modules of a room that no other room may look at; so are those of one noun (``desk_places``, ``forms_places``)."""
OUTGOING = ("urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "socket", "ftplib", "xmlrpc")
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
CALLS_OF_THE_CLOCK = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|localtime|gmtime))\(")
INSIDE_NAMES = re.compile(r"\.\./shared|\b(?:CALENDAR|HOUSE|STACK|BAR|STYLE|FAIR|FORMATS|PEERS)\.md\b")


@cache
def sources() -> dict[str, str]:
    """Our Python, by its path below ``eventapp`` or from the root."""
    files = [ROOT / "config.py", *sorted((ROOT / "eventapp").rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in files}


@cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(text) for name, text in sources().items()}


@cache
def templates() -> dict[str, str]:
    found = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_text() for path in found}


@cache
def written_by_us() -> dict[str, str]:
    """Every text file of the project: not what is generated, vendored or pinned."""
    folders = ("eventapp", "templates", "static", "tests", "docs", "demo", "deploy", "benchmarks", ".ci")
    inside = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    kinds = (".py", ".html", ".xml", ".css", ".js", ".toml", ".md", ".txt", ".csv", ".mako", ".ini", ".cfg", ".in", "")
    wanted = [*ROOT.glob("*"), *inside]
    foreign = ("vendor", "__pycache__", "snapshots")
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(errors="replace")
        for path in sorted(wanted)
        if path.is_file()
        and path.suffix in kinds
        and not set(foreign) & set(path.parts)
        and "requirements" not in path.name
    }


def imports(tree: ast.Module) -> Iterator[str]:
    """Full names of what is imported; ``from a.b import c`` as ``a.b.c``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def place_of(name: str) -> tuple[str, str]:
    """``eventapp/programme/views.py`` or ``eventapp.programme.views.x`` → ``("programme", "views")``."""
    parts = [*name.removesuffix(".py").replace("/", ".").split("."), "", ""]
    return parts[1], parts[2]


def is_private(module: str) -> bool:
    return module.partition("_")[0] in PRIVATE


def may_look(room: str, at: str) -> bool:
    """config → foundation → web, outbox → rooms, and a room only at rooms above it."""
    if room in DOORS or at in (room, *FOUNDATION):
        return True
    if room in SHARED:
        return at in SHARED
    return room in ROOMS and (at in SHARED or (at in ROOMS and ROOMS.index(at) < ROOMS.index(room)))


def test_rooms_look_only_at_rooms_above_them_and_not_into_their_views():
    wrong = []
    for name, tree in trees().items():
        room, _ = place_of(name)
        for imported in imports(tree):
            if not imported.startswith("eventapp."):
                continue
            at, module = place_of(imported)
            looks_into_private = (
                room not in DOORS and at != room and at not in (*FOUNDATION, *SHARED) and is_private(module)
            )
            if not may_look(room, at) or looks_into_private:
                wrong.append(f"{name} looks at {imported}")

    assert wrong == []


def test_every_package_is_a_known_room():
    packages = {place_of(name)[0] for name in sources() if name.startswith("eventapp/")}

    assert packages - {*FOUNDATION, *SHARED, *ROOMS, *DOORS} == set()


def test_only_the_app_and_its_tests_see_the_settings_file():
    seeing = [name for name, tree in trees().items() if "config" in imports(tree)]

    assert seeing == ["eventapp/__init__.py"]


def test_only_one_place_commits():
    pattern = r"\.(?:commit|begin_nested|begin)\(|\"COMMIT\""
    committing = {name for name, text in sources().items() if re.search(pattern, text)}

    assert committing == {"eventapp/database.py", "eventapp/prepared.py", "eventapp/upkeep/backup.py"}


def test_only_signing_up_at_once_writes_past_the_one_committer():
    writing = {name for name, tree in trees().items() if "eventapp.prepared.Writing" in imports(tree)}

    assert writing == {"eventapp/signups/actions/at_once.py"}


def test_only_one_place_asks_the_clock():
    asking = {name for name, text in sources().items() if CALLS_OF_THE_CLOCK.search(text)}

    assert asking == {"eventapp/clock.py"}


def test_no_sql_in_views_and_forms():
    wrong = [
        f"{name}: {imported}"
        for name, tree in trees().items()
        if is_private(place_of(name)[1])
        for imported in imports(tree)
        if imported.startswith(("sqlalchemy", "flask_sqlalchemy", "eventapp.database.db"))
    ]

    assert wrong == []


def test_only_the_settings_read_the_environment():
    reading = {name for name, text in sources().items() if re.search(r"\bos\.(?:environ|getenv)|import environ", text)}

    assert reading == {"config.py"}


def test_nothing_talks_to_other_machines():
    talking = [
        f"{name}: {imported}"
        for name, tree in trees().items()
        for imported in imports(tree)
        if any(imported == module or imported.startswith(f"{module}.") for module in OUTGOING)
    ]

    assert talking == []


def test_only_the_postman_speaks_to_a_mail_server():
    speaking = [name for name, tree in trees().items() if any(full.startswith("smtplib") for full in imports(tree))]

    assert speaking == ["eventapp/outbox/postman.py"]


def test_no_form_writes_its_fields_by_itself():
    assert [name for name, text in sources().items() if "populate_obj" in text] == []


def test_ready_made_markup_comes_from_one_place():
    making = {name for name, text in sources().items() if re.search(r"\bMarkup\(|\|\s*safe\b", text)}

    assert making == {"eventapp/web/richtext.py"}


def test_templates_escape_everything():
    trusting = [name for name, text in templates().items() if re.search(r"\|\s*safe\b|autoescape\s+false", text)]

    assert trusting == []


def test_templates_hold_no_style_script_or_handler():
    """Mails may style: mail programs know no style sheet of ours, and no policy of ours holds there."""
    inline = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
    scripts = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/ld\+json\")", re.IGNORECASE)
    in_mails = re.compile(inline.pattern.replace(r"<style|\sstyle\s*=|", ""), re.IGNORECASE)
    wrong = [
        name
        for name, text in templates().items()
        if (in_mails if name.startswith("templates/mail/") else inline).search(text) or scripts.search(text)
    ]

    assert wrong == []


def test_a_module_that_imports_others_names_them_on_its_page():
    """Otherwise a bad network is waited for once for each (``_components/module.html``)."""
    alone = re.compile(r"<script type=\"module\" src=\"\{\{ asset\('([^']+)'\)")
    assets = Assets(ROOT / "static")
    wrong = {name for name, text in templates().items() if any(map(assets.imported_by, alone.findall(text)))}

    assert wrong == set()


def test_every_route_wears_an_access_mark():
    app = create_app(settings("sqlite://"))
    marks = {
        rule.endpoint: getattr(app.view_functions[rule.endpoint], "access", None) for rule in app.url_map.iter_rules()
    }

    assert {endpoint: mark for endpoint, mark in marks.items() if mark not in MARKS} == {}


def test_every_private_route_is_in_the_table_of_who_may_what():
    """Enter a new one in ``tests/web/access_table.py``; the matrix then asks for it as everybody."""
    assert marks(create_app(settings("sqlite://"))) == WHO


def test_no_view_wears_two_access_marks():
    wrong = []
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                worn = [d for d in node.decorator_list if isinstance(d, ast.Name) and d.id in MARKS]
                is_view = any(re.search(r"blueprint\.", ast.unparse(d)) for d in node.decorator_list)
                if len(worn) != int(is_view):
                    wrong.append(f"{name}: {node.name} wears {len(worn)}")

    assert wrong == []


def test_every_column_with_the_smell_of_a_person_is_in_the_register():
    """Enter a new one in ``eventapp/privacy/columns/<room>.py``; ``docs/conventions.md`` says how."""
    named = set(REGISTER.named())
    columns = [column for table in db.metadata.sorted_tables for column in table.columns]

    assert sorted(str(column) for column in columns if smells(column) and str(column) not in named) == []


def test_the_register_speaks_of_no_column_that_is_not_there():
    there = {str(column) for table in db.metadata.sorted_tables for column in table.columns}

    assert sorted(set(REGISTER.named()) - there) == []


def test_no_file_is_longer_than_can_be_held():
    kinds = (".py", ".html", ".css", ".js")
    long = {name: text.count("\n") for name, text in written_by_us().items() if name.endswith(kinds)}

    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_can_be_held():
    functions = [
        (f"{name}: {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for name, tree in trees().items()
        if "/migrations/versions/" not in name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]

    assert [found for found in functions if found[1] > LONGEST_FUNCTION] == []


def test_every_module_says_in_its_first_line_what_it_is():
    assert [name for name, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_every_suppression_carries_its_reason():
    pattern = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>.*)")
    bare = [
        f"{name}: {found.group()}"
        for name, text in written_by_us().items()
        if name.endswith(".py") and name != "tests/test_house_rules.py"
        for found in pattern.finditer(text)
        if not re.search(r" -- \S", found["rest"])
    ]

    assert bare == []


def test_nothing_is_put_off_in_a_comment():
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")

    assert [name for name, text in written_by_us().items() if later.search(text)] == []


def test_the_project_explains_itself_without_our_desk():
    ours = ("tests/test_house_rules.py", "docs/wishes.txt")
    naming = [name for name, text in written_by_us().items() if name not in ours and INSIDE_NAMES.search(text)]

    assert naming == []


@cache
def source_texts() -> set[str]:
    """Every German source text, as ``make translations`` finds it."""
    with (ROOT / "babel.cfg").open() as file:
        mapping, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT,
        mapping,
        options,
        keywords={"_": None, "mark": None, "ngettext": (1, 2), "gettext_in": (2,)},
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "__")),
    )
    texts = [text[0] if isinstance(text, tuple) else text for _file, _line, text, _comments, _context in found]
    return {text for text in texts if text}


def english() -> dict[str, tuple[str, ...]]:
    with ENGLISH.open("rb") as file:
        catalogue = read_po(file, locale="en")
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []
    assert list(catalogue.obsolete) == []
    return {
        entry.id[0] if isinstance(entry.id, tuple) else entry.id: (
            entry.string if isinstance(entry.string, tuple) else (entry.string,)
        )
        for entry in catalogue
        if entry.id
    }


def test_the_english_catalogue_is_complete():
    known = english()

    assert sorted(text for text in source_texts() if not all(known.get(text, ("",)))) == []


def test_the_english_catalogue_holds_nothing_unused():
    assert sorted(set(english()) - source_texts()) == []


def test_english_sentences_fill_in_what_the_german_ones_do():
    names = re.compile(r"\{(\w+)")
    differing = [
        text
        for text, said in english().items()
        if any(set(names.findall(one)) - {*names.findall(text), "number"} for one in said)
    ]

    assert differing == []
