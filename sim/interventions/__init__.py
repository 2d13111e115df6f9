"""What is tried: one lever a file; strength 0 changes nothing, bit for bit."""
