"""What a browser notices beside what it shows: errors, foreign requests, things left on the device, bytes, shifts."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Page, Request

SHIFTS = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FIRST_PAINT = """() => new Promise((done) => {
  setTimeout(() => done(-1), 5000);
  new PerformanceObserver((list) => {
    const [painted] = list.getEntriesByName("first-contentful-paint");
    if (painted) done(painted.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
"""Milliseconds until there was something to read, or -1."""
LEFT_ON_THE_DEVICE = """async () => ({
  localStorage: Object.keys(localStorage),
  sessionStorage: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((database) => database.name),
  caches: await caches.keys(),
  serviceWorkers: (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
  cookies: document.cookie ? [document.cookie] : [],
})"""


@dataclass
class Watch:
    """Everything that one visitor's browser complained about, and every address outside that it asked."""

    home: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, context: BrowserContext, home: str) -> Watch:
        watch = cls(home)
        context.add_init_script(SHIFTS)
        context.on("console", watch._on_console)
        context.on("weberror", lambda error: watch.complaints.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("request", watch._on_request)
        return watch

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.foreign.append(request.url)

    @property
    def everything(self) -> list[str]:
        return [*self.complaints, *(f"foreign request: {url}" for url in self.foreign)]


@dataclass
class Scales:
    """Bytes over the wire, headers included, of everything a page loads."""

    bytes: int = 0
    requests: int = 0

    @classmethod
    def under(cls, page: Page) -> Scales:
        scales = cls()
        wire: CDPSession = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", scales._add)
        return scales

    def _add(self, event: dict) -> None:
        self.bytes += int(event["encodedDataLength"])
        self.requests += 1


def left_on_the_device(page: Page) -> list[str]:
    """What a visit left behind, each as ``kind: name``."""
    found: dict[str, list[str]] = page.evaluate(LEFT_ON_THE_DEVICE)
    cookies = [f"cookie: {cookie['name']}" for cookie in page.context.cookies()]
    return cookies + [f"{kind}: {name}" for kind, names in found.items() for name in names]


def first_paint(page: Page) -> float:
    return float(page.evaluate(FIRST_PAINT))


def wait_until(page: Page, asked: str, arg: object = None, *, longest: float = 15.0) -> None:
    """Until a question that takes its time is answered with yes; the browser's own waiting does not wait for those."""
    until = time.monotonic() + longest
    while not page.evaluate(asked, arg):
        assert time.monotonic() < until, f"never true: {asked}"
        page.wait_for_timeout(50)
