"""What can be wrong with a thing from the shelf.

StockError
├── UnknownProduct      no card answers to this code
├── ExpiredLot          the lot's expiry has passed
├── SameSerialTwice     this very container has been staged before
├── LotDisagrees        the same lot stands in the record with another expiry
└── FigureNotConfirmed  a density or stability nobody has vouched for
"""

from __future__ import annotations


class StockError(Exception):
    """Says what happened, what it means for the bag, and what to do next."""


class UnknownProduct(StockError):
    """No product card answers to what was scanned."""


class ExpiredLot(StockError):
    """The lot's expiry has passed."""


class SameSerialTwice(StockError):
    """This very container, by its serial number, has been staged before."""


class LotDisagrees(StockError):
    """The same lot of the product stands in the record with another expiry."""


class FigureNotConfirmed(StockError):
    """Nobody has vouched for a figure that the weighing or the date needs."""
