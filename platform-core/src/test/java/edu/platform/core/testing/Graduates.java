package edu.platform.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** People for the tests of what comes after a course, and what they leave behind. */
public final class Graduates {

  /** May do everything. */
  public static final Viewer ADMIN = Viewer.of(900, Set.of(Role.ADMIN), "request-900");

  /** Cares for graduates. */
  public static final Viewer MANAGER = Viewer.of(901, Set.of(Role.CAREER_MANAGER), "request-901");

  /** Helps customers. */
  public static final Viewer SUPPORT = Viewer.of(902, Set.of(Role.SUPPORT), "request-902");

  /** Teaches the courses 3 and 7. */
  public static final Viewer ANNA = Viewer.of(1, Set.of(Role.TEACHER), "request-1");

  /** Teaches the course 9. */
  public static final Viewer ELENA = Viewer.of(5, Set.of(Role.TEACHER), "request-5");

  /** Mentors the course 3. */
  public static final Viewer FEDOR = Viewer.of(6, Set.of(Role.MENTOR), "request-6");

  /** Reviews projects of the course 3. */
  public static final Viewer GALINA = Viewer.of(7, Set.of(Role.REVIEWER), "request-7");

  /** Has certificates of the courses 3 and 7, and is in care after 3 (over) and 7 (running). */
  public static final Viewer IVAN = student(8);

  /** Has certificates of the courses 3 and 9, the latter bought with the extended career track. */
  public static final Viewer JULIA = student(9);

  /** Has finished the courses 3 and 9, and takes part in 7; the certificate of 3 is revoked. */
  public static final Viewer KIRILL = student(10);

  /** Has finished the courses 3 and 7 and has no certificate. */
  public static final Viewer LIDIA = student(11);

  /** Has finished nothing. */
  public static final Viewer MAXIM = student(12);

  private static final Sql AUDIT =
      Sql.named(
          "test.audit",
          """
          SELECT action || ' ' || entity || ' ' || entity_id || ' by ' || actor_user_id || ': '
                 || CAST(before AS text) || ' -> ' || CAST(after AS text) AS line
            FROM audit_log
           ORDER BY id
          """);

  private Graduates() {}

  private static Viewer student(int account) {
    return Viewer.of(account, Set.of(), "request-" + account);
  }

  /** Puts the rows of {@code catalogue.sql} and more into the tables; new ids begin at 50. */
  public static void reset() {
    TestDatabase.reset();
    TestDatabase.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (900, 'Ada', 'Byron', '1990-01-01', 'ada@example.org', '-'),
               (901, 'Mary', 'Somerville', '1990-01-01', 'mary@example.org', '-'),
               (902, 'Grace', 'Hopper', '1990-01-01', 'grace@example.org', '-');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (900, 900, 1, 'Head', '2020-01-01'),
               (901, 901, 8, 'Career manager', '2020-01-01'),
               (902, 902, 6, 'Support', '2020-01-01');
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
        VALUES (20, 7, date '${today}' - 10, date '${today}' - 10, date '${today}', 10, 9);
        INSERT INTO purchase (purchase_id, user_id, course_id, calendar_id, purchase_date, course_type_id, total_price,
                              currency, purchase_status, expires_at, paid_at)
        VALUES (20, 10, 9, 9, '2026-01-01T00:00:00Z', 1, 100, 'RUB', 'paid', '2026-01-02T00:00:00Z', '2026-01-01T00:10:00Z'),
               (21, 11, 7, 10, '2026-01-01T00:00:00Z', 1, 100, 'RUB', 'paid', '2026-01-02T00:00:00Z', '2026-01-01T00:10:00Z'),
               (22, 10, 7, 20, '2026-01-01T00:00:00Z', 1, 100, 'RUB', 'paid', '2026-01-02T00:00:00Z', '2026-01-01T00:10:00Z');
        UPDATE purchase SET course_type_id = 5 WHERE purchase_id = 11;
        DELETE FROM course_rating WHERE course_id = 21;
        INSERT INTO certificate (certificate_id, user_id, course_id, purchase_id, issue_date, code, issued_by)
        VALUES (20, 8, 7, 8, '2026-05-01', '00000000000000000000000020', 101),
               (21, 9, 9, 11, '2026-05-01', '00000000000000000000000021', 105);
        INSERT INTO career_center_student (id, user_id, course_id, cv_url, career_support_start, support_period, extended)
        VALUES (20, 8, 7, 'https://cv.example.org/ivan', '2026-06-01', 3, false);
        INSERT INTO partner_company (company_id, short_name, full_name, requirements, agreement_status)
        VALUES (2, 'Borealis', 'Borealis Limited', 'SQL', 'active'),
               (3, 'Cobalt', 'Cobalt Company', 'Java', 'suspended'),
               (4, 'acorn', 'Acorn and Sons', 'Java', 'negotiating');
        ALTER TABLE course_review ALTER COLUMN review_id RESTART WITH 50;
        ALTER TABLE certificate ALTER COLUMN certificate_id RESTART WITH 50;
        ALTER TABLE career_center_student ALTER COLUMN id RESTART WITH 50;
        ALTER TABLE partner_company ALTER COLUMN company_id RESTART WITH 50;
        ALTER TABLE job_application ALTER COLUMN id RESTART WITH 50;
        """
            .replace("${today}", TestDatabase.TODAY.toString()));
  }

  /** What was done, oldest first. */
  public static List<String> audit(Database database) {
    return database.query(AUDIT, Map.of(), row -> row.text("line"));
  }

  /**
   * Do things at the same time.
   *
   * @param calls each in a thread of its own, begun together
   * @return what each gave, or the code it was refused with
   */
  public static List<Object> atOnce(List<? extends Callable<?>> calls) throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(calls.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> running = new ArrayList<>();
      for (Callable<?> call : calls) {
        running.add(
            threads.submit(
                () -> {
                  together.await();
                  return call.call();
                }));
      }
      List<Object> results = new ArrayList<>();
      for (Future<Object> one : running) {
        results.add(resultOf(one));
      }
      return results;
    }
  }

  private static Object resultOf(Future<Object> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RefusedException refused) {
        return refused.code();
      }
      throw new IllegalStateException(failure);
    }
  }

  /** Caches something under a key, does the work, and expects that it was forgotten. */
  public static void assertForgotten(
      DocumentCache documents, DocumentKind kind, String key, Runnable work) {
    documents.get(kind, key, () -> Optional.of(document("old")));

    work.run();

    assertThat(documents.get(kind, key, () -> Optional.of(document("new"))).orElseThrow().body())
        .as("%s %s after the write", kind, key)
        .isEqualTo(document("new").body());
  }

  private static Document document(String text) {
    return Document.of(text.getBytes(StandardCharsets.UTF_8), TestDatabase.CLOCK.instant());
  }
}
