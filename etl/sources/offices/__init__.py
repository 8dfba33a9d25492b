"""Public offices of Gyeonggi-do and the si, gun and gu that each serves."""
