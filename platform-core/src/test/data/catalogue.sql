-- A small catalogue for the tests of the core and of the API; ${today} is the day that runs and sales are laid out around.
-- Roles and kinds of purchase come from the migrations. Ids are given, so that tests can name them.

INSERT INTO difficulty_level (id, name, description)
VALUES (1, 'From scratch', 'Nothing has to be known.'),
       (2, 'Intermediate', NULL),
       (3, 'Advanced', NULL);

INSERT INTO course_specialization (id, name, description)
VALUES (1, 'Backend', NULL),
       (2, 'Анализ данных', 'Таблицы, графики, модели.');

-- 3, 7 and 9 are the courses of the example in section 7 of the requirements. 20 is a draft, 21 archived; 11 to 16 are for
-- orders of lists: equal names, prices and moments, and letters that byte order and ICU's order sort differently.
INSERT INTO course (course_id, name, description, specialization_id, duration, price, currency, difficulty_level_id,
                    status, created_at, updated_at, version)
VALUES (3, 'Java с нуля', 'Учимся программировать на Java.', 1, 240, 5000050, 'RUB', 1, 'on_sale',
        '2026-01-03T10:00:00.000001Z', '2026-02-03T10:00:00Z', 4),
       (7, 'PostgreSQL', 'Queries and indexes.', 1, 120, 1999999, 'RUB', 2, 'on_sale',
        '2026-01-03T10:00:00.000002Z', '2026-01-07T10:00:00Z', 1),
       (9, 'Статистика', 'Оценки и проверка гипотез.', 2, 300, 3000001, 'RUB', 3, 'on_sale',
        '2026-01-09T23:59:59.999999Z', '2026-01-09T23:59:59.999999Z', 1),
       (11, 'Ёлка', 'Equal.', 2, 1, 100, 'RUB', 1, 'on_sale', '2026-01-11T00:00:00Z', '2026-01-11T00:00:00Z', 1),
       (12, 'Еда', 'Equal.', 2, 1, 100, 'RUB', 1, 'on_sale', '2026-01-11T00:00:00Z', '2026-01-11T00:00:00Z', 1),
       (13, 'Жизнь', 'Equal.', 2, 1, 100, 'RUB', 1, 'on_sale', '2026-01-11T00:00:00Z', '2026-01-11T00:00:00Z', 1),
       (14, 'apple', 'Equal.', 2, 1, 0, 'RUB', 1, 'on_sale', '2026-01-11T00:00:00Z', '2026-01-11T00:00:00Z', 1),
       (15, 'Banana', 'Equal.', 2, 1, 100000000, 'RUB', 1, 'on_sale', '2026-01-11T00:00:00Z', '2026-01-11T00:00:00Z', 1),
       (16, 'apple', 'Equal.', 2, 1, 0, 'RUB', 1, 'on_sale', '2026-01-11T00:00:00Z', '2026-01-11T00:00:00Z', 1),
       (20, 'A draft', 'Nobody has seen it.', 1, 10, 100, 'RUB', 1, 'draft',
        '2026-01-20T00:00:00Z', '2026-01-20T00:00:00Z', 1),
       (21, 'Delphi', 'No longer listed.', 1, 10, 100, 'RUB', 1, 'archived',
        '2026-01-21T00:00:00Z', '2026-01-21T00:00:00Z', 1);

INSERT INTO course_topic (id, name, description, technologies, labor_intensity_hours, projects_number, created_at, updated_at)
VALUES (1, 'Objects', 'Classes and records.', '{Java,IntelliJ IDEA}', 40, 2, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
       (2, 'SQL', NULL, '{PostgreSQL}', 30, 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
       (3, '100%_sure', NULL, '{}', 2000, 0, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');

INSERT INTO course_topic_association (course_id, topic_id, ordinal)
VALUES (3, 2, 1),
       (3, 1, 2),
       (7, 2, 1);

INSERT INTO project (project_id, topic_id, name, description, created_at, updated_at)
VALUES (1, 1, 'A calculator', NULL, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
       (2, 1, 'A game', 'Two players.', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');

-- 1 to 5 teach, 6 mentors, 7 reviews, 8 to 12 study; 13 is erased.
INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password, profile_picture_url)
VALUES (1, 'Анна', 'Петрова', '1980-01-01', 'anna@example.org', '-', 'https://pictures.example.org/anna.png'),
       (2, 'Boris', 'Adams', '1981-01-01', 'boris@example.org', '-', NULL),
       (3, 'Clara', 'Brown', '1982-01-01', 'clara@example.org', '-', NULL),
       (4, 'Denis', 'Clark', '1983-01-01', 'denis@example.org', '-', NULL),
       (5, 'Елена', 'Дюна', '1984-01-01', 'elena@example.org', '-', NULL),
       (6, 'Fedor', 'Evans', '1985-01-01', 'fedor@example.org', '-', NULL),
       (7, 'Galina', 'Frank', '1986-01-01', 'galina@example.org', '-', NULL),
       (8, 'Ivan', 'Green', '2000-01-01', 'ivan@example.org', '-', NULL),
       (9, 'Julia', 'Hill', '2000-01-01', 'julia@example.org', '-', NULL),
       (10, 'Kirill', 'Irwin', '2000-01-01', 'kirill@example.org', '-', NULL),
       (11, 'Lidia', 'Jones', '2000-01-01', 'lidia@example.org', '-', NULL),
       (12, 'Maxim', 'King', '2000-01-01', 'maxim@example.org', '-', NULL);

INSERT INTO users (account_id, erased_at)
VALUES (13, '2026-01-01T00:00:00Z');

INSERT INTO employee (id, user_id, role_id, position, hired_on)
VALUES (101, 1, 2, 'Lecturer', '2020-01-01'),
       (102, 2, 2, 'Lecturer', '2020-01-01'),
       (103, 3, 2, 'Lecturer', '2020-01-01'),
       (104, 4, 2, 'Lecturer', '2020-01-01'),
       (105, 5, 2, 'Lecturer', '2020-01-01'),
       (106, 6, 5, 'Mentor', '2020-01-01'),
       (107, 7, 7, 'Code reviewer', '2020-01-01');

INSERT INTO teacher (employee_id, work_place, overall_experience, specialization_experience, about)
VALUES (101, 'Acme', 20, 10, 'Likes cats.'),
       (102, 'Cobalt', 5, 5, NULL),
       (103, 'Acme', 7, 0, NULL),
       (104, 'Borealis', 0, 0, NULL),
       (105, 'Dune', 70, 70, NULL);

INSERT INTO course_teacher (teacher_id, course_id)
VALUES (101, 3),
       (102, 3),
       (101, 7),
       (103, 7),
       (104, 7),
       (105, 9),
       (105, 21);

INSERT INTO course_staff (course_id, employee_id, duty)
VALUES (3, 106, 'mentor'),
       (3, 107, 'reviewer');

-- Of course 3: 1 finished, 2 running, 3 closed for sale, 4 cancelled, 5 sold out, 6 with few places, 7 with many, 8 later.
INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places, cancelled_at,
                             created_at, updated_at)
SELECT id, course_id, date '${today}' + starts, date '${today}' + sales_end, date '${today}' + ends, capacity, remaining,
       CASE WHEN cancelled THEN timestamptz '2026-01-01T00:00:00Z' END, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
  FROM (VALUES (1, 3, -100, -110, -50, 10, 4, false),
               (2, 3, -10, -20, 50, 10, 10, false),
               (3, 3, 10, -5, 70, 10, 10, false),
               (4, 3, 15, 10, 75, 10, 10, true),
               (5, 3, 20, 15, 80, 1, 0, false),
               (6, 3, 30, 25, 90, 5, 5, false),
               (7, 3, 40, 35, 100, 10, 6, false),
               (8, 3, 50, 45, 110, 10, 10, false),
               (9, 9, -100, -110, -50, 10, 8, false),
               (10, 7, -100, -110, -50, 10, 8, false),
               (11, 20, 20, 15, 80, 10, 10, false),
               (12, 21, 20, 15, 80, 10, 10, false),
               (13, 9, 20, 15, 80, 10, 10, false))
       AS run (id, course_id, starts, sales_end, ends, capacity, remaining, cancelled);

-- Of course 3: four buyers, one of whom bought a second run; one order that is unpaid, and one refunded.
INSERT INTO purchase (purchase_id, user_id, course_id, calendar_id, purchase_date, course_type_id, total_price, currency,
                      purchase_status, expires_at, paid_at, closed_at)
SELECT id, user_id, course_id, run, timestamptz '2026-01-01T00:00:00Z', 1, 100, 'RUB', status,
       timestamptz '2026-01-02T00:00:00Z',
       CASE WHEN status IN ('paid', 'refunded') THEN timestamptz '2026-01-01T00:10:00Z' END,
       CASE WHEN status = 'refunded' THEN timestamptz '2026-01-01T00:20:00Z' END
  FROM (VALUES (1, 8, 3, 1, 'paid'),
               (2, 9, 3, 1, 'paid'),
               (3, 10, 3, 1, 'paid'),
               (4, 11, 3, 1, 'paid'),
               (5, 8, 3, 5, 'paid'),
               (6, 12, 3, 7, 'unpaid'),
               (7, 12, 3, 1, 'refunded'),
               (8, 8, 7, 10, 'paid'),
               (9, 9, 7, 10, 'paid'),
               (10, 8, 9, 9, 'paid'),
               (11, 9, 9, 9, 'paid'))
       AS p (id, user_id, course_id, run, status);

INSERT INTO certificate (certificate_id, user_id, course_id, purchase_id, issue_date, code, issued_by, revoked_at)
VALUES (1, 8, 3, 1, '2026-01-01', '00000000000000000000000001', 101, NULL),
       (2, 9, 3, 2, '2026-01-01', '00000000000000000000000002', 101, NULL),
       (3, 10, 3, 3, '2026-01-01', '00000000000000000000000003', 101, '2026-01-05T00:00:00Z');

INSERT INTO career_center_student (id, user_id, course_id, career_support_start, support_period, extended)
VALUES (1, 8, 3, '2026-01-01', 3, false),
       (2, 9, 3, '2026-01-01', 3, false);

INSERT INTO partner_company (company_id, short_name, full_name, hired_graduates_count, requirements, agreement_status)
VALUES (1, 'Acme', 'Acme Incorporated', 1, 'Java', 'active');

INSERT INTO job_application (id, student_id, company_id, application_date, status, status_changed_at)
VALUES (1, 1, 1, '2026-01-10', 'hired', '2026-01-20T00:00:00Z'),
       (2, 2, 1, '2026-01-10', 'rejected', '2026-01-20T00:00:00Z');

INSERT INTO course_review (review_id, course_id, user_id, purchase_id, rating, review_date)
VALUES (1, 3, 8, 1, 5, '2026-01-05T00:00:00Z'),
       (2, 3, 9, 2, 5, '2026-01-05T00:00:00Z'),
       (3, 3, 10, 3, 4, '2026-01-05T00:00:00Z'),
       (4, 3, 11, 4, 4, '2026-01-05T00:00:00Z'),
       (5, 7, 8, 8, 5, '2026-01-05T00:00:00Z'),
       (6, 7, 9, 9, 4, '2026-01-05T00:00:00Z'),
       (7, 9, 8, 10, 4, '2026-01-05T00:00:00Z'),
       (8, 9, 9, 11, 5, '2026-01-05T00:00:00Z');

-- 21 is archived and 11 has lost its reviews: neither may be in the report.
INSERT INTO course_rating (course_id, reviews_count, rating_sum)
SELECT course_id, count(*), sum(rating)
  FROM course_review
 GROUP BY course_id
UNION ALL
VALUES (21, 1, 5),
       (11, 0, 0);

-- Keys that tests let the database choose follow on those above.
DO $$
DECLARE
    identity record;
BEGIN
    FOR identity IN
        SELECT a.attname AS column_name, CAST(a.attrelid AS regclass) AS table_name
          FROM pg_attribute a
         WHERE a.attidentity <> '' AND CAST(a.attrelid AS regclass) <> CAST('course_type' AS regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I RESTART WITH 10000', identity.table_name, identity.column_name);
    END LOOP;
END
$$;
