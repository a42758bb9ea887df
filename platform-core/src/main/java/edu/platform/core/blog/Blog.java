package edu.platform.core.blog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.blog.internal.BlogSql;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import java.util.Map;
import java.util.Optional;

/**
 * The blog: what may be read of it, and what writes it. A post is hidden until its publication
 * date, and before and after its publication, from all but its author and admins.
 *
 * <p>Every method that reads throws {@link PlatformException} with a code of kind {@code
 * UNAVAILABLE} if the database does not answer in time.
 */
public final class Blog {

  private final Database database;
  private final PlatformTime time;
  private final Posts writing;
  private final Tags tagging;

  /**
   * Make the blog of a database.
   *
   * @param database where it is
   * @param changes writes it
   * @param time tells it
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Blog(Database database, Changes changes, PlatformTime time) {
    this.database = requireNonNull(database, "database");
    this.time = requireNonNull(time, "time");
    this.writing = new Posts(changes);
    this.tagging = new Tags(changes);
  }

  /**
   * Return the writing of posts.
   *
   * @return the use cases
   */
  public Posts writing() {
    return writing;
  }

  /**
   * Return the care of tags.
   *
   * @return the use cases
   */
  public Tags tagging() {
    return tagging;
  }

  /**
   * List posts: the latest first; drafts and archived ones by their ids, from the highest.
   *
   * @param viewer who asks
   * @param filter what they must be
   * @param page which part
   * @return the page
   * @throws RefusedException {@code unauthenticated} or {@code forbidden} for a filter by status,
   *     unless by an SMM manager
   */
  public Page<PostSummary> posts(Viewer viewer, PostFilter filter, PageRequest page) {
    ListQuery list =
        ListQuery.select("blog.posts", BlogSql.SUMMARY_COLUMNS, BlogSql.TABLES)
            .where(
                "p.search_vector @@ websearch_to_tsquery('pg_catalog.russian', :q)",
                "q",
                filter.text())
            .where(BlogSql.HAS_TAG, "tag", filter.tag())
            .where("p.topic = :topic", "topic", filter.topic())
            .where("p.author_id = :author_id", "author_id", filter.authorId())
            .where("p.publication_date >= :from", "from", filter.from().map(time::startOf))
            .where(
                "p.publication_date < :after",
                "after",
                filter.to().map(day -> time.startOf(day.plusDays(1))));
    PostStatus status = filter.status().orElse(PostStatus.PUBLISHED);
    // Not a parameter: the planner must see that its partial index fits.
    list.where("p.status = '" + status.code() + "'");
    if (filter.status().isEmpty()) {
      list.where("p.publication_date <= :now").with("now", time.now());
    } else {
      int account = viewer.account();
      viewer.require(Role.SMM_MANAGER);
      if (!viewer.has()) {
        list.where("e.user_id = :account_id").with("account_id", account);
      }
    }
    if (status == PostStatus.PUBLISHED) {
      list.orderBy("p.publication_date", KeyType.MOMENT, true, "p.post_id");
    } else {
      list.orderBy("p.post_id", KeyType.INTEGER, true, "p.post_id");
    }
    return list.page(database, page, Blog::summary);
  }

  /**
   * Return a post.
   *
   * @param viewer who asks
   * @param id of the post
   * @return the post, or empty if there is none that the viewer may see
   */
  public Optional<Post> post(Viewer viewer, int id) {
    return database.one(
        BlogSql.POST_BY_ID,
        Map.of(
            "post_id", id,
            "now", time.now(),
            "account_id", viewer.userId(),
            "all", viewer.has()),
        Blog::post);
  }

  /**
   * List tags by id.
   *
   * @param namePrefix how the name begins, in any case
   * @param page which part
   * @return the page
   */
  public Page<Tag> tags(Optional<String> namePrefix, PageRequest page) {
    return ListQuery.select("blog.tags", BlogSql.TAG_COLUMNS, "tag t")
        .whereBegins("lower(t.name)", "prefix", namePrefix)
        .orderBy("t.tag_id", KeyType.INTEGER, false, "t.tag_id")
        .page(database, page, Blog::tag);
  }

  /**
   * Return a tag.
   *
   * @param id of the tag
   * @return the tag, or empty
   */
  public Optional<Tag> tag(int id) {
    return database.one(BlogSql.TAG_BY_ID, Map.of("tag_id", id), Blog::tag);
  }

  static Tag tag(Row row) {
    return new Tag(
        row.integer("tag_id"),
        row.text("name"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private static PostSummary summary(Row row) {
    return new PostSummary(
        row.integer("post_id"),
        row.text("title"),
        row.text("topic"),
        author(row),
        row.text("status"),
        row.optionalInstant("publication_date"),
        row.integer("reading_time_minutes"),
        row.optionalText("cover_image_url"),
        row.texts("tags"));
  }

  private static Post post(Row row) {
    return new Post(
        row.integer("post_id"),
        row.text("title"),
        row.text("topic"),
        author(row),
        row.text("status"),
        row.optionalInstant("publication_date"),
        row.integer("reading_time_minutes"),
        row.optionalText("cover_image_url"),
        row.texts("tags"),
        row.text("content"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private static PostAuthor author(Row row) {
    return new PostAuthor(
        row.integer("author_id"), row.optionalText("name"), row.optionalText("surname"));
  }
}
