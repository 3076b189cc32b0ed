"""Signed heads: what the whole log was at a moment, in one line that fits on paper."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from compounding.errors import NotPlain
from compounding.ledger.base import Base
from compounding.ledger.canonical import canonical
from compounding.ledger.keys import Keys, signature_holds
from compounding.ledger.types import Instant, instant_text

PREFIX = b"firstair-head-1\n"


class Head(Base):
    """The root of the log after a commit; one per commit that wrote entries."""

    __tablename__ = "head"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant())
    log: Mapped[str] = mapped_column(String(32))
    signature: Mapped[str] = mapped_column(String(128))
    key: Mapped[str] = mapped_column(String(64))


class Node(Base):
    """An inner node of a full subtree, kept so that a proof needs a few rows and not the log."""

    __tablename__ = "node"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))


def signed_bytes(head: dict[str, Any]) -> bytes:
    """What the signature of a head covers."""
    return PREFIX + canonical({name: head[name] for name in ("at", "log", "root", "size")})


def sign_head(keys: Keys, size: int, root: str, at: datetime) -> dict[str, Any]:
    """Make a head as it travels in proofs and to agents."""
    head: dict[str, Any] = {"size": size, "root": root, "at": instant_text(at), "log": keys.log}
    return {**head, "signature": keys.sign(signed_bytes(head)), "key": keys.public}


def head_stands(head: dict[str, Any]) -> bool:
    """Tell whether the head, whatever it holds, carries a good signature of the key it names.

    In its one spelling: what outsiders' verifiers would refuse must not stand here either.
    """
    try:
        spelled = (head["key"], head["signature"])
        one_way = all(bytes.fromhex(text).hex() == text for text in spelled)
        return one_way and signature_holds(head["key"], signed_bytes(head), head["signature"])
    except (KeyError, TypeError, ValueError, NotPlain):
        return False


def head_dict(head: Head) -> dict[str, Any]:
    """A stored head as it travels."""
    return {
        "size": head.size,
        "root": head.root,
        "at": instant_text(head.at),
        "log": head.log,
        "signature": head.signature,
        "key": head.key,
    }


def last_head(session: Session) -> dict[str, Any] | None:
    """The newest head, or None before the first entry."""
    head = session.query(Head).order_by(Head.size.desc()).limit(1).one_or_none()
    return None if head is None else head_dict(head)
