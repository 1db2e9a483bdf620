"""Frames to plotly figures: pure functions, one module a chapter, on a shared grammar."""
