"""Money: what plans cost and bring, in EUR, from the runs of a study and declared prices."""
