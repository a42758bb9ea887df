package edu.platform.cli.seed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is true of every seeded database: a query for each invariant of requirements section 2 and
 * each statement of section 6. Each returns a row only where its sentence is wrong. {@code {n}} is
 * the count, {@code {as_of}} the day of seeding.
 */
final class SeedQueries {

  private final Map<String, String> queries = new LinkedHashMap<>();

  /** Those that hold for every count. */
  static Map<String, String> always() {
    SeedQueries pack = new SeedQueries();
    pack.invariants();
    pack.fieldRules();
    pack.rows();
    pack.catalogueShapes();
    pack.peopleShapes();
    pack.saleShapes();
    pack.graduateShapes();
    pack.blogShapes();
    pack.dates();
    return pack.queries;
  }

  /** Those about distributions, which need about a thousand rows to show. */
  static Map<String, String> fromThousand() {
    SeedQueries pack = new SeedQueries();
    pack.distributions();
    return pack.queries;
  }

  private void holds(String sentence, String counterexamples) {
    queries.put(sentence, counterexamples);
  }

  /** Where a count differs from what it must be. */
  private void counts(String sentence, String count, String expected) {
    holds(
        sentence,
        "SELECT * FROM (SELECT ("
            + count
            + ") AS found, "
            + expected
            + " AS expected) AS counted WHERE found <> expected");
  }

  private void invariants() {
    holds(
        "I1: capacity - remaining_places = active purchases",
        """
        SELECT r.id FROM course_calendar r
         WHERE r.capacity - r.remaining_places <>
               (SELECT count(*) FROM purchase p
                 WHERE p.calendar_id = r.id AND p.purchase_status IN ('unpaid', 'paid'))
        """);
    holds(
        "I2: one active purchase per user and run",
        """
        SELECT user_id, calendar_id FROM purchase
         WHERE purchase_status IN ('unpaid', 'paid')
         GROUP BY user_id, calendar_id HAVING count(*) > 1
        """);
    holds(
        "I3: no active purchase of a cancelled run",
        """
        SELECT p.purchase_id FROM purchase p JOIN course_calendar r ON r.id = p.calendar_id
         WHERE r.cancelled_at IS NOT NULL AND p.purchase_status IN ('unpaid', 'paid')
        """);
    holds(
        "I4: paid_at, closed_at and refunded_amount agree with the status",
        """
        SELECT purchase_id FROM purchase
         WHERE (paid_at IS NOT NULL) <> (purchase_status IN ('paid', 'refunded'))
            OR (closed_at IS NOT NULL) <> (purchase_status IN ('cancelled', 'expired', 'refunded'))
            OR (refunded_amount <> 0 AND purchase_status <> 'refunded')
        """);
    for (String zone : new String[] {"Europe/Moscow", "Pacific/Kiritimati", "Pacific/Midway"}) {
      holds(
          "I5: a purchase's day is within the sales of its run, in " + zone,
          """
          SELECT p.purchase_id FROM purchase p JOIN course_calendar r ON r.id = p.calendar_id
           WHERE CAST(p.purchase_date AT TIME ZONE '%s' AS date) > r.end_sales_date
          """
              .formatted(zone));
      holds(
          "I6: a review's purchase is paid and its run ended before, in " + zone,
          """
          SELECT v.review_id FROM course_review v
            JOIN purchase p USING (purchase_id) JOIN course_calendar r ON r.id = p.calendar_id
           WHERE p.purchase_status <> 'paid'
              OR r.end_date >= CAST(v.review_date AT TIME ZONE '%s' AS date)
          """
              .formatted(zone));
    }
    holds(
        "I7: a certificate's purchase is paid and its run ended before",
        """
        SELECT c.certificate_id FROM certificate c
          JOIN purchase p USING (purchase_id) JOIN course_calendar r ON r.id = p.calendar_id
         WHERE p.purchase_status <> 'paid' OR r.end_date >= c.issue_date
        """);
    holds(
        "I8: care starts with the certificate, and is extended exactly when bought so",
        """
        SELECT s.id FROM career_center_student s
          JOIN certificate c USING (user_id, course_id)
          JOIN purchase p USING (purchase_id)
          JOIN course_type t ON t.id = p.course_type_id
         WHERE s.career_support_start < c.issue_date
            OR s.extended <> (t.kind = 'extended_career')
            OR s.support_period < CASE WHEN s.extended THEN 6 ELSE 3 END
            OR c.revoked_at IS NOT NULL
        """);
    holds(
        "I9: applications lie within the period",
        """
        SELECT a.id FROM job_application a JOIN career_center_student s ON s.id = a.student_id
         WHERE a.application_date < s.career_support_start
            OR a.application_date > s.career_support_start + make_interval(months => s.support_period)
        """);
    holds(
        "I10: hired_graduates_count = hired applications",
        """
        SELECT c.company_id FROM partner_company c
         WHERE c.hired_graduates_count <>
               (SELECT count(*) FROM job_application a
                 WHERE a.company_id = c.company_id AND a.status = 'hired')
        """);
    holds(
        "I11: post authors are SMM managers",
        """
        SELECT b.post_id FROM blog_post b JOIN employee e ON e.id = b.author_id
          JOIN role r ON r.id = e.role_id
         WHERE r.name <> 'smm_manager' OR e.dismissed_on IS NOT NULL
            OR e.hired_on > CAST(b.created_at AS date)
        """);
    holds(
        "I12: a course on sale has a topic and a teacher",
        """
        SELECT c.course_id FROM course c
         WHERE c.status = 'on_sale'
           AND (NOT EXISTS (SELECT FROM course_topic_association a WHERE a.course_id = c.course_id)
             OR NOT EXISTS (SELECT FROM course_teacher t WHERE t.course_id = c.course_id))
        """);
    holds(
        "I13: teachers of courses have the role teacher, others the role of their duty",
        """
        SELECT e.id FROM course_teacher t JOIN employee e ON e.id = t.teacher_id
          JOIN role r ON r.id = e.role_id WHERE r.name <> 'teacher' OR e.dismissed_on IS NOT NULL
        UNION ALL
        SELECT e.id FROM course_staff s JOIN employee e ON e.id = s.employee_id
          JOIN role r ON r.id = e.role_id WHERE r.name <> s.duty OR e.dismissed_on IS NOT NULL
        """);
    holds(
        "I14: projects_number = projects",
        """
        SELECT t.id FROM course_topic t
         WHERE t.projects_number <> (SELECT count(*) FROM project p WHERE p.topic_id = t.id)
        """);
    holds(
        "I15: SNILS and e-mails obey the field rules",
        """
        SELECT account_id FROM users
         WHERE email !~ '^[a-z]+[.][a-z]+[0-9]+@example[.]org$'
               AND email !~ '^[a-z_]+@demo[.]example[.]org$'
            OR email <> lower(email)
            OR snils_number IS NOT NULL AND NOT is_snils(snils_number)
        """);
    holds(
        "I16: account created <= purchase <= payment",
        """
        SELECT p.purchase_id FROM purchase p JOIN users u ON u.account_id = p.user_id
         WHERE u.created_at > p.purchase_date OR p.paid_at < p.purchase_date
            OR p.closed_at < p.purchase_date OR p.closed_at < p.paid_at
        """);
    holds(
        "I17: no reduced order was placed through the API",
        "SELECT user_id FROM idempotency_key UNION ALL SELECT user_id FROM user_benefit");
    holds(
        "I18: course_rating agrees with the reviews",
        """
        SELECT course_id
          FROM course_rating
          FULL JOIN (SELECT course_id, count(*) AS n, sum(rating) AS s
                       FROM course_review GROUP BY course_id) v USING (course_id)
         WHERE reviews_count IS DISTINCT FROM v.n OR rating_sum IS DISTINCT FROM v.s
        """);
  }

  private void fieldRules() {
    holds(
        "names are letters with space, hyphen, apostrophe or point between",
        """
        SELECT account_id FROM users
         WHERE name !~ '^[[:alpha:]][[:alpha:] .''-]*$' OR surname !~ '^[[:alpha:]][[:alpha:] .''-]*$'
        """);
    holds(
        "people are 14 or older when they open an account",
        "SELECT account_id FROM users WHERE birthdate + interval '14 years' > created_at"
            + " OR birthdate < DATE '1900-01-01'");
    holds(
        "technologies: 1 to 50 characters, no repeats ignoring case",
        """
        SELECT id FROM course_topic
         WHERE EXISTS (SELECT FROM unnest(technologies) t WHERE char_length(t) NOT BETWEEN 1 AND 50)
            OR (SELECT count(DISTINCT lower(t)) FROM unnest(technologies) t) <> cardinality(technologies)
            OR cardinality(technologies) = 0
        """);
    holds(
        "tag names: lower-case letters, digits, space, + # . -",
        "SELECT tag_id FROM tag WHERE name !~ '^[[:alnum:] +#.-]+$' OR name <> lower(name)");
    holds(
        "posts hold no raw HTML and no forbidden links",
        "SELECT post_id FROM blog_post WHERE content ~ '<[a-zA-Z/!]' OR content ~* '(javascript|data):'");
    holds(
        "texts are trimmed and have no control characters but line breaks",
        """
        SELECT 'course', course_id FROM course
         WHERE name <> btrim(name) OR description <> btrim(description) OR name ~ '[[:cntrl:]]'
        UNION ALL
        SELECT 'blog_post', post_id FROM blog_post
         WHERE content <> btrim(content, E' \\n') OR translate(content, E'\\n', '') ~ '[[:cntrl:]]'
            OR title <> btrim(title)
        """);
    holds(
        "no placeholder is left",
        """
        SELECT 'course', course_id FROM course WHERE name || description ~ '[{}]'
        UNION ALL SELECT 'post', post_id FROM blog_post WHERE title ~ '[{}]' OR content ~ '{(subject|technology)}'
        UNION ALL SELECT 'topic', id FROM course_topic WHERE name || description ~ '[{}]'
        UNION ALL SELECT 'project', project_id FROM project WHERE name || description ~ '[{}]'
        UNION ALL SELECT 'company', company_id FROM partner_company WHERE full_name || requirements ~ '[{}]'
        """);
  }

  private void rows() {
    counts("4 levels", "SELECT count(*) FROM difficulty_level", "4");
    counts("24 specialisations", "SELECT count(*) FROM course_specialization", "24");
    counts("200 tags", "SELECT count(*) FROM tag", "200");
    counts("5 course types", "SELECT count(*) FROM course_type", "5");
    counts("8 roles", "SELECT count(*) FROM role", "8");
    for (String table :
        new String[] {
          "course",
          "course_topic",
          "project",
          "teacher",
          "course_review",
          "career_center_student",
          "job_application",
          "partner_company",
          "blog_post",
          "post_tag"
        }) {
      counts("N rows in " + table, "SELECT count(*) FROM " + table, "{n}");
    }
    counts("2N purchases", "SELECT count(*) FROM purchase", "2 * {n}");
    counts("1.2N certificates", "SELECT count(*) FROM certificate", "ceil(1.2 * {n})");
    counts("0.5N course_staff", "SELECT count(*) FROM course_staff", "ceil(0.5 * {n})");
    counts(
        "N runs, with few courses a finished one more for each",
        "SELECT count(*) FROM course_calendar",
        "CASE WHEN {n} < 20 THEN 2 * {n} ELSE {n} END");
    counts(
        "2N links of topics, where there are enough topics",
        "SELECT count(*) FROM course_topic_association",
        "CASE WHEN {n} < 2 THEN 1 ELSE 2 * {n} END");
    counts(
        "1.5N links of teachers, where there are enough teachers",
        "SELECT count(*) FROM course_teacher",
        "CASE WHEN {n} < 2 THEN 1 ELSE ceil(1.5 * {n}) END");
    counts(
        "1.2N employees, with few teachers as many as the roles need",
        "SELECT count(*) FROM employee",
        "greatest(ceil(1.2 * {n}), {n} + ceil({n} / 10.0) + ceil({n} / 20.0)"
            + " + CASE {n} WHEN 1 THEN 7 WHEN 2 THEN 6 ELSE 5 END)");
    counts(
        "2N accounts and the office",
        "SELECT count(*) FROM users",
        "2 * {n} + (SELECT count(*) FROM employee) - {n} - ceil({n} / 10.0) - ceil({n} / 20.0)");
    for (String table :
        new String[] {
          "refresh_token",
          "login_throttle",
          "password_reset",
          "idempotency_key",
          "payment_event",
          "user_benefit",
          "audit_log"
        }) {
      counts("no rows in " + table, "SELECT count(*) FROM " + table, "0");
    }
  }

  private void catalogueShapes() {
    counts(
        "95% of courses on sale",
        "SELECT count(*) FROM course WHERE status = 'on_sale'", "ceil(0.95 * {n})");
    holds(
        "the other courses are archived",
        "SELECT course_id FROM course WHERE status NOT IN ('on_sale', 'archived')");
    holds(
        "10 000 to 200 000 roubles, 100 to 500 hours",
        """
        SELECT course_id FROM course
         WHERE price NOT BETWEEN 1000000 AND 20000000 OR duration NOT BETWEEN 100 AND 500
            OR currency <> 'RUB'
        """);
    holds(
        "0 to 4 projects a topic",
        "SELECT topic_id FROM project GROUP BY topic_id HAVING count(*) > 4");
    holds(
        "1 to 8 topics a course, in order",
        """
        SELECT course_id FROM course LEFT JOIN course_topic_association USING (course_id)
         GROUP BY course_id
        HAVING count(topic_id) NOT BETWEEN 1 AND 8
            OR max(ordinal) <> count(*) OR count(DISTINCT ordinal) <> count(*)
        """);
  }

  private void peopleShapes() {
    counts(
        "40% of customers with SNILS",
        "SELECT count(*) FROM users WHERE snils_number IS NOT NULL AND account_id <= {n}",
        "ceil(0.4 * {n})");
    holds(
        "only customers have a SNILS",
        "SELECT account_id FROM users WHERE snils_number IS NOT NULL AND account_id > {n}");
    holds(
        "each role at least once",
        "SELECT name FROM role WHERE id NOT IN (SELECT role_id FROM employee)");
    holds(
        "accounts N+1 to 2N are teachers, no customer is",
        """
        SELECT account_id FROM users
         WHERE (account_id BETWEEN {n} + 1 AND 2 * {n}) <>
               EXISTS (SELECT FROM employee e JOIN teacher t ON t.employee_id = e.id
                        WHERE e.user_id = account_id)
        """);
    counts(
        "N/10 mentors are also teachers",
        """
        SELECT count(DISTINCT e.user_id) FROM employee e
          JOIN employee t ON t.user_id = e.user_id AND t.role_id = 2 WHERE e.role_id = 5
        """,
        "ceil({n} / 10.0)");
    counts(
        "N/20 reviewers are also teachers",
        """
        SELECT count(DISTINCT e.user_id) FROM employee e
          JOIN employee t ON t.user_id = e.user_id AND t.role_id = 2 WHERE e.role_id = 7
        """,
        "ceil({n} / 20.0)");
    holds(
        "1 to 4 teachers a course",
        """
        SELECT course_id FROM course LEFT JOIN course_teacher USING (course_id)
         GROUP BY course_id HAVING count(teacher_id) NOT BETWEEN 1 AND 4
        """);
    counts(
        "a demo account for a student and for each role that has it",
        """
        SELECT count(*) FROM users u
         WHERE email = 'student@demo.example.org' AND account_id <= {n}
            OR EXISTS (SELECT FROM employee e JOIN role r ON r.id = e.role_id
                        WHERE e.user_id = u.account_id AND u.email = r.name || '@demo.example.org')
        """,
        "9");
    counts(
        "all accounts have the demo password",
        "SELECT count(DISTINCT hashed_password) FROM users",
        "1");
    counts(
        "nobody is blocked or erased",
        "SELECT count(*) FROM users WHERE blocked_at IS NOT NULL OR erased_at IS NOT NULL",
        "0");
  }

  private void saleShapes() {
    holds(
        "runs start from 24 months before to 6 months after the day of seeding",
        """
        SELECT id FROM course_calendar
         WHERE start_date < DATE '{as_of}' - interval '24 months'
            OR start_date > DATE '{as_of}' + interval '6 months'
        """);
    holds(
        "every course on sale of the first N/5 has a run with sales open",
        """
        SELECT course_id FROM course c
         WHERE course_id <= ceil({n} / 5.0) AND status = 'on_sale'
           AND NOT EXISTS (SELECT FROM course_calendar r
                            WHERE r.course_id = c.course_id AND r.cancelled_at IS NULL
                              AND r.end_sales_date >= DATE '{as_of}')
        """);
    holds(
        "archived courses are not sold any more",
        """
        SELECT r.id FROM course_calendar r JOIN course c USING (course_id)
         WHERE c.status = 'archived' AND r.end_sales_date >= DATE '{as_of}'
        """);
    holds(
        "10% of open runs are sold out, but never all, as far as runs have sold at all",
        """
        WITH open AS (
            SELECT r.remaining_places, r.capacity - r.remaining_places AS taken
              FROM course_calendar r JOIN course c USING (course_id)
             WHERE c.status = 'on_sale' AND r.cancelled_at IS NULL
               AND r.end_sales_date >= DATE '{as_of}')
        SELECT * FROM (
            SELECT count(*) FILTER (WHERE remaining_places = 0) AS sold_out,
                   least(ceil(0.1 * count(*)), count(*) - 1, count(*) FILTER (WHERE taken > 0)) AS wanted
              FROM open) AS counted
         WHERE sold_out <> wanted
        """);
    counts(
        "70% of purchases are paid and finished",
        """
        SELECT count(*) FROM purchase p JOIN course_calendar r ON r.id = p.calendar_id
         WHERE p.purchase_status = 'paid' AND r.end_date < DATE '{as_of}'
        """,
        "ceil(1.4 * {n})");
    int soFar = 0;
    int[] percents = {82, 3, 6, 5, 4};
    String[] states = {"paid", "unpaid", "cancelled", "expired", "refunded"};
    for (int i = 0; i < states.length; i++) {
      counts(
          percents[i] + "% of purchases are " + states[i] + ", rounded up in this order",
          "SELECT count(*) FROM purchase WHERE purchase_status = '" + states[i] + "'",
          "ceil(2 * {n} * "
              + (soFar + percents[i])
              + " / 100.0) - ceil(2 * {n} * "
              + soFar
              + " / 100.0)");
      soFar += percents[i];
    }
    soFar = 0;
    int[] types = {60, 15, 5, 2, 18};
    for (int i = 0; i < types.length; i++) {
      counts(
          types[i] + "% of purchases are of type " + (i + 1),
          "SELECT count(*) FROM purchase WHERE course_type_id = " + (i + 1),
          "ceil(2 * {n} * "
              + (soFar + types[i])
              + " / 100.0) - ceil(2 * {n} * "
              + soFar
              + " / 100.0)");
      soFar += types[i];
    }
    holds(
        "unpaid orders were placed the day before, expire 1 to 3 days on",
        """
        SELECT purchase_id FROM purchase
         WHERE purchase_status = 'unpaid'
           AND (expires_at NOT BETWEEN DATE '{as_of}' + interval '1 day' AND DATE '{as_of}' + interval '3 days'
             OR expires_at - purchase_date NOT BETWEEN interval '1 day' AND interval '3 days')
        """);
    holds(
        "at most 5 unpaid orders a user",
        """
        SELECT user_id FROM purchase WHERE purchase_status = 'unpaid'
         GROUP BY user_id HAVING count(*) > 5
        """);
    holds(
        "the total is the course's price, less the discount or with the surcharge, half up",
        """
        SELECT p.purchase_id FROM purchase p JOIN course c USING (course_id)
          JOIN course_type t ON t.id = p.course_type_id
         WHERE p.total_price <> floor(c.price::numeric * (100 - t.discount + t.surcharge) / 100 + 0.5)
            OR p.currency <> c.currency
        """);
    holds(
        "1 to 20 purchases a buyer",
        "SELECT user_id FROM purchase GROUP BY user_id HAVING count(*) > 20");
    holds(
        "nobody finishes a course twice",
        """
        SELECT user_id, course_id FROM purchase p JOIN course_calendar r ON r.id = p.calendar_id
         WHERE p.purchase_status = 'paid' AND r.end_date < DATE '{as_of}'
         GROUP BY user_id, p.course_id HAVING count(*) > 1
        """
            .replace("user_id, course_id FROM", "user_id, p.course_id FROM"));
    holds(
        "purchases of cancelled runs are refunded in full",
        """
        SELECT p.purchase_id FROM purchase p JOIN course_calendar r ON r.id = p.calendar_id
         WHERE r.cancelled_at IS NOT NULL AND p.purchase_status = 'refunded'
           AND p.refunded_amount <> p.total_price
        """);
  }

  private void graduateShapes() {
    counts(
        "30% of applications are hired",
        "SELECT count(*) FROM job_application WHERE status = 'hired'", "ceil(0.3 * {n})");
    counts(
        "60% of companies are active",
        "SELECT count(*) FROM partner_company WHERE agreement_status = 'active'",
        "ceil(0.6 * {n})");
    holds(
        "applications go to companies with an active agreement, from students with a CV",
        """
        SELECT a.id FROM job_application a JOIN partner_company c USING (company_id)
          JOIN career_center_student s ON s.id = a.student_id
         WHERE c.agreement_status <> 'active' OR s.cv_url IS NULL
        """);
    holds(
        "who is hired has nothing open",
        """
        SELECT h.student_id FROM job_application h JOIN job_application o USING (student_id)
         WHERE h.status = 'hired' AND o.status IN ('applied', 'interviewed', 'offered')
        """);
    holds(
        "open applications are of students still in care",
        """
        SELECT a.id FROM job_application a JOIN career_center_student s ON s.id = a.student_id
         WHERE a.status IN ('applied', 'interviewed', 'offered')
           AND s.career_support_start + make_interval(months => s.support_period) <= DATE '{as_of}'
        """);
    holds(
        "certificates are issued by a teacher of the course",
        """
        SELECT c.certificate_id FROM certificate c
         WHERE NOT EXISTS (SELECT FROM course_teacher t
                            WHERE t.course_id = c.course_id AND t.teacher_id = c.issued_by)
        """);
  }

  private void blogShapes() {
    counts(
        "90% of posts are published",
        "SELECT count(*) FROM blog_post WHERE status = 'published'", "ceil(0.9 * {n})");
    holds(
        "reading time = max(1, ceil(words / 200))",
        """
        SELECT post_id FROM blog_post
         WHERE reading_time_minutes <>
               greatest(1, ceil(cardinality(regexp_split_to_array(content, '\\s+')) / 200.0))
        """);
    holds(
        "300 to 950 words a post",
        """
        SELECT post_id FROM blog_post
         WHERE cardinality(regexp_split_to_array(content, '\\s+')) NOT BETWEEN 280 AND 950
        """);
  }

  private void dates() {
    for (String table :
        new String[] {
          "course", "course_topic", "project", "users", "employee", "teacher", "difficulty_level"
        }) {
      holds(
          "rows of " + table + " are of 2022-2023",
          "SELECT created_at FROM "
              + table
              + " WHERE created_at < '2022-01-01' OR updated_at >= '2024-01-01' OR updated_at < created_at");
    }
    for (String table :
        new String[] {
          "course_calendar",
          "purchase",
          "certificate",
          "career_center_student",
          "partner_company",
          "job_application",
          "blog_post",
          "course_review"
        }) {
      holds(
          "rows of " + table + " are of before the day of seeding",
          "SELECT created_at FROM "
              + table
              + " WHERE updated_at >= DATE '{as_of}' OR updated_at < created_at");
    }
    holds(
        "what happens after an application, happens after it",
        "SELECT id FROM job_application WHERE CAST(status_changed_at AS date) < application_date");
    holds(
        "employees are hired after they have an account",
        """
        SELECT e.id FROM employee e JOIN users u ON u.account_id = e.user_id
         WHERE e.hired_on < CAST(u.created_at AS date) OR e.hired_on >= DATE '2024-01-01'
        """);
  }

  private void distributions() {
    for (String table : new String[] {"course_calendar", "purchase"}) {
      holds(
          "the first 1% of courses have about 15%, the first 10% about half of " + table,
          """
          SELECT * FROM (
              SELECT avg(CASE WHEN course_id <= {n} * 0.01 THEN 1.0 ELSE 0 END) AS top1,
                     avg(CASE WHEN course_id <= {n} * 0.1 THEN 1.0 ELSE 0 END) AS top10
                FROM %s) AS shares
           WHERE top1 NOT BETWEEN 0.13 AND 0.18 OR top10 NOT BETWEEN 0.47 AND 0.57
          """
              .formatted(table));
    }
    holds(
        "buyers follow a Zipf: fewer buy more",
        """
        SELECT * FROM (
            SELECT k, count(*) AS buyers, lag(count(*)) OVER (ORDER BY k) AS fewer
              FROM (SELECT count(*) AS k FROM purchase GROUP BY user_id) AS b
             GROUP BY k) AS numbers
         WHERE k <= 5 AND buyers > fewer
        """);
    holds(
        "somebody has bought 20 times, most buyers once",
        """
        SELECT * FROM (
            SELECT max(k) AS most, avg(CASE WHEN k = 1 THEN 1.0 ELSE 0 END) AS once
              FROM (SELECT count(*) AS k FROM purchase GROUP BY user_id) AS b) AS numbers
         WHERE most < 15 OR once NOT BETWEEN 0.55 AND 0.80
        """);
    holds(
        "the demo student is the busiest buyer",
        """
        SELECT * FROM (SELECT user_id, count(*) AS k FROM purchase GROUP BY user_id
                        ORDER BY k DESC, user_id LIMIT 1) AS busiest
         WHERE user_id <> 1
        """);
    holds(
        "some buyers are employees",
        """
        SELECT * FROM (SELECT count(*) AS k FROM purchase p JOIN employee e USING (user_id)) AS staff
         WHERE k = 0
        """);
    holds(
        "prices rise with the level, from the lowest (4) on",
        """
        SELECT * FROM (
            SELECT avg(price) FILTER (WHERE difficulty_level_id = 4) AS p4,
                   avg(price) FILTER (WHERE difficulty_level_id = 1) AS p1,
                   avg(price) FILTER (WHERE difficulty_level_id = 2) AS p2,
                   avg(price) FILTER (WHERE difficulty_level_id = 3) AS p3
              FROM course) AS prices
         WHERE p4 >= p1 OR p1 >= p2 OR p2 >= p3
        """);
    holds(
        "dearer courses are longer",
        "SELECT * FROM (SELECT corr(price, duration) AS c FROM course) AS x WHERE c < 0.7");
    holds(
        "ratings 5 to 1: about 45, 30, 15, 6, 4%",
        """
        SELECT rating, share
          FROM (SELECT rating, count(*) * 100.0 / {n} AS share FROM course_review GROUP BY rating) AS s
          JOIN (VALUES (5, 45), (4, 30), (3, 15), (2, 6), (1, 4)) AS w (rating, wanted) USING (rating)
         WHERE abs(share - wanted) > 6
        """);
    holds(
        "ratings are shifted by the course: its reviews are alike",
        """
        SELECT * FROM (
            SELECT avg(power(v.rating - m.mean, 2)) AS within, max(t.variance) AS overall
              FROM course_review v
              JOIN (SELECT course_id, avg(rating) AS mean, count(*) AS n
                      FROM course_review GROUP BY course_id HAVING count(*) >= 5) m USING (course_id)
              CROSS JOIN (SELECT variance(rating) AS variance FROM course_review) t) AS x
         WHERE within > 0.95 * overall
        """);
    holds(
        "hires are a Zipf: the first tenth of active companies has about half",
        """
        SELECT * FROM (
            SELECT sum(hired_graduates_count) FILTER (WHERE place <= 0.1) AS first_tenth,
                   sum(hired_graduates_count) AS hires
              FROM (SELECT hired_graduates_count,
                           percent_rank() OVER (ORDER BY hired_graduates_count DESC) AS place
                      FROM partner_company WHERE agreement_status = 'active') AS c) AS x
         WHERE first_tenth < 0.4 * hires
        """);
    holds(
        "600 words a post on average",
        """
        SELECT * FROM (SELECT avg(cardinality(regexp_split_to_array(content, '\\s+'))) AS words
                         FROM blog_post) AS x
         WHERE words NOT BETWEEN 580 AND 620
        """);
    holds(
        "tags are a Zipf: the first has many times the posts of the hundredth",
        """
        SELECT * FROM (SELECT count(*) FILTER (WHERE tag_id = 1) AS first,
                              count(*) FILTER (WHERE tag_id BETWEEN 91 AND 110) / 20.0 AS hundredth
                         FROM post_tag) AS x
         WHERE first < 20 * hundredth
        """);
    holds(
        "some runs are cancelled, some are being taught",
        """
        SELECT * FROM (
            SELECT count(*) FILTER (WHERE cancelled_at IS NOT NULL) AS cancelled,
                   count(*) FILTER (WHERE DATE '{as_of}' BETWEEN start_date AND end_date) AS running
              FROM course_calendar) AS x
         WHERE cancelled NOT BETWEEN 1 AND 0.05 * {n} OR running NOT BETWEEN 0.03 * {n} AND 0.15 * {n}
        """);
    holds(
        "every course on sale has topics of one specialisation's technologies",
        """
        SELECT a.course_id FROM course_topic_association a JOIN course_topic t ON t.id = a.topic_id
         GROUP BY a.course_id
        HAVING count(DISTINCT (t.id - 1) % 24) > 1 AND {n} >= 192
        """);
  }
}
