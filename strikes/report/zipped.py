"""ZIP archives that are the same bytes for the same files: sorted, one time for all, stored as they are.

Stored, not deflated: what deflate gives depends on the library of the machine, and a bundle must be the same on any.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

#: The earliest time a ZIP can hold.
EARLIEST = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], day: dt.datetime) -> bytes:
    """Return files as one archive; names are sorted, times are `day`'s."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, max(EARLIEST, day.timetuple()[:6]))
            # Made the same on every system: regular file, readable by all, as if on Unix.
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()
