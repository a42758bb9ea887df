package edu.platform.core.audit;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the audit log; throws {@link PlatformException} of kind {@code UNAVAILABLE} if the database
 * does not answer.
 */
public final class AuditLog {

  /** The members of before and after stand beside each other, whichever of the two they are in. */
  private static final String TABLES =
      """
      audit_log l
        CROSS JOIN LATERAL (
          SELECT coalesce(array_agg(key ORDER BY key), '{}') AS names,
                 coalesce(array_agg(b.value ORDER BY key), '{}') AS befores,
                 coalesce(array_agg(a.value ORDER BY key), '{}') AS afters
            FROM jsonb_each_text(coalesce(l.before, '{}')) b
            FULL JOIN jsonb_each_text(coalesce(l.after, '{}')) a USING (key)) m\
      """;

  private static final String COLUMNS =
      """
      l.id, l.at, l.actor_user_id, l.actor_role, l.action, l.entity, l.entity_id, l.request_id, m.names,
      m.befores, m.afters\
      """;

  private final Database database;
  private final PlatformTime time;

  /**
   * Make the audit log of a database.
   *
   * @param database where it is
   * @param time tells when days begin
   */
  @SuppressWarnings("exports") // only Platform calls it
  public AuditLog(Database database, PlatformTime time) {
    this.database = requireNonNull(database, "database");
    this.time = requireNonNull(time, "time");
  }

  /**
   * List what was done, newest first. For admins.
   *
   * @param filter what it must be
   * @param page which part
   * @return the page
   */
  public Page<AuditEntry> entries(AuditFilter filter, PageRequest page) {
    return ListQuery.select("audit.entries", COLUMNS, TABLES)
        .where("l.entity = :entity", "entity", filter.entity())
        .where("l.entity_id = :entity_id", "entity_id", filter.entityId())
        .where("l.actor_user_id = :actor", "actor", filter.actorUserId())
        .where("l.action = :action", "action", filter.action())
        .where("l.at >= :first", "first", filter.from().map(time::startOf))
        .where("l.at < :last", "last", filter.to().map(this::endOf))
        .orderBy("l.at", KeyType.MOMENT, true, "l.id")
        .page(database, page, AuditLog::entry);
  }

  private Instant endOf(LocalDate day) {
    return time.startOf(day.plusDays(1));
  }

  private static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.bigint("id"),
        row.instant("at"),
        row.optionalInteger("actor_user_id"),
        row.optionalText("actor_role"),
        row.text("action"),
        row.text("entity"),
        row.optionalBigint("entity_id"),
        members(row),
        row.optionalText("request_id"));
  }

  private static List<AuditedMember> members(Row row) {
    List<String> names = row.texts("names");
    List<Optional<String>> befores = row.optionalTexts("befores");
    List<Optional<String>> afters = row.optionalTexts("afters");
    return IntStream.range(0, names.size())
        .mapToObj(i -> new AuditedMember(names.get(i), befores.get(i), afters.get(i)))
        .toList();
  }
}
