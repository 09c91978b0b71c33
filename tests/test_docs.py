"""The pages under docs/ lead where they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DECISIONS = ROOT / "docs" / "decisions"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_to_files_lead_to_files(page):
    targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


def test_every_decision_stands_in_the_index_once():
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert sorted(LINK.findall(index)) == sorted(
        [p.name for p in DECISIONS.glob("0*.md")] + ["../odd.md", "../limits.md"]
    )
