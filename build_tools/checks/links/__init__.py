"""Links to other hosts: found on the built pages, asked with patience, remembered, reported at the source."""
