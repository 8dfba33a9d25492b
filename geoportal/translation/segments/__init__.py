"""Texts of pages, segment by segment: which version of the source a translation is of, and who answers for it.

wagtail-localize keeps a translation for each text at each place of a page. What it does not know is kept here: that a
text follows from another one, and whether that was a minor change (`SegmentVersion`), and which version a translation
was made of and who reviewed it (`SegmentTranslation`). The status is never stored: `queries.py` derives it.
"""
