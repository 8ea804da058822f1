"""Cohorts: tables with a row for each case, made from files, checked and split."""
