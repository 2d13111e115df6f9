"""The choices: one YAML file an option, one folder a Hydra configuration group."""
