"""Help texts of the command line."""

USAGE = """\
orgchange: a laboratory for organizational change

  orgchange run [OVERRIDE ...]               one scenario against its baseline
  orgchange run case=NAME                    a case: its arms, what was observed, its question and the answer
  orgchange run -m [OVERRIDE ...]            a sweep: every combination of the values given
  orgchange run +experiment=NAME             a named study
  orgchange describe parameters [WORD ...]   what can be set: default, bounds, unit, source
  orgchange describe metrics [WORD ...]      what is measured
  orgchange describe week                    the order of a week
  orgchange describe evidence [WORD ...]     what everything rests on: parameters and targets, assumptions first
  orgchange validate [PATTERN ...]           the model held against what is known, pattern by pattern
  orgchange explain STUDY --project N        why it went as it did in one run: a project, unit, department or employee
  orgchange flips STUDY [WORD ...]           which assumptions would turn the verdict of a study over
  orgchange compare A [B]                    two studies, or points of one, in every metric; who and what changed
  orgchange discover STUDY                   which policy is best where, which holds up in all worlds, and where plans fail
  orgchange sensitivity STUDY|OVERRIDE ...   which uncertainties decide how it ends: Morris, Sobol, or from a sample that is there
  orgchange report STUDY                     a study as one HTML file for people who never saw the program
  orgchange verify STUDY                     whether a study still comes out as it was kept, bit for bit
  orgchange --version

  orgchange run case=antwerp
  orgchange run -m project.size=10,50,250 rollout.speed=0.1,0.25,1 intervention=[okr]

More: orgchange COMMAND --help
"""

RUN_USAGE = """\
orgchange run [FLAG ...] [OVERRIDE ...]

Overrides
  project.size=20                a parameter (orgchange describe parameters)
  case=amsterdam                 an option of a group, see below; intervention=[okr] may name several
  '+case.arms.slow={rollout.speed: 0.05}'
                                 an arm: a named alternative, run beside the others with the same luck;
                                 case.arm=slow runs only this one
  project.size=5,20,80           with -m: several values; also range(1,10,3) and choice(a,b)
  study.replicates=200           replicates of every point; study.name, study.folder, study.threads, study.metric,
                                 study.baseline="'project.size=80,rollout.speed=0.25'", study.keep_projects=true
Flags
  -m, --multirun                 run every combination of the values given
  --json                         print the result as JSON
  --cfg job                      print the composed configuration and stop
  --config-dir FOLDER            take options from a folder of your own, too
Designs, with -m: which points are run
  project.size=5,20,80           listed values: every combination (hydra/sweeper=zip: side by side)
  adoption.bar=interval(0.3,0.5) sampled, with hydra/sweeper=lhs (Latin hypercube) or sobol, and crossed with the listed values;
                                 tag(log,interval(1,100)), hydra.sweeper.samples=64, hydra.sweeper.over=[adoption.bar]
  hydra/sweeper=table            the rows of hydra.sweeper.table=scenarios.csv, crossed with the listed values
  hydra/sweeper=search           what trades off best: hydra.sweeper.objectives=[successful,cost_overrun_first]
Launchers: hydra/launcher=joblib, submitit_local, submitit_slurm, ray (when installed); the default runs on all cores.

"""

EXPLAIN_USAGE = """\
orgchange explain STUDY [--project N | --unit N | --department N | --employee N] [FLAG ...]

Lives one run of a study again, beside its twin in the baseline (same people, same luck), and tells what happened to one
thing, why, where the two lives part, and which mechanism decided it. Without a thing it lists what can be asked about.

  STUDY                a folder that orgchange run has made, such as results/amsterdam
  --project N          a project, by number (column project of projects.parquet) or by name (P1 is number 0)
  --unit N             a team, the unit of a rollout, by number
  --department N       a department, by number or by name (D1 is number 0)
  --employee N         a seat, by number or by name (e1 is number 0, or the id in your own table of people)
  --point POINT        which point of a sweep: its choices (project.size=80,rollout.speed=0.1), its address, or its number
  --replicate R        which run of the point (default 0)
  --list KIND          all projects, units, departments or employees of the run
  --json               print the result as JSON

Numbers and weeks are counted from 0, as in the tables of a study and as ``number`` in the Mesa face.
"""


FLIPS_USAGE = """\
orgchange flips STUDY [WORD ...] [FLAG ...]

Takes every assumption (a number of grade assumption that can only be doubted), sets it to the lowest and then to the highest
value allowed, one at a time and in both arms, runs the pairs again, and names those that would turn the verdict over. A case:
every comparison it makes, on study.metric; one point: against its baseline; a sweep: the best point against the second. With
all assumptions that is a hundred times the study and more, so words that narrow it down save minutes.

  STUDY                a folder that orgchange run has made, such as results/amsterdam
  WORD                 only assumptions with one of the words in their name (default: all; orgchange describe evidence)
  --replicates N       pairs of every value, the first of the study's (default 12)
  --json               print the result as JSON

flips it             decided the other way
decides it           decided, where the study is undecided
dissolves it         no longer decided, where the study is decided, and as many pairs decide it without the change

The result is kept as flips.json in the folder of the study; orgchange run shows it under the verdict.
"""

REPORT_USAGE = """\
orgchange report STUDY [--out FILE]

Writes a report of a study as one HTML file that needs no network and no other file: the question, the verdict and how sure it
is, the map, every plan against its baseline, what would change the verdict, how it was computed, where it comes from, and what
the words mean. It can be printed, sent by mail, and read with a keyboard or a screen reader.

  STUDY                a folder that orgchange run has made, such as results/amsterdam
  --out FILE           where it goes (default: report.html in the folder of the study)

What orgchange flips has found about the study is in the report, too: run it first.
"""

VERIFY_USAGE = """\
orgchange verify STUDY [FLAG ...]

Lives runs of a study again and compares them with what the study keeps, bit for bit: metrics, and series and projects where it
keeps them. Which runs is drawn by the hash of the study's configuration, so everybody draws the same. Checks also that every
row is there, that the manifest fits the designs, and that no file has changed since (their SHA-256 are in ro-crate-metadata.json).

  STUDY                a folder that orgchange run has made, such as results/amsterdam
  --sample N           how many runs (default 20)
  --all                every run; then the weekly bands are compared, too
  --json               print the result as JSON

Exit code 0: the same. 1: something differs; it says what, and what of code, packages and machine is different here.
2: cannot be checked, such as a folder that is no study, or an organization whose files have changed.
"""


COMPARE_USAGE = """\
orgchange compare A [B] [FLAG ...]

Compares designs that were run with the same luck, pair by pair, in every metric: the difference with its interval, how often
the first is better, and whether it remains when as many metrics are looked at. For a single pair also who and what changed:
the departments that differ most, and the projects that succeed in one only; runs are lived again for it where they must be.

  A B                  studies that orgchange run has made: points are matched by their choices
  A                    one study: every point against its baseline
  --point POINT        a point of A: its choices (project.size=80,rollout.speed=0.1), its address, or its number
  --with POINT         a point of B (of A, where there is no B), or baseline; without it: the baseline of --point
  --lives N            pairs of runs that are lived again (default 8; 0: none)
  --json               print the result as JSON
"""


DISCOVER_USAGE = """\
orgchange discover STUDY [FLAG ...]

Takes the points of a study as policies (combinations of the levers that vary) in worlds (combinations of the uncertainties),
and says which policy is best where, which one holds up in all worlds, and in which worlds plans fail.

  STUDY                a study of several points that orgchange run -m has made
  --metric METRIC      by what policies are judged (default: study.metric)
  --meet METRIC>=VALUE what is good enough; again for more; also <=, and the word baseline instead of a number
                       (default: the metric is as good as if nothing is tried, or as the median of the study)
  --map LEVER,LEVER    the sides of the map (default: project.size,rollout.speed, else the first two levers)
  --policy CHOICES     ask where policies with these choices fall short, such as intervention=[okr],project.size=80
  --loses CHOICES --against CHOICES
                       ask where policies with the first choices lose against the same with the other ones
                       (without these: where any policy falls short, where the most robust one does, and where the
                       largest projects and the fastest rollout lose against the smallest and the slowest)
  --json               print the result as JSON

The result is kept as discover.json in the folder of the study.
"""


SENSITIVITY_USAGE = """\
orgchange sensitivity STUDY [FLAG ...]
orgchange sensitivity OVERRIDE ... [--method morris|sobol] [--over WORD] [FLAG ...]

Says which parameters, over their whole ranges and all together, decide about a metric, and about its difference to the baseline
where there is one. Either of a study that was sampled (hydra/sweeper=lhs or sobol: first-order indices, no further run), or of
one that it runs for this: by Morris, which screens many parameters with few points, or Sobol, which says how much of the
variance each explains. The points are kept as a study, so the same command goes on where it was stopped.

  STUDY                a sampled study that orgchange run or this command has made
  OVERRIDE             as in orgchange run; parameter=interval(low,high) samples a parameter
  --over WORD          sample every assumption with this in its name over its declared bounds; again for more
  --method METHOD      morris (default) or sobol
  --samples N          trajectories (morris, default 10) or rows of a block (sobol, default 64, best a power of 2); with k
                       parameters these are N (k + 1) or N (k + 2) points
  --metric METRIC      what is explained (default: study.metric)
  --policy CHOICES     of a sampled study with several policies: which one, such as intervention=[okr],project.size=80
  --json               print the result as JSON

The result is kept as sensitivity.json in the folder of the study.
"""
