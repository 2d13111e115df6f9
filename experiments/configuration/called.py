"""Names by which Hydra would call something, and the few classes that it may be told to use."""

import re

TARGET = "_target_"
CALLED = (TARGET, "_partial_", "_args_", "_convert_", "_recursive_", "()")
RESOLVER = re.compile(r"\$\{.*:", re.DOTALL)
LONG_NUMBER = re.compile(r"(?<![\w.])[-+]?[\d_]{300,}")
OURS = "hydra_plugins.orgchange."  # a package that exists in memory only, and holds our launcher and sweepers
SUPPORTED = (
    "hydra._internal.core_plugins.basic_launcher.BasicLauncher",
    "hydra._internal.core_plugins.basic_sweeper.BasicSweeper",
    "hydra_plugins.hydra_joblib_launcher.joblib_launcher.JoblibLauncher",
    "hydra_plugins.hydra_submitit_launcher.submitit_launcher.LocalLauncher",
    "hydra_plugins.hydra_submitit_launcher.submitit_launcher.SlurmLauncher",
    "hydra_plugins.hydra_ray_launcher.ray_launcher.RayLauncher",
)


def is_supported(target: object) -> bool:
    """Return whether a class may be named in a configuration."""
    return isinstance(target, str) and (target in SUPPORTED or target.startswith(OURS))
