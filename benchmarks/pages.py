"""What a first visit costs on a slow phone: bytes, time to the largest paint, and how much moves meanwhile.

script/server 8000 &
python -m benchmarks.pages http://127.0.0.1:8000
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

CHROMIUM = os.environ.get("GEOPORTAL_CHROMIUM", "/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}
# As Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms to and fro; a processor four times slower.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER_PROCESSOR = 4
PAGES = {
    "home": "/",
    "near": "/near/",
    "results": "/near/?region=ansan&category=health",
    "region": "/regions/ansan/",
    "guides": "/guides/",
    "my offices": "/serves/?region=ansan",
}
LANGUAGES = ("ko", "en", "vi", "km", "ur")
# Map files apart: they are asked for when a map is seen. Fonts apart: text stands without them.
MAP = ("maplibre", "/tiles/")
FONT = (".woff2",)
BAR_KB = 150
BAR_CLS = 0.1
WATCH = """
window.__moved = 0; window.__largest = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.__moved += one.value; }))
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.__largest = one.startTime; }))
  .observe({type: "largest-contentful-paint", buffered: true});
"""


@dataclass(frozen=True)
class Visit:
    """One first visit: kilobytes as they travel, milliseconds, and the layout shift score."""

    page_kb: float
    font_kb: float
    map_kb: float
    files: int
    largest_ms: float
    moved: float


def visit(browser: Browser, address: str) -> Visit:
    """A visit with nothing kept, on the slow network and processor."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    sizes = _counted(session)
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    seen = _seen(page)
    context.close()
    return _visit(sizes, *seen)


def _counted(session: CDPSession) -> dict[str, tuple[str, float]]:
    """Fills, by request, the address and the bytes that travelled."""
    addresses: dict[str, str] = {}
    sizes: dict[str, tuple[str, float]] = {}

    def asked(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def done(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = (addresses[event["requestId"]], event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", done)
    session.send("Network.enable")
    return sizes


def _seen(page: Page) -> tuple[float, float]:
    page.wait_for_timeout(300)
    largest, moved = page.evaluate("[window.__largest, window.__moved]")
    return float(largest), float(moved)


def _visit(sizes: dict[str, tuple[str, float]], largest_ms: float, moved: float) -> Visit:
    def kb(kind: str) -> float:
        return sum(size for address, size in sizes.values() if _kind(address) == kind) / 1000

    files = sum(_kind(address) == "page" for address, _ in sizes.values())
    return Visit(kb("page"), kb("font"), kb("map"), files, largest_ms, moved)


def _kind(address: str) -> str:
    if any(part in address for part in MAP):
        return "map"
    return "font" if address.endswith(FONT) else "page"


def middle(visits: list[Visit]) -> Visit:
    """The median of each figure; the worst of what moved."""
    names = ("page_kb", "font_kb", "map_kb", "files", "largest_ms")
    return Visit(*(median(getattr(one, name) for one in visits) for name in names), max(one.moved for one in visits))


def main() -> None:
    """Print the table, and at its end whether the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--times", type=int, default=3, help="visits of each page (default 3)")
    asked = parser.parse_args()
    print(f"{'page':12} {'':6} {'page kB':>8} {'files':>6} {'fonts kB':>9} {'map kB':>7} {'LCP ms':>7} {'CLS':>6}")
    found: list[Visit] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for name, path in PAGES.items():
            for language in LANGUAGES if name in ("home", "near") else ("en",):
                prefix = "" if language == "ko" else f"/{language}"
                one = middle([visit(browser, f"{asked.base}{prefix}{path}") for _ in range(asked.times)])
                found.append(one)
                print(
                    f"{name:12} {language:6} {one.page_kb:8.1f} {one.files:6.0f} {one.font_kb:9.1f} {one.map_kb:7.1f} "
                    f"{one.largest_ms:7.0f} {one.moved:6.3f}",
                    flush=True,
                )
        browser.close()
    heaviest, most = max(one.page_kb for one in found), max(one.moved for one in found)
    print(f"\nheaviest page, kB   {heaviest:7.1f}   <= {BAR_KB}   {'met' if heaviest <= BAR_KB else 'NOT MET'}")
    print(f"most that moved     {most:7.3f}   <= {BAR_CLS}   {'met' if most <= BAR_CLS else 'NOT MET'}")


if __name__ == "__main__":
    main()
