package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.catalog.internal.CourseTypeSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The care of the ways to buy a course (requirement R6.2): an admin's. They are never removed,
 * since purchases tell by them what was bought; one that is no longer wanted is not active. The
 * kind stays for the same reason.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for others than admins, and {@link PlatformException} with a code of kind {@code UNAVAILABLE} if
 * the database does not answer in time.
 */
public final class CourseTypes {

  private static final String ENTITY = "course_type";

  private final Changes changes;

  /**
   * Make the use cases.
   *
   * @param changes the way to write
   */
  public CourseTypes(Changes changes) {
    this.changes = requireNonNull(changes, "changes");
  }

  /**
   * Make a way to buy.
   *
   * @param viewer an admin
   * @param kind of what is bought
   * @param content its other members
   * @return the way to buy
   * @throws RefusedException {@code already_exists} if the name is taken, {@code validation_failed}
   *     for a discount together with a surcharge
   */
  public CourseType create(Viewer viewer, Kind kind, Content content) {
    return changes.make(
        CourseTypeSql.INSERT.name(),
        viewer,
        change -> {
          change.viewer().require();
          check(change, content);
          CourseType made =
              change
                  .one(
                      CourseTypeSql.INSERT,
                      values(change, content).with("kind", kind.code()).map(),
                      Catalog::courseType)
                  .orElseThrow();
          change.audit(
              "course_type.created",
              ENTITY,
              made.id(),
              difference(Optional.empty(), content).added("kind", kind.code()));
          return made;
        });
  }

  /**
   * Change a way to buy. What is bought already keeps its price.
   *
   * @param viewer an admin
   * @param id of the way to buy
   * @param expected version that the viewer knows
   * @param edit of its members
   * @return the way to buy as it is now
   * @throws RefusedException {@code not_found}, {@code stale_etag}; {@code already_exists} if the
   *     name is taken, {@code validation_failed} for a discount together with a surcharge
   */
  public CourseType change(
      Viewer viewer, int id, ExpectedVersion expected, UnaryOperator<Content> edit) {
    return changes.make(
        CourseTypeSql.UPDATE.name(),
        viewer,
        change -> {
          change.viewer().require();
          CourseType found =
              change
                  .one(CourseTypeSql.LOCK, Map.of("id", id), Catalog::courseType)
                  .orElseThrow(() -> RefusedException.notFound("course type " + id));
          expected.check(found.version());
          Content before =
              new Content(found.name(), found.discount(), found.surcharge(), found.active());
          Content after = edit.apply(before);
          if (after.equals(before)) {
            return found;
          }
          check(change, after);
          change.audit("course_type.changed", ENTITY, id, difference(Optional.of(before), after));
          return change
              .one(
                  CourseTypeSql.UPDATE,
                  values(change, after).with("id", id).map(),
                  Catalog::courseType)
              .orElseThrow();
        });
  }

  private static void check(Change change, Content content) {
    if (content.discount() > 0 && content.surcharge() > 0) {
      throw RefusedException.invalid(
          "validation_failed",
          "surcharge",
          "must be 0 with a discount of " + content.discount() + ", not " + content.surcharge());
    }
    change.refuseOn(
        "course_type_type_name_uq",
        () ->
            RefusedException.conflict(
                "already_exists", "there is another course type with the name " + content.name()));
  }

  private static Difference difference(Optional<Content> before, Content after) {
    return Difference.none()
        .changed("type_name", before.map(Content::name), Optional.of(after.name()))
        .changed("discount", before.map(Content::discount), Optional.of(after.discount()))
        .changed("surcharge", before.map(Content::surcharge), Optional.of(after.surcharge()))
        .changed("active", before.map(Content::active), Optional.of(after.active()));
  }

  private static Values values(Change change, Content content) {
    return Values.of("name", content.name())
        .with("discount", content.discount())
        .with("surcharge", content.surcharge())
        .with("active", content.active())
        .with("now", change.now());
  }

  /** What is bought. */
  public enum Kind {
    /** The course. */
    BASIC,
    /** The course, with longer support by the career centre. */
    EXTENDED_CAREER,
    /** The course, by somebody with a benefit. */
    REDUCED;

    /**
     * Return the kind as the database and the API write it.
     *
     * @return lower case with underscores
     */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What people write about a way to buy, besides its kind.
   *
   * @param name unique, 1 to 100 characters
   * @param discount percent taken off, 0 to 100
   * @param surcharge percent added, 0 to 100; one of the two is 0
   * @param active whether it can be bought
   */
  public record Content(String name, int discount, int surcharge, boolean active) {}
}
