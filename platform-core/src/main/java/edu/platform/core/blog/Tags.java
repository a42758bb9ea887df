package edu.platform.core.blog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.blog.internal.BlogSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import java.util.Map;

/**
 * The care of tags: of all SMM managers.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for others, and {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the database
 * does not answer in time.
 */
public final class Tags {

  private static final String ENTITY = "tag";

  private final Changes changes;

  /**
   * Make the use cases.
   *
   * @param changes the way to write
   */
  public Tags(Changes changes) {
    this.changes = requireNonNull(changes, "changes");
  }

  /**
   * Make a tag.
   *
   * @param viewer an SMM manager
   * @param name lower case, 1 to 50 characters
   * @return the tag
   * @throws RefusedException {@code already_exists} if the name is taken
   */
  public Tag create(Viewer viewer, String name) {
    return changes.make(
        BlogSql.INSERT_TAG.name(),
        viewer,
        change -> {
          change.viewer().require(Role.SMM_MANAGER);
          refuseTakenName(change, name);
          Tag made =
              change
                  .one(BlogSql.INSERT_TAG, Map.of("name", name, "now", change.now()), Blog::tag)
                  .orElseThrow();
          change.audit("tag.created", ENTITY, made.id(), Difference.none().added("name", name));
          return made;
        });
  }

  /**
   * Give a tag another name, on all posts that have it.
   *
   * @param viewer an SMM manager
   * @param id of the tag
   * @param expected version that the viewer knows
   * @param name lower case, 1 to 50 characters
   * @return the tag as it is now
   * @throws RefusedException {@code not_found}, {@code stale_etag}, or {@code already_exists} if
   *     the name is taken
   */
  public Tag rename(Viewer viewer, int id, ExpectedVersion expected, String name) {
    return changes.make(
        BlogSql.UPDATE_TAG.name(),
        viewer,
        change -> {
          Tag tag = locked(change, id, expected);
          if (tag.name().equals(name)) {
            return tag;
          }
          refuseTakenName(change, name);
          change.audit(
              "tag.changed", ENTITY, id, Difference.none().changed("name", tag.name(), name));
          return change
              .one(
                  BlogSql.UPDATE_TAG,
                  Map.of("tag_id", id, "name", name, "now", change.now()),
                  Blog::tag)
              .orElseThrow();
        });
  }

  /**
   * Remove a tag.
   *
   * @param viewer an SMM manager
   * @param id of the tag
   * @param expected version that the viewer knows
   * @throws RefusedException {@code not_found}, {@code stale_etag}, or {@code in_use} while a post
   *     has it
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        BlogSql.DELETE_TAG.name(),
        viewer,
        change -> {
          Tag tag = locked(change, id, expected);
          change.refuseOn(
              "post_tag_tag_id_fk",
              () ->
                  RefusedException.conflict(
                      "in_use", "posts have the tag " + tag.name() + ": it cannot be removed"));
          change.audit("tag.deleted", ENTITY, id, Difference.none().removed("name", tag.name()));
          return change.execute(BlogSql.DELETE_TAG, Map.of("tag_id", id));
        });
  }

  private static Tag locked(Change change, int id, ExpectedVersion expected) {
    change.viewer().require(Role.SMM_MANAGER);
    Tag tag =
        change
            .one(BlogSql.LOCK_TAG, Map.of("tag_id", id), Blog::tag)
            .orElseThrow(() -> RefusedException.notFound("tag " + id));
    expected.check(tag.version());
    return tag;
  }

  private static void refuseTakenName(Change change, String name) {
    change.refuseOn(
        "tag_name_uq",
        () -> RefusedException.conflict("already_exists", "there is a tag " + name + " already"));
  }
}
