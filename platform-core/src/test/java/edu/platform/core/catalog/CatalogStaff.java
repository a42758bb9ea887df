package edu.platform.core.catalog;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.config.CacheConfig;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.TestDatabase;
import io.helidon.metrics.api.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Who cares for the catalogue in its tests, and what they leave behind. */
final class CatalogStaff {

  /** May do everything. */
  static final Viewer ADMIN = Viewer.of(900, Set.of(Role.ADMIN), "request-1");

  /** Teaches the courses 3 and 7 of {@code catalogue.sql}. */
  static final Viewer ANNA = Viewer.of(1, Set.of(Role.TEACHER), "request-2");

  /** Teaches the courses 9 and 21. */
  static final Viewer ELENA = Viewer.of(5, Set.of(Role.TEACHER), "request-3");

  /** Mentors course 3. */
  static final Viewer FEDOR = Viewer.of(6, Set.of(Role.MENTOR), "request-4");

  /** Studies. */
  static final Viewer IVAN = Viewer.of(8, Set.of(), "request-5");

  private static final Sql AUDIT =
      Sql.named(
          "test.audit",
          """
          SELECT action || ' ' || entity_id || ' by ' || actor_user_id || ': '
                 || CAST(before AS text) || ' -> ' || CAST(after AS text) AS line
            FROM audit_log
           ORDER BY id
          """);

  private CatalogStaff() {}

  /** Puts the rows of {@code catalogue.sql} and an admin into the tables; new ids begin at 50. */
  static void reset() {
    TestDatabase.reset();
    TestDatabase.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (900, 'Ada', 'Byron', '1990-01-01', 'ada@example.org', '-');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (900, 900, 1, 'Head', '2020-01-01');
        ALTER TABLE difficulty_level ALTER COLUMN id RESTART WITH 50;
        ALTER TABLE course_specialization ALTER COLUMN id RESTART WITH 50;
        ALTER TABLE course_type ALTER COLUMN id RESTART WITH 50;
        ALTER TABLE course ALTER COLUMN course_id RESTART WITH 50;
        ALTER TABLE course_topic ALTER COLUMN id RESTART WITH 50;
        ALTER TABLE project ALTER COLUMN project_id RESTART WITH 50;
        ALTER TABLE course_calendar ALTER COLUMN id RESTART WITH 50;
        """);
  }

  /** A cache without Redis, to be closed by the caller. */
  static DocumentCache documents() {
    return new DocumentCache(
        new CacheConfig(Optional.empty(), 1L << 20),
        TestDatabase.CLOCK,
        TestDatabase.ZONE,
        Metrics.globalRegistry());
  }

  /** What was done, oldest first. */
  static List<String> audit(Database database) {
    return database.query(AUDIT, Map.of(), row -> row.text("line"));
  }

  /** Calls what has to be refused with a code. */
  static void assertRefused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .extracting(RefusedException::code)
        .isEqualTo(code);
  }
}
