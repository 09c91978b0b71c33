"""An analyst starts the laboratory with a scenario file of her own."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from .conftest import PATIENCE, PICTURES
from .server import served
from .steps import SMALL, wait_quarter


def test_a_file_given_has_a_card_and_is_a_choice_of_compare(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "island.toml"
    file.write_text(SMALL)
    with served(tmp_path, str(file)) as server:
        context = chromium.new_context(viewport={"width": 390, "height": 900})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(server.address)
        card = page.locator("article.scenario").first
        expect(card).to_contain_text("File island.toml")
        page.screenshot(path=PICTURES / "given-390.png", full_page=False)
        card.get_by_role("link").click()
        page.get_by_role("heading", name="Small island").wait_for()
        wait_quarter(page, -1)
        page.get_by_role("link", name="Compare", exact=True).click()
        page.get_by_label("island.toml (yours)").wait_for(state="attached")
        file.write_text(SMALL.replace("quarters", "quartres"))
        page.goto(server.address)
        expect(page.get_by_role("alert")).to_contain_text("island.toml, line 5")
        context.close()
