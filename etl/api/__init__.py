"""Talking to the public data APIs: one answer's envelope, the network, keys and quotas, whole series of pages."""
