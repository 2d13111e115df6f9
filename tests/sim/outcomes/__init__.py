"""What is measured: the weekly record and the metrics of a run, against what the arrays of a world say."""
