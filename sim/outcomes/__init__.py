"""What is measured: benefits, weekly series, the metrics of a run, and how to read them."""
