"""The command line: medaiassist serve, list, describe, run, pipeline."""
