package edu.platform.core.change;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Authority;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Database;
import java.util.function.Function;

/**
 * The way to write: one transaction of a confirmed viewer, with its audit rows, followed by what
 * has to be done once it is committed.
 */
@SuppressWarnings("exports") // only the core makes it
public final class Changes {

  private final Database database;
  private final PlatformTime time;

  /**
   * Make the way to write to a database.
   *
   * @param database where
   * @param time tells it
   */
  public Changes(Database database, PlatformTime time) {
    this.database = requireNonNull(database, "database");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Write in one transaction. The work may be done again from its start, on another connection,
   * when nothing of it was committed: it must do nothing besides what {@link Change} offers.
   *
   * @param name what metrics and logs call it, such as {@code purchases.buy}
   * @param viewer who asks; an account that is blocked or erased is refused
   * @param work gets the change, whose viewer has the roles of this moment
   * @param <T> what the work gives
   * @return what the work gave
   * @throws RefusedException {@code unauthenticated}, or whatever the work refuses; nothing is
   *     written then
   * @throws PlatformException as {@link Database#inTransaction} does
   */
  public <T> T make(String name, Viewer viewer, Function<Change, T> work) {
    Attempt attempt = new Attempt();
    try {
      return database.inTransaction(
          name,
          transaction -> {
            attempt.begin();
            return work.apply(
                new Change(transaction, Authority.confirm(transaction, viewer), time, attempt));
          });
    } catch (RefusedException refused) {
      attempt.begin();
      throw refused;
    } catch (PlatformException fault) {
      throw attempt.refusal(fault);
    } finally {
      // After a failed commit too: it may have been done, and what was cached be old.
      attempt.tellOthers();
    }
  }
}
