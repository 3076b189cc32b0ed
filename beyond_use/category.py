"""The three categories of compounded sterile preparations."""

from enum import IntEnum


class Category(IntEnum):
    """How much is asked of room and people, and so how long a preparation may be kept."""

    ONE = 1
    TWO = 2
    THREE = 3

    def __str__(self) -> str:
        return f"Category {self.value}"
