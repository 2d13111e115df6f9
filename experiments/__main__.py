"""Start the command as a module: ``python -m experiments``."""

import sys

from experiments.commands.main import main

sys.exit(main())
