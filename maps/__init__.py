"""The planners' workshop: maps and coverage, made from the portal's data."""
