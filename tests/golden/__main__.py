"""Write the golden results anew and say what changed; run on purpose only."""

import json

from sim.outcomes.dictionary import METRIC_NAMES
from tests.golden import FILE, current_results, stored_results
from tests.golden.lives import LIVES, keep_lives, lives_kept, lives_now, metrics_kept, parted


def main() -> None:
    """Replace the golden results and print every metric that moved."""
    new = current_results()
    old = stored_results() if FILE.exists() else {}
    for name, rows in new.items():
        for replicate, row in enumerate(rows):
            before = old.get(name, [{}] * len(rows))[replicate]
            for metric, value in row.items():
                if before.get(metric) != value:
                    print(f"{name} {replicate} {metric}: {before.get(metric)} -> {value}")
    FILE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    for name in LIVES if metrics_kept() == list(METRIC_NAMES) else ():
        print(f"{name}: {len(parted(lives_now(name), lives_kept(name)))} replicates live another life")
    keep_lives()


main()
