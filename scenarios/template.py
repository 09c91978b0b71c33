"""A scenario file to start from, with the choices written beside each key."""

from __future__ import annotations

from scenarios.load import catalogue, load_scenario, names_of


def new_scenario_text(name: str, base: str) -> str:
    """Write a commented scenario like another one."""
    like = load_scenario(base)
    title = name.replace("_", " ").replace("-", " ").capitalize() or "A scenario"
    policy = like.policy.name if like.policy.name in names_of("policies") else "none"
    examples = list(catalogue().items())[:6]
    lines = [
        f"title = {_quoted(title)}",
        'summary = ""            # one sentence: what is asked',
        "watch = []              # what to look for, a sentence each",
        f"country = {_quoted(like.country.name)}       # one of {', '.join(names_of('countries'))}",
        f"policy = {_quoted(policy)}        # one of {', '.join(names_of('policies'))}",
        f"envelope = {like.policy.envelope:g}          # most that all instruments may cost, share of GDP a year",
        "",
        "[run]",
        f"quarters = {like.run.quarters}          # recorded quarters",
        f"burn_in = {like.run.burn_in}            # quarters before, to settle down",
        f"firms = {like.run.firms}            # firms at the start",
        "",
        "[parameters]            # behaviour; all names with meaning and source: run.py scenarios " + base,
        *(
            f"# {key} = {spec.value:g}    # {spec.low:g} to {spec.high:g} {spec.unit}: {spec.meaning}"
            for key, spec in examples
        ),
        "",
        "# An instrument of your own, added to the package:",
        "# [[instruments]]",
        '# id = "my_grant"',
        '# kind = "rd_grant"       # see docs/user_guide.md for all kinds',
        "# rate = 0.3             # share of the cost of R&D",
        "# budget = 0.002         # share of GDP a year",
        "# start = 0              # years after the start; end may be left out",
        '# sectors = ["electronics"]',
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
