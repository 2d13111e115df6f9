"""Hydra's part of a study: its session, our launcher and sweepers as its plugins, and the task that it runs."""
