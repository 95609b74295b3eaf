"""Where the entrance leads on to, and that no view is left without a mark."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventapp import create_app
from eventapp.web.access import safe_next
from tests.conftest import settings

HERE = "https://messe.example/konto/einloggen"
PIECES = st.sampled_from(
    ["/", "\\", ".", "..", "//", ":", "@", "evil.example", "http", "\t", "\n", "%2f", "?", "#", " "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(lambda parts: "/" + "".join(parts))))
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("https:evil.example")
@example("javascript:alert(1)")
def test_whatever_is_asked_for_the_way_leads_to_this_site(target: str):
    led = safe_next(target)

    if led is not None:
        as_browsers_read = led.replace("\\", "/")
        for stripped in (as_browsers_read, as_browsers_read.translate({9: None, 10: None, 13: None})):
            to = urlsplit(urljoin(HERE, stripped))
            assert (to.scheme, to.netloc) == ("https", "messe.example")


@pytest.mark.parametrize("target", ["/", "/desk/", "/desk/messe/programm?tag=2027-02-10&q=a%20b", "/mein-stand/7#x"])
def test_own_paths_are_led_to(target: str):
    assert safe_next(target) == target


@pytest.mark.parametrize("target", [None, "", "desk/", "/" + "a" * 500, "/a b", "/ü"])
def test_what_is_no_path_of_ours_is_not(target: str | None):
    assert safe_next(target) is None


def test_a_view_without_a_mark_answers_nobody():
    app = create_app(settings("sqlite://"))
    app.add_url_rule("/vergessen", view_func=lambda: "geheim")

    answer = app.test_client().get("/vergessen")

    assert (answer.status_code, "geheim" in answer.text) == (500, False)
