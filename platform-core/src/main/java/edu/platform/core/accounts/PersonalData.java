package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.ProfilesSql;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is kept about a person: to take along, and to have removed (requirement R10.6, section
 * 8).
 */
public final class PersonalData {

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final List<PersonalRecords> features;
  private final Sql export;

  /**
   * Make the personal data of a database.
   *
   * @param database where they are read
   * @param changes removes them
   * @param time tells it
   * @param features all that keep some
   */
  @SuppressWarnings("exports") // only Platform calls it
  public PersonalData(
      Database database, Changes changes, PlatformTime time, List<PersonalRecords> features) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
    this.features = List.copyOf(features);
    this.export = export(this.features);
  }

  /**
   * Export every row about a person.
   *
   * @param viewer the person, or an admin
   * @param id of the account
   * @return an object in JSON with the members {@code account_id}, {@code exported_at} and {@code
   *     records}, which has a list of rows by table
   * @throws RefusedException {@code not_found} if there is no such account, or not for the viewer
   * @throws PlatformException of kind {@code UNAVAILABLE} if the database does not answer
   */
  public String export(Viewer viewer, int id) {
    requireOwnerOrAdmin(viewer, id);
    return database
        .one(
            export,
            Values.of("account_id", id).with("now", time.now()).map(),
            row -> row.text("document"))
        .orElseThrow(() -> Profiles.noUser(id));
  }

  /**
   * Erase a person: what is personal goes, and what the books need stays without a name.
   *
   * @param viewer the person, or an admin
   * @param id of the account
   * @param expected versions that are meant
   * @throws RefusedException {@code not_found}, {@code stale_etag}; {@code staff_account} while the
   *     person has a role, {@code open_orders} while there is something to pay
   */
  public void erase(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        "accounts.erase",
        viewer,
        change -> {
          requireOwnerOrAdmin(change.viewer(), id);
          expected.check(Profiles.lock(change, id).version());
          features.forEach(feature -> feature.erase(change, id));
          change.audit("user.erased", "users", id, Difference.none());
          return change.execute(
              ProfilesSql.ERASE, Values.of("account_id", id).with("now", change.now()).map());
        });
  }

  private static void requireOwnerOrAdmin(Viewer viewer, int id) {
    if (!viewer.is(id) && !viewer.has()) {
      throw Profiles.noUser(id);
    }
  }

  /** One statement, so that all tables are read as they are at one moment. */
  private static Sql export(List<PersonalRecords> features) {
    String tables =
        features.stream()
            .flatMap(feature -> feature.tables().stream())
            .map(
                table ->
                    "'%s', (SELECT coalesce(json_agg(r), '[]') FROM (%s) r)"
                        .formatted(table.name(), table.select()))
            .collect(Collectors.joining(",\n"));
    return Sql.named(
        "accounts.export",
        """
        SELECT CAST(json_build_object(
                 'account_id', u.account_id,
                 'exported_at', CAST(:now AS timestamptz),
                 'records', json_build_object(
        %s)) AS text) AS document
          FROM users u
         WHERE u.account_id = :account_id
           AND u.erased_at IS NULL
        """
            .formatted(tables));
  }
}
