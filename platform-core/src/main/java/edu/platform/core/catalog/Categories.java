package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.catalog.internal.CategorySql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The care of the levels, or of the specialisations (requirement R1.1): an admin's. Cards of
 * courses, which show the name, follow a new one when they have grown old: a level may have more
 * courses than can be forgotten one by one.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for others than admins, and {@link PlatformException} with a code of kind {@code UNAVAILABLE} if
 * the database does not answer in time.
 */
public final class Categories {

  private final Changes changes;
  private final CategorySql sql;

  private Categories(Changes changes, CategorySql sql) {
    this.changes = requireNonNull(changes, "changes");
    this.sql = sql;
  }

  /**
   * Make the care of the levels.
   *
   * @param changes the way to write
   * @return for {@code difficulty_level}
   */
  public static Categories levels(Changes changes) {
    return new Categories(changes, CategorySql.LEVELS);
  }

  /**
   * Make the care of the specialisations.
   *
   * @param changes the way to write
   * @return for {@code course_specialization}
   */
  public static Categories specializations(Changes changes) {
    return new Categories(changes, CategorySql.SPECIALIZATIONS);
  }

  /**
   * Make a row.
   *
   * @param viewer an admin
   * @param content its members
   * @return the row
   * @throws RefusedException {@code already_exists} if the name is taken
   */
  public Category create(Viewer viewer, Content content) {
    return changes.make(
        sql.insert().name(),
        viewer,
        change -> {
          change.viewer().require();
          refuseTakenName(change, content);
          Category made =
              change
                  .one(sql.insert(), values(change, content).map(), Catalog::category)
                  .orElseThrow();
          change.audit(
              sql.table() + ".created",
              sql.table(),
              made.id(),
              Difference.none()
                  .added("name", content.name())
                  .added("description", content.description()));
          return made;
        });
  }

  /**
   * Change a row.
   *
   * @param viewer an admin
   * @param id of the row
   * @param expected version that the viewer knows
   * @param edit of its members
   * @return the row as it is now
   * @throws RefusedException {@code not_found}, {@code stale_etag}, or {@code already_exists} if
   *     the name is taken
   */
  public Category change(
      Viewer viewer, int id, ExpectedVersion expected, UnaryOperator<Content> edit) {
    return changes.make(
        sql.update().name(),
        viewer,
        change -> {
          change.viewer().require();
          Category found = locked(change, id, expected);
          Content before = new Content(found.name(), found.description());
          Content after = edit.apply(before);
          if (after.equals(before)) {
            return found;
          }
          refuseTakenName(change, after);
          change.audit(
              sql.table() + ".changed",
              sql.table(),
              id,
              Difference.none()
                  .changed("name", before.name(), after.name())
                  .changed("description", before.description(), after.description()));
          return change
              .one(sql.update(), values(change, after).with("id", id).map(), Catalog::category)
              .orElseThrow();
        });
  }

  /**
   * Remove a row.
   *
   * @param viewer an admin
   * @param id of the row
   * @param expected version that the viewer knows
   * @throws RefusedException {@code not_found}, {@code stale_etag}, or {@code in_use} while a
   *     course has it
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        sql.delete().name(),
        viewer,
        change -> {
          change.viewer().require();
          Category found = locked(change, id, expected);
          change.refuseOn(
              sql.coursesRefer(),
              () ->
                  RefusedException.conflict(
                      "in_use", sql.what() + " " + id + " has courses: it cannot be removed"));
          change.audit(
              sql.table() + ".deleted",
              sql.table(),
              id,
              Difference.none()
                  .removed("name", found.name())
                  .removed("description", found.description()));
          return change.execute(sql.delete(), Map.of("id", id));
        });
  }

  private Category locked(Change change, int id, ExpectedVersion expected) {
    Category found =
        change
            .one(sql.lock(), Map.of("id", id), Catalog::category)
            .orElseThrow(() -> RefusedException.notFound(sql.what() + " " + id));
    expected.check(found.version());
    return found;
  }

  private void refuseTakenName(Change change, Content content) {
    change.refuseOn(
        sql.nameIsUnique(),
        () ->
            RefusedException.conflict(
                "already_exists",
                "there is another " + sql.what() + " with the name " + content.name()));
  }

  private static Values values(Change change, Content content) {
    return Values.of("name", content.name())
        .with("description", content.description())
        .with("now", change.now());
  }

  /**
   * What people write about a level or a specialisation.
   *
   * @param name unique
   * @param description if there is one
   */
  public record Content(String name, Optional<String> description) {}
}
