"""What ``docs/build.py`` puts before Sphinx: pages that programs write, and all others with their links turned."""
