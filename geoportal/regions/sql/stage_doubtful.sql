-- A table for the points that the grid alone cannot place, gone when the transaction ends.
CREATE TEMPORARY TABLE doubtful (
    n bigint NOT NULL,
    cell bigint NOT NULL,
    address text NOT NULL,
    point geometry(Point, 4326) NOT NULL
) ON COMMIT DROP
