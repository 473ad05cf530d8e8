"""What goes back to an owner: the state of the case and questions, opened by the receipt's secret alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from strikes import seal
from strikes.errors import FormatError
from strikes.seal import Identity, Recipient

State = Literal["received", "taken_in", "kept_only", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Message:
    """A question of an analyst, or what the owner said."""

    said_at: str
    by: Literal["analyst", "owner"]
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a case stands; days only, no hours and no names of analysts."""

    state: State
    day: str
    n_events: int = 0
    #: The level of provenance its facts have: P1, or P2 and better once control of the channel is shown.
    level: str = "P1"
    is_control_shown: bool = False
    messages: tuple[Message, ...] = ()


def sealed(status: Status, recipient: Recipient) -> bytes:
    """Return a status as bytes for the outbox."""
    return seal.seal(json.dumps(asdict(status), ensure_ascii=False).encode(), [recipient])


def opened(raw: bytes, identity: Identity) -> Status:
    """Open what lies in the outbox; raises DamageError or FormatError where it is not what was written."""
    try:
        told: dict[str, Any] = json.loads(seal.unseal(raw, [identity]))
        return Status(**told | {"messages": tuple(Message(**each) for each in told["messages"])})
    except (ValueError, TypeError, KeyError):
        raise FormatError("The answer to a receipt does not have the form it should have.") from None
