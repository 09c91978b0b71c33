"""A country of which nothing is claimed: nobody is told that none of none holds."""

from playwright.sync_api import expect

from .steps import small_link, wait_quarter


def test_a_country_without_claims_says_nothing_of_claims(visit) -> None:
    page = visit(small_link())
    wait_quarter(page, -1)
    expect(page.get_by_role("heading", name="Policy", exact=True)).to_have_count(1)
    expect(page.get_by_role("heading", name="What the article claims")).to_have_count(0)
    assert "0 of 0" not in page.inner_text("body")
