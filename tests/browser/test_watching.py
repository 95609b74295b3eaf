"""The watch over every visit notices what it has to notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.browser.fairs import DEMO
from tests.browser.watching import Scales, Watch, left_on_the_device

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(chromium: Browser, site: Site) -> Iterator[tuple[Page, Watch]]:
    """A page whose complaints fail nothing, so that they can be looked at."""
    context = chromium.new_context(base_url=site.url)
    watch = Watch.over(context, site.url)
    page = context.new_page()
    yield page, watch
    context.close()


def change_page(page: Page, put: str) -> None:
    """Let the server's next page carry this in its head, under the server's own policy."""

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, body=re.sub("</head>", f"{put}</head>", response.text()))

    page.route(f"**/{DEMO}/impressum", answer)
    page.goto(f"/{DEMO}/impressum", wait_until="networkidle")


@pytest.mark.parametrize(
    ("put", "noticed"),
    [
        ("<script>window.x = 1</script>", "Content Security Policy"),
        ("<style>h1 { color: red }</style>", "Content Security Policy"),
        ("<link rel=stylesheet href=https://fonts.example/a.css>", "foreign request: https://fonts.example/a.css"),
        ("<script type=module src=/nowhere.js></script>", "404"),
    ],
    ids=["inline script", "inline style", "foreign file", "missing file"],
)
def test_the_watch_notices_what_a_page_must_not_do(watched: tuple[Page, Watch], put: str, noticed: str):
    page, watch = watched

    change_page(page, put)

    assert [said for said in watch.everything if noticed in said] != []


@pytest.mark.parametrize(
    ("script", "noticed"),
    [
        ("document.querySelector('h1').innerHTML = '<b>x</b>'", "TrustedHTML"),
        ("setTimeout(() => { throw new Error('broken on purpose') })", "broken on purpose"),
        ("console.error('said on purpose')", "said on purpose"),
    ],
    ids=["untrusted markup", "error in a script", "said to the console"],
)
def test_the_watch_notices_what_a_script_must_not_do(watched: tuple[Page, Watch], script: str, noticed: str):
    page, watch = watched
    page.goto(f"/{DEMO}/impressum")
    page.route("**/bad.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))

    page.evaluate("""() => new Promise((done) => {
      const script = document.createElement("script");
      script.setAttribute("type", "module");
      const policy = trustedTypes.createPolicy("test", { createScriptURL: (url) => url });
      script.src = policy.createScriptURL("/bad.js");
      script.onload = () => setTimeout(done, 50);
      document.head.append(script);
    })""")

    assert [said for said in watch.everything if noticed in said] != []


def test_things_left_on_the_device_are_found(watched: tuple[Page, Watch]):
    page, _watch = watched
    page.goto(f"/{DEMO}/impressum")
    page.evaluate("localStorage.seen = 1; sessionStorage.seen = 1; document.cookie = 'seen=1'; caches.open('seen')")

    left = left_on_the_device(page)

    expected = ["cookie: seen", "localStorage: seen", "sessionStorage: seen", "caches: seen", "cookies: seen=1"]
    assert left == expected


def test_the_scales_weigh_every_file(watched: tuple[Page, Watch]):
    page, _watch = watched
    scales = Scales.under(page)
    page.goto(f"/{DEMO}/impressum", wait_until="networkidle")
    before = scales.bytes

    page.evaluate(
        "fetch('/static/0/fonts/atkinson-hyperlegible-next.woff2', {cache: 'no-store'}).then((a) => a.blob())"
    )
    page.wait_for_load_state("networkidle")

    assert scales.bytes - before > 30_000


def test_a_shift_of_the_layout_is_measured(watched: tuple[Page, Watch]):
    page, _watch = watched
    page.goto(f"/{DEMO}/impressum")

    page.evaluate("""async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
      await frame();
      const block = document.createElement("div");
      block.style.height = "300px";
      document.querySelector("main").prepend(block);
      await frame();
    }""")
    page.wait_for_timeout(200)

    assert page.evaluate("window.__shift") > 0.05
