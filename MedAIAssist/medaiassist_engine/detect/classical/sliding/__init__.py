"""What detectors share that judge every window of a picture, at every scale, from examples."""
