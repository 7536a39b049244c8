"""Floor 4: which steps a build takes, in which order, and how what it made becomes what readers see.

`build.build` is the whole of it: is anything different from last time, run stale cells, build each edition
in a staging folder, put the new site in the old one's place by one rename.
"""
