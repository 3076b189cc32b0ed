"""What can be wrong with a thing from the shelf.

StockError
├── UnknownProduct      no card answers to this code
├── ExpiredLot          the lot's expiry has passed
├── SameSerialTwice     this very container has been staged before
├── ExpiryMissing       the code gives no expiry, or none that can be read
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


class ExpiryMissing(StockError):
    """The code carries no lot or no expiry."""


class FigureNotConfirmed(StockError):
    """Nobody has vouched for a figure that the weighing or the date needs."""
