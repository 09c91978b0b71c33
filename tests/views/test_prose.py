from views.prose import html


def test_links_to_files_become_words_and_minus_signs_true_ones():
    made = html("See [limits.md](limits.md), *now*: -0.5.")
    assert made == "<p>See limits.md, <em>now</em>: −0.5.</p>\n"


def test_tables_can_be_moved_sideways():
    made = html("| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert made.startswith('<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
    assert made.rstrip().endswith("</table></div>")


def test_html_in_a_page_is_shown_and_not_run():
    assert "<script>" not in html("<script>alert(1)</script>")
