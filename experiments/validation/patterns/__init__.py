"""The patterns of the scoreboard, one file each: what is known, from where, and how it is measured in the model."""
