#!/usr/bin/env -S uv run --quiet
"""Marshall's command line: `python run.py --help`."""

from __future__ import annotations

import sys

from commands.group import main

if __name__ == "__main__":
    sys.exit(main())
