"""Translations as files for professional translators: PO and XLIFF 1.2, out and in."""
