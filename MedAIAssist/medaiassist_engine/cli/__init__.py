"""The command line: medaiassist serve, check, list, describe, run, pipeline, batch."""
