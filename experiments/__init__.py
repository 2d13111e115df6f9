"""What people do with the model: sweep, store, compare, calibrate, report and teach."""
