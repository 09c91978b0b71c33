"""Claims of a user's own are told as those of their file, the article's as the article's."""

from pathlib import Path

import pandas as pd
from conftest import here

from views.claims_table import markdown, of_file, plainly, study, text

SCENARIO = 'title = "Mine"\ncountry = "plain"\npolicy = "chaebol"\n[run]\nquarters = 4\nburn_in = 2\nfirms = 300\n'
COMMITTED = Path(__file__).parent.parent.parent / "docs" / "claims.md"


def test_a_page_of_ones_own_claims_never_speaks_of_the_article(tmp_path):
    (tmp_path / "mine.toml").write_text(SCENARIO)
    (tmp_path / "ports.csv").write_text("id,system,region,sectors\nM1,mine.toml,A1,automotive\n")
    found = here("validate", "--claims-from", "ports.csv", "--seeds", "1", "--no-drivers", "--workers", "1",
                 "--out", "out", cwd=tmp_path)  # fmt: skip
    assert found.returncode == 0, found.stderr
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    words = (tmp_path / "out" / "claims.md").read_text(encoding="utf-8")
    assert "<h1>Claims of ports.csv in this economy</h1>" in page
    assert words.startswith("# Claims of ports.csv in this economy\n")
    assert found.stdout.startswith("Claims of ports.csv in this economy\n")
    for told in (page, words, found.stdout):
        assert "ports.csv says it is." in told
        assert "article" not in told
        assert "from memory" not in told


def test_the_articles_claims_are_told_as_before():
    words = {"without_drivers": ""}
    file = COMMITTED.parent / "data" / "claims_measured.csv"
    table = pd.read_csv(file, keep_default_na=False, na_values=[""], dtype=dict.fromkeys(words, object)).fillna(words)
    committed = COMMITTED.read_text(encoding="utf-8")
    told = markdown(table, [], [], "run", {"version": "1", "parameters": "p", "code": "c"})
    assert told.split("\n")[0] == committed.split("\n")[0] == "# " + study(table, [], "run").title
    assert told.split("code `c`. ")[1].split("\n")[0] == committed.split("`. ", 2)[-1].split("\n")[0]
    assert plainly(table).split("\n")[1].endswith("the article says it is.")
    assert text(table, [], of_file(Path("x/mine.csv"))).startswith("Claims of mine.csv in this economy\n")
