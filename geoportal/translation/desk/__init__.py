"""The translators' desk in the CMS: dashboard, side-by-side editor, files out and in."""
