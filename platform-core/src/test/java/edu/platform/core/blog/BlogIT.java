package edu.platform.core.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blog on a real database: posts are written, seen in time, found, and tagged. */
class BlogIT {

  private static final Instant NOW = TestDatabase.TIME.now();
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
  private static final ExpectedVersion ANY = ExpectedVersion.ANY;
  private static final PageRequest ALL = new PageRequest(100, Optional.empty());

  private static final Viewer NOBODY = Viewer.anonymous("request-0");
  private static final Viewer ADMIN = Viewer.of(900, Set.of(Role.ADMIN), "request-1");

  /** Wrote the posts 1 to 5. */
  private static final Viewer OLGA = Viewer.of(901, Set.of(Role.SMM_MANAGER), "request-2");

  /** Wrote post 6. */
  private static final Viewer PAVEL = Viewer.of(902, Set.of(Role.SMM_MANAGER), "request-3");

  private static final PostContent CONTENT =
      new PostContent("Title", "Topic", Optional.empty(), Markup.of("word ".repeat(201)));

  private static final Sql AUDIT =
      Sql.named(
          "test.audit",
          """
          SELECT action || ' ' || entity_id || ': ' || CAST(after AS text) AS line
            FROM audit_log
           ORDER BY id
          """);

  private static Database database;
  private static Blog blog;
  private static Posts posts;
  private static Tags tags;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    Changes changes = new Changes(database, TestDatabase.TIME);
    blog = new Blog(database, changes, TestDatabase.TIME);
    posts = blog.writing();
    tags = blog.tagging();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** Posts 1 and 2 are seen, 3 from tomorrow on, 4 is a draft, 5 archived; 6 is seen. */
  @BeforeEach
  void reset() {
    TestDatabase.reset();
    TestDatabase.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (900, 'Ada', 'Byron', '1990-01-01', 'ada@example.org', '-'),
               (901, 'Olga', 'Lane', '1990-01-01', 'olga@example.org', '-'),
               (902, 'Pavel', 'Moss', '1990-01-01', 'pavel@example.org', '-');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (900, 900, 1, 'Head', '2020-01-01'),
               (901, 901, 4, 'Editor', '2020-01-01'),
               (902, 902, 4, 'Editor', '2020-01-01');
        INSERT INTO blog_post (post_id, author_id, title, publication_date, topic, reading_time_minutes,
                               content, status)
        VALUES (1, 901, 'Как устроены индексы', '2026-06-09T20:59:59Z', 'Базы', 1, 'Деревья.', 'published'),
               (2, 901, 'Virtual threads', '2026-06-09T21:00:00Z', 'Java', 1, 'They are cheap.',
                'published'),
               (3, 901, 'Later', '2026-06-15T21:30:00Z', 'Java', 1, 'Not yet.', 'published'),
               (4, 901, 'A draft', NULL, 'Java', 1, 'Being written.', 'draft'),
               (5, 901, 'Taken back', '2026-01-01T00:00:00Z', 'Java', 1, 'Wrong.', 'archived'),
               (6, 902, 'Running tests', '2026-06-14T21:30:00Z', 'Java', 1, 'Run them.', 'published');
        INSERT INTO tag (tag_id, name) VALUES (1, 'sql'), (2, 'c++'), (3, 'базы'), (4, 'idle');
        INSERT INTO post_tag (post_id, tag_id) VALUES (1, 3), (1, 1), (2, 2), (3, 1);
        ALTER TABLE blog_post ALTER COLUMN post_id RESTART WITH 50;
        ALTER TABLE tag ALTER COLUMN tag_id RESTART WITH 50;
        """);
  }

  @AfterEach
  void authorsAreSmmManagers() {
    Invariants.assertHold(Invariants.I11);
  }

  @Test
  void everybodySeesWhatIsPublishedAndDue() {
    assertThat(ids(NOBODY, filter())).containsExactly(6, 2, 1);
    assertThat(ids(ADMIN, filter())).containsExactly(6, 2, 1);
    assertThat(blog.posts(NOBODY, filter("topic", "Базы"), ALL).items())
        .containsExactly(
            new PostSummary(
                1,
                "Как устроены индексы",
                "Базы",
                new PostAuthor(901, Optional.of("Olga"), Optional.of("Lane")),
                "published",
                Optional.of(Instant.parse("2026-06-09T20:59:59Z")),
                1,
                Optional.empty(),
                List.of("sql", "базы")));
  }

  @Test
  void pagesFollowEachOther() {
    Page<PostSummary> first = blog.posts(NOBODY, filter(), new PageRequest(2, Optional.empty()));
    Page<PostSummary> second = blog.posts(NOBODY, filter(), new PageRequest(2, first.next()));

    assertThat(first.items()).extracting(PostSummary::id).containsExactly(6, 2);
    assertThat(second.items()).extracting(PostSummary::id).containsExactly(1);
    assertThat(second.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "q, индекс, 1",
    "q, дерево, 1",
    "q, run test, 6",
    "q, thread, 2",
    "q, later, ''",
    "q, the, ''",
    "tag, sql, 1",
    "tag, c++, 2",
    "tag, none, ''",
    "topic, Java, '6,2'",
    "author_id, 901, '2,1'",
    "author_id, 902, 6",
    // Days are those of Moscow, three hours ahead.
    "from, 2026-06-10, '6,2'",
    "to, 2026-06-09, 1",
    "to, 2026-06-10, '2,1'",
  })
  void postsAreFiltered(String name, String value, String expected) {
    assertThat(ids(NOBODY, filter(name, value)).stream().map(String::valueOf))
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(",", -1));
  }

  @Test
  void anAuthorListsHisOwnByStatusAndAnAdminAll() {
    assertThat(ids(OLGA, filter("status", "published"))).containsExactly(3, 2, 1);
    assertThat(ids(OLGA, filter("status", "draft"))).containsExactly(4);
    assertThat(ids(OLGA, filter("status", "archived"))).containsExactly(5);
    assertThat(ids(PAVEL, filter("status", "published"))).containsExactly(6);
    assertThat(ids(ADMIN, filter("status", "published"))).containsExactly(3, 6, 2, 1);
    assertThat(ids(ADMIN, filter("status", "draft"))).containsExactly(4);
    assertRefused("unauthenticated", () -> ids(NOBODY, filter("status", "published")));
    assertRefused(
        "forbidden", () -> ids(Viewer.of(8, Set.of(), ""), filter("status", "published")));
  }

  @Test
  void aPostIsHiddenUntilItsDateFromAllButItsAuthor() {
    for (int hidden : new int[] {3, 4, 5}) {
      assertThat(blog.post(NOBODY, hidden)).isEmpty();
      assertThat(blog.post(PAVEL, hidden)).isEmpty();
      assertThat(blog.post(OLGA, hidden)).isPresent();
      assertThat(blog.post(ADMIN, hidden)).isPresent();
    }
    assertThat(blog.post(NOBODY, 6)).isPresent();
    assertThat(blog.post(ADMIN, 999)).isEmpty();
  }

  @Test
  void aDraftIsBegunAndItsReadingTimeComputed() {
    int id = posts.create(OLGA, CONTENT);

    assertThat(blog.post(NOBODY, id)).isEmpty();
    assertThat(blog.post(OLGA, id))
        .contains(
            new Post(
                50,
                "Title",
                "Topic",
                new PostAuthor(901, Optional.of("Olga"), Optional.of("Lane")),
                "draft",
                Optional.empty(),
                2,
                Optional.empty(),
                List.of(),
                "word ".repeat(201),
                NOW,
                NOW,
                1));
    assertThat(audit())
        .containsExactly(
            "post.created 50: {\"title\": \"Title\", \"topic\": \"Topic\","
                + " \"content\": \"changed\"}");
  }

  @Test
  void onlySmmManagersWriteAndTheyMustBeThere() {
    assertRefused("role_mismatch", () -> posts.create(ADMIN, CONTENT));
    assertRefused("forbidden", () -> posts.create(Viewer.of(1, Set.of(), ""), CONTENT));
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 901");
    assertRefused("forbidden", () -> posts.create(OLGA, CONTENT));
    assertRefused("forbidden", () -> posts.change(OLGA, 4, ANY, _ -> CONTENT));
  }

  @Test
  void itsAuthorAndAnAdminChangeAPost() {
    posts.change(OLGA, 1, ExpectedVersion.oneOf(Set.of(1)), _ -> CONTENT);
    posts.change(
        ADMIN,
        1,
        ExpectedVersion.oneOf(Set.of(2)),
        now ->
            new PostContent(
                now.title(), "Other", Optional.of("https://e.org/a.png"), now.content()));

    Post post = blog.post(NOBODY, 1).orElseThrow();
    assertThat(post)
        .extracting(Post::title, Post::topic, Post::readingTimeMinutes, Post::version)
        .containsExactly("Title", "Other", 2, 3);
    assertThat(post.coverImageUrl()).contains("https://e.org/a.png");
    assertThat(audit())
        .last()
        .isEqualTo(
            "post.changed 1: {\"topic\": \"Other\","
                + " \"cover_image_url\": \"https://e.org/a.png\"}");
    posts.change(OLGA, 1, ANY, now -> now);
    assertThat(blog.post(NOBODY, 1).orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void othersChangeNothingAndLearnNothingOfWhatIsHidden() {
    assertRefused("forbidden", () -> posts.change(PAVEL, 1, ANY, _ -> CONTENT));
    assertRefused("not_found", () -> posts.change(PAVEL, 3, ANY, _ -> CONTENT));
    assertRefused("not_found", () -> posts.delete(PAVEL, 4, ANY));
    assertRefused("not_found", () -> posts.publish(PAVEL, 5, Optional.empty()));
    assertRefused("forbidden", () -> posts.archive(PAVEL, 1));
    assertRefused("not_found", () -> posts.unpublish(PAVEL, 3));
    assertRefused("forbidden", () -> posts.setTags(PAVEL, 1, Set.of()));
    assertRefused("not_found", () -> posts.change(OLGA, 999, ANY, _ -> CONTENT));
  }

  @Test
  void onlyADraftIsRemoved() {
    ExpectedVersion second = ExpectedVersion.oneOf(Set.of(2));

    assertRefused("stale_etag", () -> posts.delete(OLGA, 4, second));
    assertRefused("stale_etag", () -> posts.change(OLGA, 4, second, _ -> CONTENT));
    assertRefused("invalid_state", () -> posts.delete(OLGA, 1, ANY));
    assertRefused("invalid_state", () -> posts.delete(OLGA, 5, ANY));

    posts.delete(OLGA, 4, ANY);

    assertThat(blog.post(ADMIN, 4)).isEmpty();
  }

  @Test
  void aDraftIsPublishedAtOnce() {
    posts.publish(OLGA, 4, Optional.empty());

    Post post = blog.post(NOBODY, 4).orElseThrow();
    assertThat(post.publicationDate()).contains(NOW);
    assertThat(post.version()).isEqualTo(2);
    assertThat(audit())
        .containsExactly(
            "post.published 4: {\"status\": \"published\", \"publication_date\": \"" + NOW + "\"}");
  }

  @Test
  void anArchivedPostIsPublishedForLaterAndBecomesADraft() {
    posts.publish(OLGA, 5, Optional.of(TOMORROW));
    assertThat(blog.post(OLGA, 5).orElseThrow().publicationDate()).contains(TOMORROW);
    assertThat(blog.post(NOBODY, 5)).isEmpty();

    posts.unpublish(OLGA, 5);

    assertThat(blog.post(OLGA, 5).orElseThrow())
        .extracting(Post::status, Post::publicationDate)
        .containsExactly("draft", Optional.empty());
  }

  @Test
  void aPostIsArchivedWithItsDate() {
    posts.archive(OLGA, 1);

    assertThat(blog.post(NOBODY, 1)).isEmpty();
    assertThat(blog.post(OLGA, 1).orElseThrow())
        .extracting(Post::status, Post::publicationDate)
        .containsExactly("archived", Optional.of(Instant.parse("2026-06-09T20:59:59Z")));
  }

  @Test
  void otherMovesAreRefused() {
    assertRefused("invalid_state", () -> posts.publish(OLGA, 1, Optional.empty()));
    assertRefused("invalid_state", () -> posts.publish(OLGA, 3, Optional.empty()));
    assertRefused("invalid_state", () -> posts.archive(OLGA, 4));
    assertRefused("invalid_state", () -> posts.archive(OLGA, 5));
    assertRefused("invalid_state", () -> posts.unpublish(OLGA, 1));
    assertRefused("invalid_state", () -> posts.unpublish(OLGA, 4));
    assertRefused("invalid_state", () -> posts.unpublish(OLGA, 5));
  }

  @Test
  void aPublicationDateIsFromNowToAYearAhead() {
    Instant inAYear = Instant.parse("2027-06-14T21:30:00Z");
    Optional<Instant> past = Optional.of(NOW.minusNanos(1_000));
    Optional<Instant> later = Optional.of(inAYear.plusNanos(1_000));

    assertRefused("validation_failed", () -> posts.publish(OLGA, 4, past));
    assertRefused("validation_failed", () -> posts.publish(OLGA, 4, later));
    posts.publish(OLGA, 4, Optional.of(inAYear));

    assertThat(blog.post(OLGA, 4).orElseThrow().publicationDate()).contains(inAYear);
  }

  @Test
  void tagsAreSetWhole() {
    posts.setTags(OLGA, 1, Set.of("c++", "sql"));
    assertThat(blog.post(NOBODY, 1).orElseThrow())
        .extracting(Post::tags, Post::version)
        .containsExactly(List.of("c++", "sql"), 1);
    posts.setTags(OLGA, 1, Set.of("c++", "sql"));
    posts.setTags(OLGA, 1, Set.of());
    assertThat(blog.post(NOBODY, 1).orElseThrow().tags()).isEmpty();
    assertThat(audit())
        .containsExactly(
            "post.tagged 1: {\"tags\": \"[c++, sql]\"}", "post.tagged 1: {\"tags\": \"[]\"}");

    assertRefused("validation_failed", () -> posts.setTags(OLGA, 2, Set.of("sql", "none")));
    assertThat(blog.post(NOBODY, 2).orElseThrow().tags()).containsExactly("c++");
  }

  @Test
  void tagsAreListedByIdAndPrefix() {
    assertThat(blog.tags(Optional.empty(), ALL).items())
        .extracting(Tag::id, Tag::name)
        .containsExactly(tuple(1, "sql"), tuple(2, "c++"), tuple(3, "базы"), tuple(4, "idle"));
    assertThat(blog.tags(Optional.of("БА"), ALL).items()).extracting(Tag::id).containsExactly(3);
  }

  @Test
  void tagsAreMadeRenamedAndRemoved() {
    Tag made = tags.create(PAVEL, "go");
    assertThat(made).isEqualTo(new Tag(50, "go", NOW, NOW, 1));
    assertThat(tags.rename(OLGA, 50, ANY, "golang")).isEqualTo(new Tag(50, "golang", NOW, NOW, 2));
    assertThat(tags.rename(OLGA, 50, ANY, "golang").version()).isEqualTo(2);

    tags.delete(ADMIN, 50, ExpectedVersion.oneOf(Set.of(2)));

    assertThat(blog.tag(50)).isEmpty();
    assertThat(audit()).hasSize(3);
  }

  @Test
  void tagsAreRefusedAsEverythingElse() {
    ExpectedVersion second = ExpectedVersion.oneOf(Set.of(2));
    Viewer teacher = Viewer.of(1, Set.of(Role.TEACHER), "");

    assertRefused("already_exists", () -> tags.create(OLGA, "sql"));
    assertRefused("already_exists", () -> tags.rename(OLGA, 2, ANY, "sql"));
    assertRefused("in_use", () -> tags.delete(OLGA, 1, ANY));
    assertRefused("stale_etag", () -> tags.rename(OLGA, 1, second, "x"));
    assertRefused("stale_etag", () -> tags.delete(OLGA, 4, second));
    assertRefused("not_found", () -> tags.rename(OLGA, 999, ANY, "x"));
    assertRefused("not_found", () -> tags.delete(OLGA, 999, ANY));
    assertRefused("forbidden", () -> tags.create(teacher, "x"));
    assertRefused("forbidden", () -> tags.rename(teacher, 1, ANY, "x"));
    assertRefused("forbidden", () -> tags.delete(teacher, 1, ANY));
  }

  private static List<Integer> ids(Viewer viewer, PostFilter filter) {
    return blog.posts(viewer, filter, ALL).items().stream().map(PostSummary::id).toList();
  }

  /** A filter by one name and value, as in the query of a request. */
  private static PostFilter filter(String... nameAndValue) {
    Map<String, String> given =
        nameAndValue.length == 0 ? Map.of() : Map.of(nameAndValue[0], nameAndValue[1]);
    return new PostFilter(
        Optional.ofNullable(given.get("q")),
        Optional.ofNullable(given.get("tag")),
        Optional.ofNullable(given.get("topic")),
        Optional.ofNullable(given.get("author_id")).map(Integer::valueOf),
        Optional.ofNullable(given.get("from")).map(LocalDate::parse),
        Optional.ofNullable(given.get("to")).map(LocalDate::parse),
        Optional.ofNullable(given.get("status")).map(PostStatus.byCode()::get));
  }

  private static List<String> audit() {
    return database.query(AUDIT, Map.of(), row -> row.text("line"));
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .extracting(RefusedException::code)
        .isEqualTo(code);
  }
}
