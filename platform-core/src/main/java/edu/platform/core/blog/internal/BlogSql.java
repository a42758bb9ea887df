package edu.platform.core.blog.internal;

import edu.platform.core.db.Sql;

/** SQL of the blog. */
public final class BlogSql {

  /** What a list shows of a post. */
  public static final String SUMMARY_COLUMNS =
      """
      p.post_id, p.title, p.topic, p.author_id, u.name, u.surname, p.status, p.publication_date,
      p.reading_time_minutes, p.cover_image_url,
      ARRAY(SELECT t.name
              FROM post_tag pt
              JOIN tag t ON t.tag_id = pt.tag_id
             WHERE pt.post_id = p.post_id
             ORDER BY t.name COLLATE "und-x-icu") AS tags\
      """;

  /** A post and who wrote it. */
  public static final String TABLES =
      """
      blog_post p
        JOIN employee e ON e.id = p.author_id
        JOIN users u ON u.account_id = e.user_id\
      """;

  /** Posts with a tag. */
  public static final String HAS_TAG =
      """
      EXISTS (SELECT
                FROM post_tag ft
                JOIN tag f ON f.tag_id = ft.tag_id
               WHERE ft.post_id = p.post_id
                 AND f.name = :tag)\
      """;

  /** What a page about a tag shows. */
  public static final String TAG_COLUMNS =
      "t.tag_id, t.name, t.created_at, t.updated_at, t.version";

  /** A whole post, if the viewer may see it. */
  public static final Sql POST_BY_ID =
      Sql.named(
          "blog.post-by-id",
          "SELECT "
              + SUMMARY_COLUMNS
              + ", p.content, p.created_at, p.updated_at, p.version FROM "
              + TABLES
              + """

                 WHERE p.post_id = :post_id
                   AND ((p.status = 'published' AND p.publication_date <= :now)
                     OR e.user_id = CAST(:account_id AS integer)
                     OR :all)
                """);

  /** The employee row by which an account may write posts, which stays so. */
  public static final Sql AUTHOR =
      Sql.named(
          "blog.author",
          """
          SELECT e.id
            FROM employee e
           WHERE e.user_id = :account_id
             AND e.role_id = :role_id
             AND e.dismissed_on IS NULL
             FOR SHARE
          """);

  /** Makes a draft. */
  public static final Sql INSERT =
      Sql.named(
          "blog.insert-post",
          """
          INSERT INTO blog_post (author_id, title, topic, reading_time_minutes, cover_image_url, content,
                                 status, created_at, updated_at)
          VALUES (:author_id, :title, :topic, :reading_time_minutes, CAST(:cover_image_url AS text),
                  :content, 'draft', :now, :now)
          RETURNING post_id
          """);

  /** A post that nobody else changes until the end of the transaction. */
  public static final Sql LOCK =
      Sql.named(
          "blog.lock-post",
          """
          SELECT p.title, p.topic, p.cover_image_url, p.content, p.status, p.publication_date, p.version,
                 e.user_id
            FROM blog_post p
            JOIN employee e ON e.id = p.author_id
           WHERE p.post_id = :post_id
             FOR NO KEY UPDATE OF p
          """);

  /** Changes what people write about a post. */
  public static final Sql UPDATE =
      Sql.named(
          "blog.update-post",
          """
          UPDATE blog_post
             SET title = :title, topic = :topic, reading_time_minutes = :reading_time_minutes,
                 cover_image_url = CAST(:cover_image_url AS text), content = :content,
                 updated_at = :now, version = version + 1
           WHERE post_id = :post_id
          """);

  /** Moves a post to another status, with the date that goes with it. */
  public static final Sql SET_STATUS =
      Sql.named(
          "blog.set-post-status",
          """
          UPDATE blog_post
             SET status = :status, publication_date = CAST(:publication_date AS timestamptz),
                 updated_at = :now, version = version + 1
           WHERE post_id = :post_id
          """);

  /** Removes a post, with its tags. */
  public static final Sql DELETE =
      Sql.named("blog.delete-post", "DELETE FROM blog_post WHERE post_id = :post_id");

  /** The names of a post's tags. */
  public static final Sql TAGS_OF_POST =
      Sql.named(
          "blog.tags-of-post",
          """
          SELECT t.name
            FROM post_tag pt
            JOIN tag t ON t.tag_id = pt.tag_id
           WHERE pt.post_id = :post_id
           ORDER BY t.name
          """);

  /** Tags with certain names, which stay until the end of the transaction. */
  public static final Sql TAGS_BY_NAME =
      Sql.named(
          "blog.tags-by-name",
          """
          SELECT t.tag_id, t.name
            FROM tag t
           WHERE t.name = ANY (CAST(:names AS text[]))
           ORDER BY t.tag_id
             FOR KEY SHARE
          """);

  /** Takes all tags off a post. */
  public static final Sql REMOVE_TAGS =
      Sql.named("blog.remove-tags-of-post", "DELETE FROM post_tag WHERE post_id = :post_id");

  /** Gives a post tags. */
  public static final Sql ADD_TAGS =
      Sql.named(
          "blog.add-tags-of-post",
          """
          INSERT INTO post_tag (post_id, tag_id)
          SELECT :post_id, t.tag_id
            FROM tag t
           WHERE t.name = ANY (CAST(:names AS text[]))
          """);

  /** One tag. */
  public static final Sql TAG_BY_ID =
      Sql.named("blog.tag-by-id", "SELECT " + TAG_COLUMNS + " FROM tag t WHERE t.tag_id = :tag_id");

  /** Makes a tag. */
  public static final Sql INSERT_TAG =
      Sql.named(
          "blog.insert-tag",
          """
          INSERT INTO tag AS t (name, created_at, updated_at)
          VALUES (:name, :now, :now)
          RETURNING
          """
              + TAG_COLUMNS);

  /** A tag that nobody else changes until the end of the transaction. */
  public static final Sql LOCK_TAG =
      Sql.named(
          "blog.lock-tag",
          "SELECT " + TAG_COLUMNS + " FROM tag t WHERE t.tag_id = :tag_id FOR NO KEY UPDATE");

  /** Gives a tag another name. */
  public static final Sql UPDATE_TAG =
      Sql.named(
          "blog.update-tag",
          """
          UPDATE tag AS t
             SET name = :name, updated_at = :now, version = version + 1
           WHERE tag_id = :tag_id
          RETURNING
          """
              + TAG_COLUMNS);

  /** Removes a tag. */
  public static final Sql DELETE_TAG =
      Sql.named("blog.delete-tag", "DELETE FROM tag WHERE tag_id = :tag_id");

  private BlogSql() {}
}
