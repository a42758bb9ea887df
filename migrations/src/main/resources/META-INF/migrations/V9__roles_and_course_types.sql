-- The rows that the code itself relies on: the roles it checks for and the kinds of purchase it prices.
--
-- They are part of the platform, not sample data, so a database that nobody seeds has them too. One that was seeded at an
-- earlier version has them already, perhaps under names of its locale: those rows stay as they are.

-- 3 was a role of the old project that every account has now (student).
INSERT INTO role (id, name)
VALUES (1, 'admin'),
       (2, 'teacher'),
       (4, 'smm_manager'),
       (5, 'mentor'),
       (6, 'support'),
       (7, 'reviewer'),
       (8, 'career_manager'),
       (9, 'analyst')
ON CONFLICT DO NOTHING;

INSERT INTO course_type (id, kind, type_name, discount, surcharge, active)
VALUES (1, 'basic', 'Standard', 0, 0, true),
       (2, 'reduced', 'Students', 10, 0, true),
       (3, 'reduced', 'Disabled', 20, 0, true),
       (4, 'reduced', 'Veteran', 70, 0, true),
       (5, 'extended_career', 'Extended career track', 0, 25, true)
ON CONFLICT DO NOTHING;

-- The ids above were given, not drawn: the next type an administrator adds must not collide with them.
DO $$
BEGIN
    PERFORM setval(pg_get_serial_sequence('course_type', 'id'), max(id)) FROM course_type;
END;
$$;
