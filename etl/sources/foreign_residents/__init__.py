"""Foreign residents per dong, from the census tables of Statistics Korea."""
