"""`figures/<chapter>/<name>.py` and records → SVG, drawn once and finished for screen or paper.

`draw` runs a script under the one style sheet of `style`; `store` keeps what it drew together with
everything it asked for; `svg` finishes a drawing for a page. Only `draw` imports Matplotlib, and only
when something has to be drawn.
"""
