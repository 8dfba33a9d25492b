"""The planners' workshop: maps and, later, coverage and layers, made from the portal's data."""
