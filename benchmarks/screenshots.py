"""Pictures of the main pages for docs/screenshots, on a phone and on a desktop.

script/server 8000 &
python -m benchmarks.screenshots http://127.0.0.1:8000
"""

from __future__ import annotations

import argparse
import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("GEOPORTAL_CHROMIUM", "/usr/bin/chromium")
GPU_IN_SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
# Name, address, scheme.
PAGES = (
    ("home", "/en/", "light"),
    ("home-khmer", "/km/", "dark"),
    ("near", "/en/near/", "light"),
    ("results", "/en/near/?region=ansan&category=health#results", "light"),
    ("region", "/en/regions/ansan/", "light"),
    ("regions", "/zh-hans/regions/", "light"),
    ("place", "/en/places/{place}/", "dark"),
    ("my-offices", "/ru/serves/?region=ansan#served", "light"),
    ("guides", "/km/guides/", "light"),
    ("ask", "/th/ask/", "light"),
    ("community", "/vi/community/", "light"),
    ("coverage", "/en/coverage/", "light"),
)
MAP_MS = 30_000


def picture(browser: Browser, address: str, *, size: tuple[int, int], scheme: str, file: Path) -> None:
    """One page as it stands, its map drawn."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    if "category" in address and size[0] < 1024:
        page.locator("[data-show=map]").click()
    frames = page.locator("[data-map]:visible")
    box = frames.first.bounding_box() if frames.count() else None
    # A map below the first screen is not loaded.
    if box and box["y"] < size[1]:
        page.locator("[data-map][data-drawn]").wait_for(timeout=MAP_MS)
    page.evaluate("document.fonts.ready")
    drawn = page.screenshot()
    context.close()
    Image.open(io.BytesIO(drawn)).convert("RGB").save(file, "WEBP", quality=82, method=6)


def main() -> None:
    """Write every picture anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--place", type=int, default=1, help="number of the place that is pictured")
    parser.add_argument("--only", nargs="*", help="names of pages, else all")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-dev-shm-usage", *GPU_IN_SOFTWARE]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=args)
        for name, path, scheme in PAGES:
            if asked.only and name not in asked.only:
                continue
            for device, size in SIZES.items():
                file = FOLDER / f"{name}-{device}.webp"
                address = asked.base + path.format(place=asked.place)
                picture(browser, address, size=size, scheme=scheme, file=file)
        browser.close()
    print(f"{sum(file.stat().st_size for file in FOLDER.iterdir()) / 1e6:.2f} MB in {FOLDER}")


if __name__ == "__main__":
    main()
