-- Drop the organizations that run nothing any more.
DELETE FROM places_organization o
WHERE NOT EXISTS (SELECT FROM places_service s WHERE s.organization_id = o.id)
