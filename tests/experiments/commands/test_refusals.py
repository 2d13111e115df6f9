"""Refusals: every kind of bad input ends in one line that says what to change, and changes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hydra.errors import HydraException

from experiments.configuration.messages import one_line
from tests.experiments.shell import TINY, Shell
from tests.paths import ROOT

OPTIONS = {
    "callback": "# @package _global_\nhydra:\n  callbacks:\n    x:\n      _target_: os.mkdir\n      path: "
    "run_by_a_callback\n",
    "target": "# @package _global_\nproject:\n  _target_: os.system\n",
    "logging": "# @package _global_\nhydra:\n  job_logging:\n    handlers:\n      x:\n        (): os.getcwd\n",
    "environment": "# @package _global_\nhydra:\n  job:\n    env_set:\n      PATH: ''\n",
    "lookup": "# @package _global_\nproject:\n  size: ${oc.env:HOME}\n",
    "indirect": "# @package _global_\nproject:\n  size: ${${rollout.order}:HOME}\n",
    "reference": "# @package _global_\nproject:\n  size: ${rollout.sped}\n",
    "tag": "project: !!python/object/apply:os.mkdir [run_by_a_tag]\n",
    "broken": "project: [\n",
    "unknown": "# @package _global_\nproject:\n  sze: 5\n",
    "moved": "# @package _global_\nadoption:\n  bar: 0.3\n",
}

KINDS = {
    "line end in a word": (["study.require=\n"], "study.require=\\n"),
    "parameter": (["project.sze=5"], "unknown parameter 'project.sze'; did you mean 'project.size'?"),
    "section": (["proj.size=5"], "unknown parameter 'proj.size'; did you mean 'project.size'?"),
    "parameter without its section": (["speed=0.5"], "did you mean 'rollout.speed'?"),
    "added parameter": (["+project.sze=5"], "unknown parameter 'project.sze'; did you mean 'project.size'?"),
    "parameter of practices": (
        ["adoption.bar=.3"],
        "unknown parameter 'adoption.bar'; each practice has its own: did you mean 'intervention.okr.bar'?",
    ),
    "another one": (["learning.dip=.3"], "unknown parameter 'learning.dip'; each practice has its own: did you mean"),
    "added parameter of practices": (["+adoption.trial=3"], "did you mean 'intervention.okr.trial'?"),
    "parameter of practices in a sweep": (["-m", "adoption.border=.1,.2"], "did you mean 'intervention.okr.border'?"),
    "practice": (["interventions.lean.bar=.3"], "did you mean 'intervention.lean.bar'?"),
    "parameter of a rollout": (["rollouts.okr.sped=1"], "did you mean 'rollouts.okr.speed'?"),
    "rollout of what reaches no unit": (["rollouts.microprojects.speed=1"], "'rollouts.microprojects.speed'; did you"),
    "nothing for the common rollout": (["rollout.speed=null"], "rollout.speed must be a number"),
    "value for a rollout": (["rollouts.okr=5"], "rollouts.okr is a section with parameters of its own"),
    "departments of a rollout": (["rollouts.okr.departments=5"], "must be a list of numbers such as"),
    "added section": (["++foo.bar=5"], "unknown section 'foo'"),
    "study setting": (["study.replicate=5"], "did you mean 'study.replicates'?"),
    "type": (["project.size=abc"], "project.size must be a number (1 to 20000 person-weeks), not 'abc'"),
    "nothing": (["project.size=null"], "project.size must be a number"),
    "bounds": (["rollout.speed=2"], "rollout.speed = 2 is out of bounds: allowed is 0.001 to 1"),
    "not finite": (["project.size=nan"], "project.size must be a finite number"),
    "whole number": (["horizon.weeks=2.5"], "horizon.weeks must be a whole number"),
    "switch": (["rollout.scarce=5"], "rollout.scarce must be true or false"),
    "word": (["rollout.order=rndom"], "did you mean 'random'?"),
    "list": (["rollout.wave_weeks=3"], "must be a list of numbers such as [0, 13]"),
    "value for a section": (["horizon=5"], "horizon is a section with parameters of its own"),
    "value for a group": (["project=5"], "'project=5' is no choice"),
    "value for the study": (["study=5"], "study is a section with settings of its own"),
    "inside a section": (["project={sze:5}"], "unknown parameter 'project.sze'"),
    "contradiction": (["organization.departments=100"], "every department needs somebody"),
    "waves of different number": (["rollout.wave_weeks=[0,3]"], "give every wave both"),
    "more waves than teams": (["rollout.wave_weeks=[0]", "rollout.wave_units=[900]"], "it is for only"),
    "waves of one measure": (
        ["rollouts.okr.wave_weeks=[0,3]", "rollouts.okr.wave_units=[900]"],
        "give every wave both",
    ),
    "departments there are not": (["rollouts.lean.departments=[2,99]"], "names department 99, but departments are"),
    "sizes that do not add up": (["organization.department_sizes=[10,20]"], "add up to 30"),
    "option": (["case=amsterdm"], "case has no option 'amsterdm'; did you mean 'amsterdam'?"),
    "one option of several": (["intervention=[okr,okrr]"], "intervention has no option 'okrr'; did you mean 'okr'?"),
    "experiment": (["experiment=size_by_sped"], "did you mean 'size_by_speed'?"),
    "no option": (["case=null"], "'case=null' is no choice"),
    "group chosen twice": (["+case=amsterdam"], "case is chosen twice; write case=... without +"),
    "launcher": (["hydra/launcher=slurm"], "hydra/launcher has no option 'slurm'; valid: "),
    "added what is there": (["+project.size=5"], "write project.size=... without +"),
    "deleted what is not there": (["~project.sze"], "unknown parameter 'project.sze'"),
    "bracket": (["project.size=[5"], "cannot read 'project.size=[5'; write key=value"),
    "no equals sign": (["project.size"], "cannot read 'project.size'; write key=value"),
    "no key": (["=5"], "'=5' is no choice"),
    "several values without -m": (["project.size=5,20"], "add -m to run them all"),
    "interval in a grid": (["-m", "project.size=interval(1,5)"], "write values (a,b,c) or range(from,to,step)"),
    "bad point of a sweep": (
        ["-m", "project.size=5,20", "rollout.speed=0.1,3"],
        "(in the point project.size=5, rollout.speed=3)",
    ),
    "study settings that vary": (["-m", "study.replicates=2,4"], "cannot vary inside it"),
    "Hydra settings that vary": (["-m", "hydra.mode=RUN,MULTIRUN"], "Hydra's own settings cannot vary"),
    "mode": (["hydra.mode=SOMETIMES"], "Invalid value 'SOMETIMES', expected one of [RUN, MULTIRUN]"),
    "metric": (["study.metric=portfolio_benefit"], "did you mean 'portfolio_benefits'?"),
    "name of a study": (["study.name=a/b"], "a path goes into study.folder"),
    "baseline": (["study.baseline='project.size=0'"], "study.baseline: project.size = 0 is out of bounds"),
    "key of a baseline": (["study.baseline='project.sze=3'"], "did you mean 'project.size'?"),
    "missing file": (
        ["organization=from_data", "organization.employees=none.csv"],
        "cannot read 'none.csv' (no such file or directory)",
    ),
    "file in the way": (["study.folder=file"], "file is a file; give another study.name or study.folder"),
    "file above the folder": (["study.folder=file/study"], "cannot write into file"),
    "no place to write": (["study.folder=/proc/study"], "cannot write into /proc"),
    "folder of another kind": (["study.folder=other"], "other exists and is no study of orgchange"),
    "target": (["+project._target_=os.system"], "a configuration cannot run code"),
    "target of a launcher": (["hydra.launcher._target_=os.system"], "a configuration cannot run code"),
    "environment": (["project.size=${oc.env:HOME}"], "values are written out, not looked up"),
    "callbacks": (["+hydra.callbacks.x.path=1"], "'hydra.callbacks.x.path' cannot be set"),
    "folder of Hydra": (["hydra.run.dir=elsewhere"], "'hydra.run.dir' cannot be set"),
    "setting of a launcher": (["-m", "+hydra.launcher.jobs=2", "project.size=5,6"], "is no setting of the launcher"),
    "flag": (["--multrun"], "unknown flag '--multrun'; did you mean '--multirun'?"),
    "pickled rerun": (["--experimental-rerun", "x"], "unknown flag '--experimental-rerun'"),
    "folder of options": (["--config-dir", "nowhere"], "there is no folder 'nowhere'"),
    "callback in a file": (["--config-dir", "options", "case=callback"], "cannot set Hydra's callbacks"),
    "target in a file": (["--config-dir", "options", "case=target"], "'project._target_' is refused"),
    "logging in a file": (["--config-dir", "options", "case=logging"], "'()' is refused"),
    "environment in a file": (
        ["--config-dir", "options", "case=environment"],
        "cannot set Hydra's callbacks, environment or folders",
    ),
    "lookup in a file": (["--config-dir", "options", "case=lookup"], "values are written out, not looked up"),
    "lookup by another value": (["--config-dir", "options", "case=indirect"], "values are written out, not looked up"),
    "reference in a file": (["--config-dir", "options", "case=reference"], "did you mean 'rollout.speed'?"),
    "Python in a file": (["--config-dir", "options", "case=tag"], "is refused; write the value"),
    "broken file": (["--config-dir", "options", "case=broken"], "broken.yaml"),
    "parameter in a file": (
        ["--config-dir", "options", "case=unknown"],
        "unknown parameter 'project.sze'; did you mean 'project.size'?",
    ),
    "parameter of practices in a file": (
        ["--config-dir", "options", "case=moved"],
        "unknown parameter 'adoption.bar'; each practice has its own: did you mean 'intervention.okr.bar'?",
    ),
}


@pytest.fixture
def furnished(shell: Shell) -> Shell:
    """Return a shell in a folder with a file, a folder that is no study, and options that should not be."""
    (shell.folder / "file").write_text("text")
    (shell.folder / "other").mkdir()
    (shell.folder / "other" / "thesis.txt").write_text("years of work")
    (shell.folder / "options" / "case").mkdir(parents=True)
    for name, text in OPTIONS.items():
        (shell.folder / "options" / "case" / f"{name}.yaml").write_text(text)
    return shell


@pytest.mark.parametrize("kind", KINDS)
def test_bad_input_is_refused_in_one_line_and_nothing_changes(furnished: Shell, kind: str) -> None:
    words, expected = KINDS[kind]
    before = furnished.files()
    said = furnished.run(*words)
    assert said.code == 2
    assert said.err.startswith("orgchange: ")
    assert said.err.count("\n") == 1
    assert expected in said.err
    assert said.out == ""
    assert furnished.files() == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rum"], "unknown command 'rum'; did you mean 'run'?"),
        (["describe", "parametrs"], "did you mean 'parameters'?"),
        (["describe", "metrics", "--csv"], "unknown flag '--csv'"),
        (["describe", "parameters", "benefitz"], "did you mean 'benefits'?"),
    ],
)
def test_unknown_commands_and_topics_are_refused(shell: Shell, words: list[str], expected: str) -> None:
    said = shell(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert expected in said.err


@pytest.mark.long
@pytest.mark.parametrize("words", [["project.sze=5"], ["-m", "project.size=5,20", "rollout.speed=7"]])
def test_refusal_of_a_whole_process_has_no_traceback(tmp_path: Path, words: list[str]) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from experiments.command import main; sys.exit(main())",
        "run",
        *TINY,
        *words,
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("orgchange: ")
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_has_thought_of_is_still_one_line() -> None:
    error = HydraException("first line\n   second line")
    error.__cause__ = ValueError("because\n    full_key: a.b\n    object_type=dict")
    assert one_line(error) == "first line second line: because"
