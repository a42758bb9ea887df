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
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The writing of posts (requirements R8.1, R8.2; requirements section 3): by SMM managers, each his
 * or her own; an admin cares for all.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for whoever may not, {@code not_found} where there is no such post or the viewer may not know of
 * it, and {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the database does
 * not answer in time.
 */
public final class Posts {

  private static final String ENTITY = "blog_post";

  private final Changes changes;

  /**
   * Make the use cases.
   *
   * @param changes the way to write
   */
  public Posts(Changes changes) {
    this.changes = requireNonNull(changes, "changes");
  }

  /**
   * Begin a post: a draft.
   *
   * @param viewer an SMM manager, who is its author (invariant I11)
   * @param content its members
   * @return its key
   */
  public int create(Viewer viewer, PostContent content) {
    return changes.make(
        BlogSql.INSERT.name(),
        viewer,
        change -> {
          change.viewer().require(Role.SMM_MANAGER);
          int author =
              change
                  .one(
                      BlogSql.AUTHOR,
                      Map.of(
                          "account_id",
                          change.viewer().account(),
                          "role_id",
                          Role.SMM_MANAGER.id()),
                      row -> row.integer("id"))
                  .orElseThrow(
                      () ->
                          RefusedException.conflict(
                              "role_mismatch",
                              "the author of a post has the role "
                                  + Role.SMM_MANAGER.code()
                                  + " itself"));
          int id =
              change
                  .one(
                      BlogSql.INSERT,
                      values(change, content).with("author_id", author).map(),
                      row -> row.integer("post_id"))
                  .orElseThrow();
          change.audit("post.created", ENTITY, id, difference(Optional.empty(), content));
          return id;
        });
  }

  /**
   * Change what is written in a post, in whatever status.
   *
   * @param viewer its author
   * @param id of the post
   * @param expected version that the viewer knows
   * @param edit of its members
   * @throws RefusedException {@code stale_etag}
   */
  public void change(
      Viewer viewer, int id, ExpectedVersion expected, UnaryOperator<PostContent> edit) {
    changes.make(
        BlogSql.UPDATE.name(),
        viewer,
        change -> {
          LockedPost post = locked(change, id);
          expected.check(post.version());
          PostContent after = edit.apply(post.content());
          if (!after.equals(post.content())) {
            change.execute(BlogSql.UPDATE, values(change, after).with("post_id", id).map());
            change.audit(
                "post.changed", ENTITY, id, difference(Optional.of(post.content()), after));
          }
          return id;
        });
  }

  /**
   * Remove a draft.
   *
   * @param viewer its author
   * @param id of the post
   * @param expected version that the viewer knows
   * @throws RefusedException {@code stale_etag}, or {@code invalid_state} if it is no draft
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        BlogSql.DELETE.name(),
        viewer,
        change -> {
          LockedPost post = locked(change, id);
          expected.check(post.version());
          if (post.status() != PostStatus.DRAFT) {
            throw RefusedException.conflict(
                "invalid_state",
                "only a draft can be removed; post " + id + " is " + post.status().code());
          }
          change.audit(
              "post.deleted",
              ENTITY,
              id,
              Difference.none().removed("title", post.content().title()));
          return change.execute(BlogSql.DELETE, Map.of("post_id", id));
        });
  }

  /**
   * Publish a draft or an archived post.
   *
   * @param viewer its author
   * @param id of the post
   * @param date from when on it is seen; now if it is not given
   * @throws RefusedException {@code invalid_state} if it is published, {@code validation_failed}
   *     for a date in the past or more than a year ahead
   */
  public void publish(Viewer viewer, int id, Optional<Instant> date) {
    move(
        viewer,
        id,
        PostStatus.PUBLISHED,
        (change, _) -> {
          Instant from = date.orElse(change.now());
          checkDate(from, change.now());
          return Optional.of(from);
        });
  }

  /**
   * Take a published post back.
   *
   * @param viewer its author
   * @param id of the post
   * @throws RefusedException {@code invalid_state} if it is not published
   */
  public void archive(Viewer viewer, int id) {
    move(viewer, id, PostStatus.ARCHIVED, (_, post) -> post.publicationDate());
  }

  /**
   * Make a draft again of a post whose publication date has not come.
   *
   * @param viewer its author
   * @param id of the post
   * @throws RefusedException {@code invalid_state} if it is not published, or was seen already
   */
  public void unpublish(Viewer viewer, int id) {
    move(viewer, id, PostStatus.DRAFT, (_, _) -> Optional.empty());
  }

  /**
   * Give a post a set of tags, instead of those it has.
   *
   * @param viewer its author
   * @param id of the post
   * @param names of the tags, at most 10
   * @throws RefusedException {@code validation_failed} if there is no such tag
   */
  public void setTags(Viewer viewer, int id, Set<String> names) {
    changes.make(
        "blog.set-tags",
        viewer,
        change -> {
          locked(change, id);
          List<String> wanted = List.copyOf(new TreeSet<>(names));
          List<String> known =
              change.query(BlogSql.TAGS_BY_NAME, Map.of("names", wanted), row -> row.text("name"));
          for (String name : wanted) {
            if (!known.contains(name)) {
              throw RefusedException.unknownReference("tags", "the tag " + name);
            }
          }
          List<String> before =
              change.query(BlogSql.TAGS_OF_POST, Map.of("post_id", id), row -> row.text("name"));
          if (!Set.copyOf(before).equals(names)) {
            change.execute(BlogSql.REMOVE_TAGS, Map.of("post_id", id));
            change.execute(BlogSql.ADD_TAGS, Map.of("post_id", id, "names", wanted));
            change.audit(
                "post.tagged", ENTITY, id, Difference.none().changed("tags", before, wanted));
          }
          return id;
        });
  }

  private void move(Viewer viewer, int id, PostStatus next, NewDate newDate) {
    changes.make(
        BlogSql.SET_STATUS.name(),
        viewer,
        change -> {
          LockedPost post = locked(change, id);
          boolean seen = post.isSeen(change.now());
          if (!post.status().mayBecome(next, seen)) {
            throw RefusedException.conflict(
                "invalid_state",
                "post "
                    + id
                    + " is "
                    + post.status().code()
                    + (seen ? ", was seen" : "")
                    + " and cannot become "
                    + next.code());
          }
          Optional<Instant> date = newDate.of(change, post);
          change.audit(
              "post." + next.code(),
              ENTITY,
              id,
              Difference.none()
                  .changed("status", post.status().code(), next.code())
                  .changed("publication_date", post.publicationDate(), date));
          return change.execute(
              BlogSql.SET_STATUS,
              Values.of("post_id", id)
                  .with("status", next.code())
                  .with("publication_date", date)
                  .with("now", change.now())
                  .map());
        });
  }

  private static void checkDate(Instant date, Instant now) {
    Instant last = now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    if (date.isBefore(now) || date.isAfter(last)) {
      throw RefusedException.invalid(
          "validation_failed",
          "publication_date",
          "must be from now, " + now + ", to a year ahead, " + last + ", not " + date);
    }
  }

  /** Locks a post that the viewer may change. */
  private static LockedPost locked(Change change, int id) {
    change.viewer().require(Role.SMM_MANAGER);
    LockedPost post =
        change
            .one(BlogSql.LOCK, Map.of("post_id", id), LockedPost::of)
            .orElseThrow(() -> RefusedException.notFound("post " + id));
    if (!change.viewer().has() && !change.viewer().is(post.authorAccount())) {
      // Others know of it when everybody does.
      throw post.isSeen(change.now())
          ? RefusedException.forbidden("forbidden", "this takes the author of post " + id)
          : RefusedException.notFound("post " + id);
    }
    return post;
  }

  private static Difference difference(Optional<PostContent> before, PostContent after) {
    return Difference.none()
        .changed("title", before.map(PostContent::title), Optional.of(after.title()))
        .changed("topic", before.map(PostContent::topic), Optional.of(after.topic()))
        .changed(
            "cover_image_url", before.flatMap(PostContent::coverImageUrl), after.coverImageUrl())
        // The texts themselves would double the blog.
        .personal("content", before.map(PostContent::content), Optional.of(after.content()));
  }

  private static Values values(Change change, PostContent content) {
    return Values.of("title", content.title())
        .with("topic", content.topic())
        .with("reading_time_minutes", ReadingTime.minutes(content.content().source()))
        .with("cover_image_url", content.coverImageUrl())
        .with("content", content.content().source())
        .with("now", change.now());
  }

  /** The publication date that goes with a move. */
  @FunctionalInterface
  private interface NewDate {
    Optional<Instant> of(Change change, LockedPost post);
  }

  private record LockedPost(
      PostContent content,
      PostStatus status,
      Optional<Instant> publicationDate,
      int authorAccount,
      int version) {

    static LockedPost of(Row row) {
      return new LockedPost(
          new PostContent(
              row.text("title"),
              row.text("topic"),
              row.optionalText("cover_image_url"),
              Markup.stored(row.text("content"))),
          PostStatus.byCode().get(row.text("status")),
          row.optionalInstant("publication_date"),
          row.integer("user_id"),
          row.integer("version"));
    }

    boolean isSeen(Instant now) {
      return status == PostStatus.PUBLISHED
          && publicationDate.filter(date -> !date.isAfter(now)).isPresent();
    }
  }
}
