"""One or two sheets of A4 for a region in two languages: a map, the nearest services, telephone numbers, a QR code."""
