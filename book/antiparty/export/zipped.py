"""Everything in one zip file: entries sorted, one date for all, no trace of the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from antiparty.export.common import NAME, Built, Item

DATE = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name


def items() -> Iterator[Item]:
    """The zip file, which holds all other files in a folder of the package's name."""
    yield Item(f"{NAME}.zip", "Zip", "application/zip", "All of these files in one", None, "", _zip)


def _zip(built: Built) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(built):
            entry = zipfile.ZipInfo(f"{NAME}/{path}", DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it names the system of the builder
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, built[path])
    return out.getvalue()
