"""The errors a person may meet; each carries one clear sentence and the exit code of the contract.

StrikesError                 base: anything below reaches the user as its sentence, never as a traceback
|-- CheckFailed        (1)   a check was made and the answer is no (verify, doctor)
|-- UsageError         (2)   the command was used wrongly
|-- InputError         (2)   a file or value could not be read
|   `-- FormatError    (2)   it could be read, and is not what it should be
|-- BusyError          (3)   somebody else writes to the casebook
|-- NoSpaceError       (3)   the disk is full
|-- DamageError        (1)   a stored file is not what was written
`-- ServiceError       (4)   an outside service refused; the work can be taken up again
"""

from __future__ import annotations


class StrikesError(Exception):
    """Base of all errors with a sentence for a person: what happened, where, what to do."""

    exit_code = 1


class CheckFailed(StrikesError):
    """A check was carried out and did not hold."""

    exit_code = 1


class UsageError(StrikesError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class InputError(StrikesError):
    """An input cannot be read at all."""

    exit_code = 2


class FormatError(InputError):
    """An input was read and does not have the form it should have."""


class BusyError(StrikesError):
    """Another process writes to the casebook; trying again later helps."""

    exit_code = 3


class NoSpaceError(StrikesError):
    """The disk has no room; what was being written is not stored."""

    exit_code = 3


class DamageError(StrikesError):
    """A stored file does not hold what was written to it."""

    exit_code = 1


class ServiceError(StrikesError):
    """An outside service refused or failed; the command can be repeated and goes on where it stopped."""

    exit_code = 4
