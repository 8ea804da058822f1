"""Payloads to MRML nodes and back. No Qt, and the scene is always passed in."""
