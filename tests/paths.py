"""Where tests find the project, and the public data that may lie beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
EU_CORE = DATA / "email_eu_core"
