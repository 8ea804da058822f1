"""Texts for people, written once and shown as a page (HTML), a file to print (PDF) or Markdown."""
