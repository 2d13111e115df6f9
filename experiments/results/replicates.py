"""How many replicates a study has, in words."""

from experiments.results.study import Study
from experiments.wording.language import say, say_counted


def replicates_in_words(study: Study) -> str:
    """Return how many replicates of every point ended."""
    counts = [len(point.runs.replicates) for point in study.ended]
    if not counts:
        return say("replicates.none")
    if min(counts) < max(counts):
        return say("replicates.span", least=min(counts), most=max(counts))
    return say_counted("replicates", counts[0])
