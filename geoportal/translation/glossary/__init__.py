"""Fixed words for places, institutions and legal terms in each language: kept, enforced, and handed to engines."""
