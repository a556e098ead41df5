"""When this process began: what was written later is not what it has loaded."""

import time

#: Taken before any other module of the package is loaded.
STARTED = time.time()
