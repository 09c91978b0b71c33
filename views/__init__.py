"""What people see of results: summaries, figures, a report."""
