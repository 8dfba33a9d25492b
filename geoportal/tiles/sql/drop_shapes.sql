-- Forget the outlines that stand.
DELETE FROM tiles_shape
