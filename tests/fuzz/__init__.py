"""Coverage-guided fuzzing, outside of CI."""
