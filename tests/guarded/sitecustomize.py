"""What Python imports by itself when it starts, in the processes that tests start."""

import offline

offline.install()
