"""Sliding windows judged by a linear support vector machine on oriented gradients."""
