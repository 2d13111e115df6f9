"""The fates of projects: how each project of a plan ends, by its name."""
