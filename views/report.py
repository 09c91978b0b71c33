"""stub"""


def write_report(results, comparison, folder):
    pass
