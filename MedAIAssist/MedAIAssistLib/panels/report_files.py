"""Reports as files: a web page as it is, or a PDF on A4."""

from __future__ import annotations

from pathlib import Path

import qt

from medaiassist_engine.contract.payloads import Report

_WIDTH = 800  # pixels of the page that is laid out and fitted to the paper


def write_report(path: str | Path, report: Report) -> None:
    """Write a report; what the name ends in says how, .pdf or .html.

    Raises:
        OSError: the folder is missing, or the disk is full.
    """
    path = Path(path)
    partial = path.with_name(f"{path.name}.partial")
    try:
        if path.suffix.lower() == ".pdf":
            _write_pdf(partial, report)
        else:
            partial.write_text(report.html, encoding="utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _write_pdf(path: Path, report: Report) -> None:
    path.touch()  # Qt says nothing if it cannot
    writer = qt.QPdfWriter(str(path))
    writer.setTitle(report.title)
    document = qt.QTextDocument()
    document.setHtml(report.html)
    height = _WIDTH * writer.height() / writer.width()
    document.setPageSize(qt.QSizeF(_WIDTH, height))  # Qt fits it to the paper
    getattr(document, "print")(writer)  # noqa: B009, `print` was a keyword in Python 2
    del writer  # which ends the file
