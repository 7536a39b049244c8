"""What stands beside the pages: bibliography, exercises, catalogs, records. Each reader keeps lines."""
