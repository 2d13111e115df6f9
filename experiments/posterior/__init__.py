"""From the data of a case to a posterior over what nobody knows: a bank of runs, a fit, its checks, its verdicts."""
