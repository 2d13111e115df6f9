"""``orgchange run``: one scenario against its baseline, or a sweep, run and shown."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.commands.output import print_answer, print_json, print_pictures, say
from experiments.commands.parser import Parser
from experiments.commands.values import one_of, override
from experiments.configuration.options import option_names
from experiments.wording.notes import note
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from experiments.api.study import OpenStudy

FAILED = 1
DESCRIPTION = """\
Runs one scenario against its baseline (with what is tried, and without), a case with its arms, a named study, or with
-m a sweep; prints what came out, and keeps it as a study in results/. The same command again goes on where it was
stopped."""
OVERRIDES = {
    "project.size=20": "a parameter (orgchange describe parameters)",
    "case=amsterdam": "an option of a group, see below; intervention=[okr] may name several",
    "+experiment=size_by_speed": "a named study",
    "'+case.arms.slow={rollout.speed: 0.05}'": (
        "an arm: a named alternative, run beside the others with the same luck; case.arm=slow runs only this one"
    ),
    "project.size=5,20,80": "with -m: several values; also range(1,10,3) and choice(a,b)",
    "study.replicates=200": (
        "replicates of every point; study.name, study.folder, study.threads, study.metric, "
        "study.baseline=\"'project.size=80,rollout.speed=0.25'\", study.keep_projects=true"
    ),
}
DESIGNS = {
    "project.size=5,20,80": "listed values: every combination (hydra/sweeper=zip: side by side)",
    "adoption.retry=interval(0.3,0.5)": (
        "sampled, with hydra/sweeper=lhs (Latin hypercube) or sobol, and crossed with the listed values; "
        "tag(log,interval(1,100)), hydra.sweeper.samples=64, hydra.sweeper.over=[adoption.retry]"
    ),
    "hydra/sweeper=table": "the rows of hydra.sweeper.table=scenarios.csv, crossed with the listed values",
    "posterior=results/town": "draws of a calibration (orgchange calibrate), crossed with the listed values",
    "hydra/sweeper=search": ("what trades off best: hydra.sweeper.objectives=[successful,cost_overrun_first]"),
}
LAUNCHERS = {
    "hydra/launcher=NAME": (
        "joblib, submitit_local, submitit_slurm, ray (when installed); the default runs on all cores"
    ),
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange run", ["[FLAG ...] [OVERRIDE ...]"], DESCRIPTION)
    given = "what is chosen, set or varied, as key=value; see below"
    parser.add_argument("overrides", nargs="*", type=override, metavar="OVERRIDE", help=given)
    study = parser.add_argument_group("flags")
    study.add_argument("-m", "--multirun", action="store_true", help="run every combination of the values given")
    composed = "print the composed configuration and stop"
    study.add_argument("-c", "--cfg", type=one_of("--cfg", ["job"]), metavar="job", help=composed)
    dry = "check everything, say how many runs it takes and about how long, and run nothing"
    study.add_argument("--dry-run", action="store_true", help=dry)
    own = "take options from a folder of your own, too; again for more"
    study.add_argument(
        "-cd", "--config-dir", action="append", default=[], type=_options_folder, metavar="FOLDER", help=own
    )
    parser.add_output()
    parser.add_notes("overrides", OVERRIDES)
    parser.add_notes("designs, with -m: which points are run", DESIGNS)
    parser.add_notes("launchers: where the points are run", LAUNCHERS)
    parser.add_notes(
        "options of each group", {group: ", ".join(names) for group, names in sorted(option_names().items())}
    )
    return parser


def execute(options: Namespace) -> int:
    """Run what is asked for, show what it says, and return the exit code."""
    from experiments.api.running import composed, run

    if options.cfg is not None:
        print(composed(*options.overrides, config_dir=options.config_dir, multirun=options.multirun), end="")
        return 0
    if options.dry_run:
        return _forecast(options)
    tell = None if options.as_json else _tell
    study = run(*options.overrides, multirun=options.multirun, config_dir=options.config_dir, on_result=tell)
    if options.as_json:
        print_json(study.to_dict() | {"pictures": list(map(str, study.pictures))})
    else:
        print_pictures(study.pictures)
    return say_what_failed(study)


def _forecast(options: Namespace) -> int:
    from dataclasses import asdict

    from experiments.api.running import forecast
    from experiments.console.forecast import forecast_text

    found = forecast(*options.overrides, multirun=options.multirun, config_dir=options.config_dir)
    if options.as_json:
        print_json(asdict(found))
    else:
        say(forecast_text(found))
    return 0


def _tell(study: "OpenStudy") -> None:
    print_answer(study, as_json=False)


def say_what_failed(study: "OpenStudy") -> int:
    """Say which points have no run that ended, and return the exit code."""
    failed = study.without_runs
    if not failed:
        return 0
    which = failed[0] if len(failed) == 1 else f"{len(failed)} of {len(study.result.points)} points ({failed[0]}, ...)"
    note(f"no run ended of {which}: {study.first_error}")
    return FAILED


def _options_folder(text: str) -> Path:
    if not text or not Path(text).is_dir():
        raise ScenarioError(f"--config-dir: there is no folder '{text}'")
    return Path(text)
