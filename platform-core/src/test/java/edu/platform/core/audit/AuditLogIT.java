package edu.platform.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.Keyset;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit log is read. */
class AuditLogIT {

  private static final PageRequest ALL = new PageRequest(100, Optional.empty());
  private static final AuditFilter ANY =
      new AuditFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static Database database;
  private static AuditLog log;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    log = new AuditLog(database, TestDatabase.TIME);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** Entries 1 to 5; at Moscow's midnight a day begins. */
  @BeforeEach
  void reset() {
    Graduates.reset();
    TestDatabase.execute(
        """
        INSERT INTO audit_log (id, at, actor_user_id, actor_role, action, entity, entity_id)
        VALUES (1, '2026-03-01T20:59:59.999999Z', 1, NULL, 'a.done', 'a', 7),
               (2, '2026-03-01T21:00:00Z', 1, 'admin', 'a.done', 'a', 8),
               (3, '2026-03-01T21:00:00Z', 2, NULL, 'b.done', 'b', 7),
               (4, '2026-03-02T20:59:59.999999Z', NULL, NULL, 'b.undone', 'b', NULL),
               (5, '2026-03-02T21:00:00Z', 2, NULL, 'a.undone', 'a', 7)
        """);
  }

  @Test
  void anEntrySaysWhoDidWhat() {
    new Changes(database, TestDatabase.TIME)
        .make(
            "test.audited",
            Graduates.MANAGER,
            change -> {
              change.audit(
                  "thing.done",
                  "thing",
                  1L << 40,
                  Difference.none()
                      .removed("z", 1)
                      .added("a", "{\"x\": null}")
                      .personal("name", Optional.of("A"), Optional.of("B")));
              return 0;
            });

    AuditEntry entry = log.entries(ANY, ALL).items().getFirst();

    assertThat(entry)
        .isEqualTo(
            new AuditEntry(
                entry.id(),
                TestDatabase.TIME.now(),
                Optional.of(901),
                Optional.of("career_manager"),
                "thing.done",
                "thing",
                Optional.of(1L << 40),
                List.of(
                    new AuditedMember("a", Optional.empty(), Optional.of("{\"x\": null}")),
                    new AuditedMember("name", Optional.of("changed"), Optional.of("changed")),
                    new AuditedMember("z", Optional.of("1"), Optional.empty())),
                Optional.of("request-901")));
  }

  @Test
  void anEntryOfThePlatformItselfHasNoActor() {
    AuditEntry entry = log.entries(ANY, ALL).items().get(1);

    assertThat(entry.id()).isEqualTo(4);
    assertThat(entry.actorUserId()).isEmpty();
    assertThat(entry.entityId()).isEmpty();
    assertThat(entry.members()).isEmpty();
  }

  @Test
  void theNewestComesFirstAndPagesFollowEachOther() {
    List<Long> seen = new ArrayList<>();
    Optional<Keyset> after = Optional.empty();
    do {
      Page<AuditEntry> page = log.entries(ANY, new PageRequest(2, after));
      page.items().forEach(entry -> seen.add(entry.id()));
      after = page.next();
    } while (after.isPresent());

    assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void entriesAreNarrowed() {
    assertThat(found(filter("a", null, null, null))).containsExactly(5L, 2L, 1L);
    assertThat(found(filter("a", 7, null, null))).containsExactly(5L, 1L);
    assertThat(found(filter(null, 7, null, null))).containsExactly(5L, 3L, 1L);
    assertThat(found(filter(null, null, 1, null))).containsExactly(2L, 1L);
    assertThat(found(filter(null, null, null, "b.undone"))).containsExactly(4L);
    assertThat(found(filter("a", null, 1, "b.done"))).isEmpty();
  }

  @Test
  void daysAreThoseOfThePlatformsZone() {
    assertThat(found(days("2026-03-02", "2026-03-02"))).containsExactly(4L, 3L, 2L);
    assertThat(found(days("2026-03-03", "2026-03-09"))).containsExactly(5L);
    assertThat(found(days("2026-02-01", "2026-03-01"))).containsExactly(1L);
  }

  private static List<Long> found(AuditFilter filter) {
    return log.entries(filter, ALL).items().stream().map(AuditEntry::id).toList();
  }

  private static AuditFilter filter(String entity, Integer entityId, Integer actor, String action) {
    return new AuditFilter(
        Optional.ofNullable(entity),
        Optional.ofNullable(entityId),
        Optional.ofNullable(actor),
        Optional.ofNullable(action),
        Optional.empty(),
        Optional.empty());
  }

  private static AuditFilter days(String from, String to) {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(LocalDate.parse(from)),
        Optional.of(LocalDate.parse(to)));
  }
}
