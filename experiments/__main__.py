"""Start the command as a module: ``python -m experiments``."""

import sys

from experiments.command import main

sys.exit(main())
