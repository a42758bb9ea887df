-- Indexes that no key brings: for foreign keys, list orders, searches, reports and background work.
--
-- Each costs every write of its table, so each says what reads it. A foreign key is indexed when no full index leads with
-- its column: without one, deleting a parent row scans the whole child table. Partial indexes do not count for that.

-- Foreign keys.
CREATE INDEX course_specialization_id_ix ON course (specialization_id);
CREATE INDEX course_difficulty_level_id_ix ON course (difficulty_level_id);
CREATE INDEX course_topic_association_topic_id_ix ON course_topic_association (topic_id);
CREATE INDEX project_topic_id_ix ON project (topic_id);
CREATE INDEX employee_user_id_ix ON employee (user_id);
CREATE INDEX employee_role_id_ix ON employee (role_id);
CREATE INDEX course_teacher_course_id_ix ON course_teacher (course_id);
CREATE INDEX course_staff_employee_id_ix ON course_staff (employee_id);
CREATE INDEX purchase_calendar_id_course_id_ix ON purchase (calendar_id, course_id);
CREATE INDEX purchase_course_type_id_ix ON purchase (course_type_id);
CREATE INDEX certificate_issued_by_ix ON certificate (issued_by);
CREATE INDEX job_application_student_id_ix ON job_application (student_id);
CREATE INDEX blog_post_author_id_ix ON blog_post (author_id);
CREATE INDEX post_tag_tag_id_ix ON post_tag (tag_id);
CREATE INDEX course_review_purchase_id_ix ON course_review (purchase_id);

-- Courses: the orders of the list, each ending in the key, as its cursor does. Names sort by ICU's root collation, whose
-- order does not change with the operating system's C library.
CREATE INDEX course_created_at_course_id_ix ON course (created_at, course_id);
CREATE INDEX course_name_course_id_ix ON course (name COLLATE "und-x-icu", course_id);
CREATE INDEX course_price_course_id_ix ON course (price, course_id);
-- Courses: full-text search.
CREATE INDEX course_search_vector_ix ON course USING gin (search_vector);
-- Courses: drafts and archived ones, few among many.
CREATE INDEX course_created_at_course_id_not_on_sale_ix ON course (created_at, course_id) WHERE status <> 'on_sale';

-- Runs: the next ones of a course, and of all courses.
CREATE INDEX course_calendar_course_id_start_date_ix ON course_calendar (course_id, start_date);
CREATE INDEX course_calendar_start_date_id_ix ON course_calendar (start_date, id);

-- Purchases: a user's history.
CREATE INDEX purchase_user_id_purchase_date_purchase_id_ix ON purchase (user_id, purchase_date, purchase_id);
-- Purchases: the detailed report, unfiltered, of a course, and of a status.
CREATE INDEX purchase_purchase_date_purchase_id_ix ON purchase (purchase_date, purchase_id);
CREATE INDEX purchase_course_id_purchase_date_purchase_id_ix ON purchase (course_id, purchase_date, purchase_id);
CREATE INDEX purchase_purchase_status_purchase_date_purchase_id_ix
    ON purchase (purchase_status, purchase_date, purchase_id);
-- Purchases: the buyers of a course.
CREATE INDEX purchase_course_id_user_id_paid_ix ON purchase (course_id, user_id) WHERE purchase_status = 'paid';
-- Purchases: the places taken of a run (invariant I1).
CREATE INDEX purchase_calendar_id_active_ix ON purchase (calendar_id) WHERE purchase_status IN ('unpaid', 'paid');
-- Purchases: the sweeper of orders that nobody paid.
CREATE INDEX purchase_expires_at_unpaid_ix ON purchase (expires_at) WHERE purchase_status = 'unpaid';
-- Purchases: revenue and refunds by month.
CREATE INDEX purchase_paid_at_ix ON purchase (paid_at);
CREATE INDEX purchase_closed_at_ix ON purchase (closed_at);

-- Reviews of a course, newest first; the rating is included for counts by rating.
CREATE INDEX course_review_course_id_review_date_review_id_ix
    ON course_review (course_id, review_date, review_id) INCLUDE (rating);

-- Top courses, in the report's order. The quotient is exact (numeric): two averages that differ never compare as equal.
CREATE INDEX course_rating_average_reviews_count_course_id_ix
    ON course_rating ((CAST(rating_sum AS numeric) / reviews_count) DESC, reviews_count DESC, course_id)
    WHERE reviews_count > 0;

-- Course statistics: graduates.
CREATE INDEX certificate_course_id_not_revoked_ix ON certificate (course_id) WHERE revoked_at IS NULL;

-- Applications to a company, by state.
CREATE INDEX job_application_company_id_status_ix ON job_application (company_id, status);

-- Blog: the list of published posts, and full-text search.
CREATE INDEX blog_post_publication_date_post_id_published_ix ON blog_post (publication_date, post_id)
    WHERE status = 'published';
CREATE INDEX blog_post_search_vector_ix ON blog_post USING gin (search_vector);

-- Searches by prefix. text_pattern_ops compares by code point, which LIKE 'prefix%' needs whatever the collation.
CREATE INDEX users_lower_surname_account_id_ix ON users (lower(surname) text_pattern_ops, account_id);
CREATE INDEX users_email_ix ON users (email text_pattern_ops);
CREATE INDEX course_topic_lower_name_ix ON course_topic (lower(name) text_pattern_ops);
CREATE INDEX partner_company_lower_short_name_ix ON partner_company (lower(short_name) text_pattern_ops);
CREATE INDEX tag_lower_name_ix ON tag (lower(name) text_pattern_ops);
