"""Registered foreigners of Gyeonggi by si/gun/gu and nationality, month by month."""
