"""Texts in the reader's language: memory, engines, budget and the labels that say how a text came about."""
