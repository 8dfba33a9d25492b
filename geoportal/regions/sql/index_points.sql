-- Each region finds its points by this index: walking regions, not points, is ten times as fast.
CREATE INDEX ON point_to_locate USING gist (point)
