"""No configuration runs code: files and command lines that try to, each refused in one line before anything is called.

What would run is real: a pickle that writes a file when it is read, and classes that write or delete one.
"""

import json
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.experiments.shell import Said, Shell

PLANTED = "planted.txt"
LOADERS = ("joblib.load", "pandas.read_pickle", "numpy.load", "pickle.load", "torch.load", "cloudpickle.load")
CALL = "{_target_: pandas.read_pickle, filepath_or_buffer: data.bin}"
WRITE = "{_target_: pathlib.Path.write_text, _args_: [{_target_: pathlib.Path, _args_: [planted.txt]}, x]}"
LOAD = "{_target_: joblib.load, filename: data.bin}"


class Planting:
    """Writes a file when it is un-pickled."""

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        """Say what un-pickling calls."""
        return Path.write_text, (Path(PLANTED), "x")


def _hydra(text: str) -> str:
    return f"# @package _global_\nhydra:\n  {text}\n"


def _nested(where: str) -> dict[str, str]:
    calls = {"read_pickle": CALL, "write": WRITE, "load": LOAD}
    return {f"{where} {name}": _hydra(f"{where}: {{x: {call}}}") for name, call in calls.items()}


FILES = {
    **_nested("launcher"),
    **_nested("sweeper"),
    **_nested("callbacks"),
    **_nested("job_logging"),
    **_nested("hydra_logging"),
    **_nested("env"),
    **{f"launcher is {name}": _hydra(f"launcher: {{_target_: {name}, filename: data.bin}}") for name in LOADERS},
    **{f"sweeper is {name}": _hydra(f"sweeper: {{_target_: {name}, file: data.bin}}") for name in LOADERS},
    "launcher extra": _hydra(f"launcher: {{extra: {LOAD}}}"),
    "launcher setting": _hydra(f"launcher: {{n_jobs: {LOAD}}}"),
    "launcher in a list": _hydra(f"launcher: {{x: [[{LOAD}]]}}"),
    "sweeper params": _hydra(f"mode: MULTIRUN\n  sweeper: {{params: {{project.size: '5,20', horizon.seed: {WRITE}}}}}"),
    "sweeper over": _hydra(f"mode: MULTIRUN\n  sweeper: {{over: [{LOAD}]}}"),
    "sweeper args": _hydra("sweeper: {_args_: [1]}"),
    "launcher partial": _hydra("launcher: {_partial_: true}"),
    "launcher recursive": _hydra("launcher: {_recursive_: true}"),
    "launcher convert": _hydra("launcher: {_convert_: all}"),
    "launcher refers": _hydra("launcher: ${project}"),
    "target refers": _hydra("launcher: {_target_: '${case.title}'}") + "case: {title: joblib.load}\n",
    "target in parameters": f"# @package _global_\nproject: {LOAD}\n",
    "target in a parameter": f"# @package _global_\nproject: {{size: {LOAD}}}\n",
    "target in a new section": f"# @package _global_\nother: {{deep: [[{{x: {LOAD}}}]]}}\n",
    "target in a case": f"title: {LOAD}\n",
    "package of the launcher": "# @package hydra.launcher\n_target_: joblib.load\nfilename: data.bin\n",
    "package of the callbacks": f"# @package hydra.callbacks\nx: {LOAD}\n",
    "package of the logging": "# @package hydra.job_logging\nversion: 1\nhandlers: {x: {(): pandas.read_pickle}}\n",
    "logging by name": _hydra("job_logging: {handlers: {x: {class: logging.FileHandler, filename: planted.txt}}}"),
    "logging chosen": "# @package _global_\ndefaults:\n  - override /hydra/job_logging: default\n",
    "logging chosen for Hydra": "# @package _global_\ndefaults:\n  - override /hydra/hydra_logging: default\n",
    "own launcher": "# @package _global_\ndefaults:\n  - override /hydra/launcher: mine\n",
    "own sweeper": "# @package _global_\ndefaults:\n  - override /hydra/sweeper: mine\n",
    "own callbacks": "# @package _global_\ndefaults:\n  - /hydra/callbacks: mine\n",
    "shell of a cluster": (
        "# @package _global_\ndefaults:\n  - override /hydra/launcher: submitit_slurm\n"
        "hydra: {launcher: {setup: ['touch planted.txt']}}\n"
    ),
    "parameters of a cluster": (
        "# @package _global_\ndefaults:\n  - override /hydra/launcher: submitit_slurm\n"
        "hydra: {launcher: {additional_parameters: {wrap: 'touch planted.txt'}}}\n"
    ),
    "folder of a launcher": (
        "# @package _global_\ndefaults:\n  - override /hydra/launcher: joblib\n"
        "hydra: {launcher: {temp_folder: planted.txt}}\n"
    ),
    "search path": _hydra("searchpath: ['file:///']"),
    "environment": _hydra("job: {env_set: {PATH: x}}"),
    "environment copied": _hydra("job: {env_copy: [HOME]}"),
    "environment read": "title: ${oc.env:HOME}\n",
    "environment read inside": "title: ${oc.decode:${oc.env:HOME}}\n",
    "environment in defaults": "defaults:\n  - /plan: ${oc.env:HOME}\n",
    "environment in Hydra": _hydra("job: {name: '${oc.env:HOME}'}"),
    "resolver of Hydra": "title: ${hydra:runtime.cwd}\n",
    "resolver that makes": "title: ${oc.create:{a: 1}}\n",
    "time": "title: ${now:%Y}\n",
    "tag of Python": "title: !!python/object/apply:pathlib.Path.touch [planted.txt]\n",
    "tag of a module": "title: !!python/module:this\n",
    "tag of a name": "title: !!python/name:os.system\n",
    "tag of bytes": "title: !!binary aGFsbG8=\n",
    "tag of its own": "title: !evil x\n",
    "tag of a set": "title: !!set {a, b}\n",
    "option above": "defaults:\n  - ../../outside\n",
    "option above its group": "defaults:\n  - /case: ../../outside\n",
}
LINES = {
    "target": ["+project._target_=joblib.load"],
    "target below": ["+project.x._target_=joblib.load"],
    "mapping": ["+project={_target_:joblib.load,filename:data.bin}"],
    "launcher": ["-m", "hydra.launcher._target_=joblib.load", "+hydra.launcher.filename=data.bin"],
    "launcher mapping": ["-m", "hydra.launcher={_target_:joblib.load,filename:data.bin}"],
    "launcher extra": ["-m", "+hydra.launcher.extra={_target_:joblib.load,filename:data.bin}"],
    "launcher args": ["-m", "+hydra.launcher._args_=[1]"],
    "launcher unknown": ["-m", "+hydra.launcher.extra=1", "project.size=5,20"],
    "sweeper": ["-m", "hydra.sweeper._target_=joblib.load"],
    "sweeper params": ["-m", "+hydra.sweeper.params.x={_target_:joblib.load}"],
    "callbacks": ["+hydra.callbacks.x.y=1"],
    "logging": ["hydra/job_logging=default"],
    "logging of Hydra": ["hydra/hydra_logging=default"],
    "search path": ["hydra.searchpath=[file:///]"],
    "verbose": ["hydra.verbose=true"],
    "folder": ["hydra.run.dir=planted.txt"],
    "environment": ["horizon.seed=${oc.env:HOME}"],
    "environment below Hydra": ["hydra.launcher.n_jobs=${oc.env:HOME}", "hydra/launcher=joblib"],
    "environment set": ["+hydra.job.env_set.PATH=x"],
    "option above": ["case=../../outside"],
    "option elsewhere": ["case=../project/default"],
    "baseline": ["study.baseline=+project._target_=joblib.load", "project.size=20"],
}


def _refused(said: Said) -> bool:
    lines = said.err.splitlines()
    return said.code == 2 and len(lines) == 1 and lines[0].startswith("orgchange: ") and len(lines[0]) < 2000


def _prepare(shell: Shell, text: str) -> None:
    options = shell.folder / "options"
    for group in ("case", "hydra/launcher", "hydra/sweeper", "hydra/callbacks"):
        (options / group).mkdir(parents=True)
        mine = "# @package _group_\nx: " + CALL if group.endswith("callbacks") else CALL.strip("{}").replace(", ", "\n")
        (options / group / "mine.yaml").write_text(mine)
    (options / "case" / "odd.yaml").write_text(text)
    (shell.folder / "outside.yaml").write_text("title: outside\n")
    (shell.folder / "data.bin").write_bytes(pickle.dumps(Planting()))


def test_the_pickle_really_plants_a_file(shell: Shell) -> None:
    _prepare(shell, "")
    pickle.loads((shell.folder / "data.bin").read_bytes())  # noqa: S301 - it is our own
    assert (shell.folder / PLANTED).exists()


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_no_file_runs_code(shell: Shell, name: str) -> None:
    _prepare(shell, FILES[name])
    said = shell.run(
        "--config-dir", "options", "case=odd", *(["-m", "project.size=5,20"] if "params" not in name else [])
    )
    assert _refused(said), said.err
    assert not (shell.folder / PLANTED).exists()
    assert not list(shell.folder.rglob("runs.parquet"))


@pytest.mark.parametrize("name", LINES)
def test_no_command_line_runs_code(shell: Shell, name: str) -> None:
    _prepare(shell, "")
    said = shell.run("--config-dir", "options", *LINES[name])
    assert _refused(said), said.err
    assert not (shell.folder / PLANTED).exists()
    assert not list(shell.folder.rglob("runs.parquet"))


def _bomb(levels: int, width: int) -> str:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]" for level in range(1, levels)]
    return "\n".join(rows)


ENDLESS = {
    "laughs": _bomb(9, 9),
    "few laughs": _bomb(30, 2),
    "wide": "a: &a [" + "x," * 5000 + "]\nb: [" + "*a," * 5000 + "]",
    "itself": "a: &a [*a]",
    "itself as a mapping": "a: &a {b: *a}",
    "merged": "a: &a {b: 1}\n" + "\n".join(f"c{n}: {{<<: *a}}" for n in range(3)) + "\n" + _bomb(8, 9),
    "deep lists": "a: " + "[" * 500 + "]" * 500,
    "deep and open": "a: " + "[" * 100_000,
    "deep mappings": "a: " + "{a: " * 500 + "1" + "}" * 500,
    "deep by lines": "\n".join(" " * level + "a:" for level in range(300)),
    "digits": "a: " + "9" * 5000,
    "no text": "a: \x00",
    "defaults of a number": "defaults: 5",
    "defaults of nothing": "defaults: [null]",
    "defaults of lists": "defaults: [[1]]",
    "defaults of itself": "defaults: [odd]",
    "hydra of nothing": "# @package _global_\nhydra: null",
    "a list": "- a\n- b",
    "a number": "5",
}
DEEP = {
    "brackets": ["people.trust=" + "[" * 200 + "]" * 200],
    "braces": ["people.trust=" + "{a:" * 100 + "1" + "}" * 100],
    "key": ["+" + ".".join("a" * 500) + "=1"],
    "digits of a seed": ["horizon.seed=" + "9" * 310],
    "digits of a share": ["project.size=" + "9" * 4301],
    "negative": ["project.size=-" + "9" * 4301],
    "function": ["project.size=" + "sort(" * 300 + "1" + ")" * 300],
    "deleted": ["~case=1"],
    "list for an option": ["rollout=[1]"],
    "lists for a launcher": ["hydra/launcher=[[1]]"],
    "Hydra as a number": ["hydra=1.0"],
    "params as a text": ["-m", "hydra.sweeper.params=a"],
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_unfolds_without_end_is_refused(shell: Shell, name: str) -> None:
    _prepare(shell, ENDLESS[name])
    assert _refused(shell.run("--config-dir", "options", "case=odd"))


@pytest.mark.parametrize("words", DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deep_is_refused(shell: Shell, words: Sequence[str]) -> None:
    said = shell.run(*words)
    assert _refused(said), said.err[-2000:]


def test_a_link_out_of_the_folder_is_refused(shell: Shell) -> None:
    _prepare(shell, "")
    (shell.folder / "options" / "case" / "link.yaml").symlink_to(shell.folder / "outside.yaml")
    said = shell.run("--config-dir", "options", "case=link")
    assert _refused(said), said.err
    assert "outside the folder" in said.err


@pytest.mark.long
@pytest.mark.parametrize("text", ["run: {dir: planted.txt}", "sweep: {dir: planted.txt}", "output_subdir: planted.txt"])
def test_folders_of_hydra_in_a_file_come_to_nothing(shell: Shell, text: str) -> None:
    _prepare(shell, _hydra(text))
    shell.run("--config-dir", "options", "case=odd", "-m", "project.size=5,20")
    assert not (shell.folder / PLANTED).exists()


@pytest.mark.long
def test_what_a_file_may_hold_still_runs(shell: Shell) -> None:
    _prepare(shell, "# @package _global_\nhydra: {mode: MULTIRUN, sweeper: {params: {project.size: '5,20'}}}\n")
    said = shell.run("--config-dir", "options", "case=odd")
    assert said.code == 0, said.err
    assert json.loads(next(shell.folder.rglob("manifest.json")).read_text())["design"]["kind"] == "grid"
