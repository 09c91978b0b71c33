"""Results of runs: stored, opened, compared.

>>> from results import open_results
>>> totals = open_results("results/laissez_faire").totals
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from results.store import Results as Results
    from results.store import open_results as open_results

__all__ = ["Results", "open_results"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from results import store

        return getattr(store, name)
    raise AttributeError(name)
