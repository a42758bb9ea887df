package edu.platform.core.change;

import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Database;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One write under way: its statements, who does it and when, and what it leaves in the audit log.
 */
@SuppressWarnings("exports") // only the core uses its statements
public final class Change {

  private static final Sql INSERT_AUDIT =
      Sql.named(
          "audit.insert",
          """
          INSERT INTO audit_log
                 (at, actor_user_id, actor_role, action, entity, entity_id, before, after, request_id)
          VALUES (:at, CAST(:actor_user_id AS integer), CAST(:actor_role AS text), :action, :entity,
                  CAST(:entity_id AS bigint),
                  jsonb_object(CAST(:members AS text[]), CAST(:before AS text[])),
                  jsonb_object(CAST(:members AS text[]), CAST(:after AS text[])),
                  CAST(:request_id AS text))
          """);

  private final Database.Transaction transaction;
  private final Viewer viewer;
  private final PlatformTime time;
  private final Instant now;
  private final Attempt attempt;

  Change(Database.Transaction transaction, Viewer viewer, PlatformTime time, Attempt attempt) {
    this.transaction = transaction;
    this.viewer = viewer;
    this.time = time;
    this.now = time.now();
    this.attempt = attempt;
  }

  /**
   * Return who does it.
   *
   * @return the account with the roles it has now, or {@link Viewer#SYSTEM}
   */
  public Viewer viewer() {
    return viewer;
  }

  /**
   * Return when it is done: one moment for all rows of the change.
   *
   * @return to microseconds
   */
  public Instant now() {
    return now;
  }

  /**
   * Return the day on which it is done.
   *
   * @return today in the platform's zone
   */
  public LocalDate today() {
    return time.day(now);
  }

  /**
   * Return all rows of an answer.
   *
   * @param sql the statement; one that changes rows ends in {@code RETURNING}
   * @param parameters a value for each of its parameters, and for no others
   * @param mapper makes an object of a row
   * @param <T> what a row becomes
   * @return the rows in the statement's order
   */
  public <T> List<T> query(Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
    return transaction.query(sql, parameters, mapper);
  }

  /**
   * Return the only row of an answer.
   *
   * @param sql a statement that answers with one row at most
   * @param parameters a value for each of its parameters, and for no others
   * @param mapper makes an object of the row
   * @param <T> what the row becomes
   * @return the row, or empty
   */
  public <T> Optional<T> one(Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
    return transaction.one(sql, parameters, mapper);
  }

  /**
   * Change rows.
   *
   * @param sql an INSERT, UPDATE or DELETE
   * @param parameters a value for each of its parameters, and for no others
   * @return how many rows were changed
   */
  public long execute(Sql sql, Map<String, ?> parameters) {
    return transaction.execute(sql, parameters);
  }

  /**
   * Leave a row in the audit log, in this transaction (requirement R10.5).
   *
   * @param action what was done, such as {@code course.published}
   * @param entity the table, such as {@code course}
   * @param entityId key of the row
   * @param difference which members changed, and how
   */
  public void audit(String action, String entity, long entityId, Difference difference) {
    audit(action, entity, Optional.of(entityId), difference);
  }

  /**
   * Leave a row about something without a key of its own in the audit log.
   *
   * @param action what was done, such as {@code sign_in.locked}
   * @param entity the table
   * @param difference which members changed, and how
   */
  public void audit(String action, String entity, Difference difference) {
    audit(action, entity, Optional.empty(), difference);
  }

  private void audit(String action, String entity, Optional<Long> entityId, Difference difference) {
    transaction.execute(
        INSERT_AUDIT,
        Values.of("at", now)
            .with("actor_user_id", viewer.userId())
            .with("actor_role", actorRole())
            .with("action", action)
            .with("entity", entity)
            .with("entity_id", entityId)
            .with("members", difference.members())
            .with("before", difference.before())
            .with("after", difference.after())
            .with("request_id", Optional.of(viewer.requestId()).filter(id -> !id.isEmpty()))
            .map());
  }

  /**
   * Say what the violation of a constraint means: constraints, not earlier reads, decide
   * (requirement R10.11).
   *
   * @param constraint its name, such as {@code users_email_uq}
   * @param refusal what the caller is told
   */
  public void refuseOn(String constraint, Supplier<RefusedException> refusal) {
    attempt.refuse(constraint, refusal);
  }

  /**
   * Have something done once the change is committed, such as forgetting what is cached of it. Also
   * done when nobody knows whether it was committed; not when it was refused.
   *
   * @param step what to do; its failure is logged and fails nothing
   */
  public void afterCommit(Runnable step) {
    attempt.add(step);
  }

  /** The roles that the viewer acts with; none for a student and for the system. */
  private Optional<String> actorRole() {
    return viewer.roles().stream()
        .map(Role::code)
        .sorted()
        .reduce((one, other) -> one + "," + other);
  }
}
