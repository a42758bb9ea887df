package edu.platform.core.testing;

import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.config.CacheConfig;
import io.helidon.metrics.api.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts besides those of {@code catalogue.sql}, for tests of who may see and do what. */
public final class People {

  /** An admin, alone unless a test makes another; employee 201. */
  public static final Viewer ADMIN = Viewer.of(901, Set.of(Role.ADMIN), "r-admin");

  /** Of the support; employee 202. */
  public static final Viewer SUPPORT = Viewer.of(902, Set.of(Role.SUPPORT), "r-support");

  /** An analyst; employee 203. */
  public static final Viewer ANALYST = Viewer.of(903, Set.of(Role.ANALYST), "r-analyst");

  /** A customer with a telephone, a SNILS and a picture; account 904. */
  public static final Viewer CUSTOMER = Viewer.of(904, Set.of(), "r-customer");

  /** Another customer, without; account 905. */
  public static final Viewer STRANGER = Viewer.of(905, Set.of(), "r-stranger");

  /** A teacher of courses 3 and 7, account 1, employee 101. */
  public static final Viewer TEACHER = Viewer.of(1, Set.of(Role.TEACHER), "r-teacher");

  private People() {}

  /** Puts them into the tables, after {@link TestDatabase#reset}. */
  public static void insert() {
    TestDatabase.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password,
                           profile_picture_url, phone_number, snils_number, created_at, updated_at)
        SELECT id, name, surname, CAST(birthdate AS date), email, 'SECRET', picture, phone, snils,
               '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
          FROM (VALUES (901, 'Ada', 'Admin', '1980-01-01', 'ada@example.org', NULL, NULL, NULL),
                       (902, 'Sam', 'Support', '1981-01-01', 'sam@example.org', NULL, NULL, NULL),
                       (903, 'Ann', 'Analyst', '1982-01-01', 'ann@example.org', NULL, NULL, NULL),
                       (904, 'Карл', 'Клиентов', '1994-05-17', 'carl@example.org',
                        'https://pictures.example.org/carl.png', '+79990001122', '11223344595'),
                       (905, 'Stan', 'Stranger', '1995-01-01', 'stan@example.org', NULL, NULL, NULL))
               AS p (id, name, surname, birthdate, email, picture, phone, snils);
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (201, 901, 1, 'Head', '2020-01-01'),
               (202, 902, 6, 'Help desk', '2020-01-01'),
               (203, 903, 9, 'Analyst', '2020-01-01');
        """);
  }

  /** Signs an account in: it has a refresh token that is not revoked. */
  public static void signIn(int accountId) {
    TestDatabase.execute(
        """
        INSERT INTO refresh_token (family_id, user_id, token_hash, issued_at, expires_at)
        VALUES (gen_random_uuid(), %1$d, 'SECRET %1$d', '2026-06-14T20:00:00Z', '2026-07-14T20:00:00Z')
        """
            .formatted(accountId));
  }

  /** A near cache. */
  public static DocumentCache cache() {
    return new DocumentCache(
        new CacheConfig(Optional.empty(), 1L << 20),
        TestDatabase.CLOCK,
        TestDatabase.ZONE,
        Metrics.globalRegistry());
  }

  /** Which of the cards of courses 3, 7 and 9 a cache has to load, having them all before. */
  public static List<Integer> forgotten(DocumentCache cache, Runnable change) {
    List<Integer> loaded = new ArrayList<>();
    for (int course : List.of(3, 7, 9)) {
      read(cache, course, loaded);
    }
    loaded.clear();
    change.run();
    for (int course : List.of(3, 7, 9)) {
      read(cache, course, loaded);
    }
    return loaded;
  }

  private static void read(DocumentCache cache, int course, List<Integer> loaded) {
    cache.get(
        DocumentKind.COURSE_CARD,
        Integer.toString(course),
        () -> {
          loaded.add(course);
          return Optional.of(Document.of(new byte[] {'{', '}'}, TestDatabase.CLOCK.instant()));
        });
  }
}
