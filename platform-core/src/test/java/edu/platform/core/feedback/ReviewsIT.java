package edu.platform.core.feedback;

import static edu.platform.core.testing.Graduates.IVAN;
import static edu.platform.core.testing.Graduates.JULIA;
import static edu.platform.core.testing.Graduates.KIRILL;
import static edu.platform.core.testing.Graduates.LIDIA;
import static edu.platform.core.testing.Graduates.MANAGER;
import static edu.platform.core.testing.Graduates.MAXIM;
import static edu.platform.core.testing.Graduates.SUPPORT;
import static edu.platform.core.testing.Graduates.assertForgotten;
import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Keyset;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.People;
import edu.platform.core.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reviews are written, changed and taken back, and the rating of the course with them. */
class ReviewsIT {

  private static final PageRequest ALL = new PageRequest(100, Optional.empty());
  private static final Optional<String> PRAISE = Optional.of("Well taught.");

  private static Database database;
  private static DocumentCache documents;
  private static Reviews reviews;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = People.cache();
    reviews = new Reviews(database, new Changes(database, TestDatabase.TIME), documents);
  }

  @AfterAll
  static void close() {
    documents.close();
    database.close();
  }

  @BeforeEach
  void reset() {
    Graduates.reset();
  }

  @AfterEach
  void ratingsAgreeWithReviews() {
    Invariants.assertHold(Invariants.I18);
  }

  @Test
  void whoHasFinishedACourseReviewsIt() {
    Review review = reviews.write(KIRILL, 9, 2, PRAISE);

    assertThat(review)
        .isEqualTo(
            new Review(
                50,
                9,
                "Kirill I.",
                2,
                PRAISE,
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(reviews.review(50)).contains(review);
  }

  @Test
  void whoHasNotFinishedItDoesNot() {
    assertRefused("not_finished", () -> reviews.write(MAXIM, 9, 5, PRAISE)); // not bought
    assertRefused("not_finished", () -> reviews.write(MAXIM, 3, 5, PRAISE)); // refunded, unpaid
    assertRefused("not_finished", () -> reviews.write(KIRILL, 7, 5, PRAISE)); // ends today
    assertRefused("not_found", () -> reviews.write(KIRILL, 20, 5, PRAISE)); // a draft
    assertRefused("not_found", () -> reviews.write(KIRILL, 999, 5, PRAISE));
  }

  @Test
  void aCourseIsReviewedOnceAPerson() {
    assertRefused("already_reviewed", () -> reviews.write(IVAN, 3, 1, PRAISE));
  }

  @Test
  void ofTwoReviewsAtOnceOneIsWritten() throws InterruptedException {
    Callable<Object> write = () -> reviews.write(KIRILL, 9, 5, PRAISE).rating();

    assertThat(Graduates.atOnce(List.of(write, write)))
        .containsExactlyInAnyOrder(5, "already_reviewed");
  }

  @Test
  void reviewsOfManyAtOnceAllCount() throws InterruptedException {
    TestDatabase.execute(
        """
        DELETE FROM course_review WHERE course_id = 3;
        DELETE FROM course_rating WHERE course_id = 3;
        """);

    List<Object> ratings =
        Graduates.atOnce(
            Stream.of(IVAN, JULIA, KIRILL, LIDIA)
                .map(
                    viewer -> (Callable<Object>) () -> reviews.write(viewer, 3, 4, PRAISE).rating())
                .toList());

    assertThat(ratings).containsExactly(4, 4, 4, 4);
  }

  @Test
  void anAuthorChangesWhatWasGiven() {
    Review changed =
        reviews.change(IVAN, 1, ExpectedVersion.oneOf(Set.of(1)), Patch.set(1), Patch.set(PRAISE));

    assertThat(changed.rating()).isEqualTo(1);
    assertThat(changed.comment()).isEqualTo(PRAISE);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.updatedAt()).isEqualTo(TestDatabase.TIME.now());
    assertThat(changed.reviewDate()).isBefore(changed.updatedAt());

    Review cleared =
        reviews.change(IVAN, 1, ExpectedVersion.ANY, Patch.keep(), Patch.set(Optional.empty()));
    assertThat(cleared.rating()).isEqualTo(1);
    assertThat(cleared.comment()).isEmpty();
  }

  @Test
  void nobodyElseChangesAReview() {
    for (Viewer other : List.of(JULIA, SUPPORT, Graduates.ADMIN)) {
      assertRefused(
          "not_found",
          () -> reviews.change(other, 1, ExpectedVersion.ANY, Patch.set(1), Patch.keep()));
    }
    assertRefused(
        "stale_etag",
        () ->
            reviews.change(IVAN, 1, ExpectedVersion.oneOf(Set.of(2)), Patch.set(1), Patch.keep()));
  }

  @Test
  void changesOfAllReviewsAtOnceAllCount() throws InterruptedException {
    List<Viewer> authors = List.of(IVAN, JULIA, KIRILL, LIDIA);

    List<Object> ratings =
        Graduates.atOnce(
            Stream.iterate(0, i -> i < 4, i -> i + 1)
                .map(
                    i ->
                        (Callable<Object>)
                            () ->
                                reviews
                                    .change(
                                        authors.get(i),
                                        i + 1,
                                        ExpectedVersion.ANY,
                                        Patch.set(i + 1),
                                        Patch.keep())
                                    .rating())
                .toList());

    assertThat(ratings).containsExactly(1, 2, 3, 4);
  }

  @Test
  void anAuthorTakesAReviewBackAndMayWriteAnother() {
    reviews.delete(IVAN, 1, ExpectedVersion.ANY);

    assertThat(reviews.review(1)).isEmpty();
    assertThat(reviews.write(IVAN, 3, 3, Optional.empty()).rating()).isEqualTo(3);
    assertThat(Graduates.audit(database)).isEmpty();
  }

  @Test
  void supportTakesAReviewDownAndTheLogSaysSo() {
    TestDatabase.execute("UPDATE course_review SET comment = 'Rude.' WHERE review_id = 1");
    assertRefused("not_found", () -> reviews.delete(JULIA, 1, ExpectedVersion.ANY));
    assertRefused("not_found", () -> reviews.delete(MANAGER, 1, ExpectedVersion.ANY));
    assertRefused("stale_etag", () -> reviews.delete(SUPPORT, 1, ExpectedVersion.oneOf(Set.of(7))));

    reviews.delete(SUPPORT, 1, ExpectedVersion.oneOf(Set.of(1)));

    assertThat(Graduates.audit(database))
        .containsExactly(
            "review.deleted course_review 1 by 902: {\"rating\": \"5\", \"comment\": \"changed\","
                + " \"user_id\": \"8\", \"course_id\": \"3\"} -> {\"rating\": null, \"comment\":"
                + " null, \"user_id\": null, \"course_id\": null}");
  }

  /** What a visitor may do to a review. */
  enum Write {
    WRITE {
      @Override
      void run() {
        reviews.write(KIRILL, 9, 1, PRAISE);
      }
    },
    CHANGE {
      @Override
      void run() {
        reviews.change(IVAN, 7, ExpectedVersion.ANY, Patch.set(1), Patch.keep());
      }
    },
    DELETE {
      @Override
      void run() {
        reviews.delete(IVAN, 7, ExpectedVersion.ANY);
      }
    };

    abstract void run();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCachedOfTheRatingIsForgotten(Write write) {
    assertForgotten(
        documents,
        DocumentKind.TOP_COURSES,
        DocumentKind.RANKING,
        () -> assertForgotten(documents, DocumentKind.COURSE_STATISTICS, "9", write::run));
  }

  @Test
  void reviewsOfACourseAreListedNewestFirst() {
    reviews.write(KIRILL, 9, 4, PRAISE);

    assertThat(reviews.ofCourse(9, Optional.empty(), ALL).orElseThrow().items())
        .extracting(Review::id)
        .containsExactly(50, 8, 7);
    assertThat(reviews.ofCourse(9, Optional.of(4), ALL).orElseThrow().items())
        .extracting(Review::id)
        .containsExactly(50, 7);
    assertThat(reviews.ofCourse(15, Optional.empty(), ALL).orElseThrow().items()).isEmpty();
    assertThat(reviews.ofCourse(20, Optional.empty(), ALL)).isEmpty();
    assertThat(reviews.ofCourse(999, Optional.empty(), ALL)).isEmpty();
  }

  @Test
  void pagesOfReviewsFollowEachOther() {
    List<Integer> seen = new ArrayList<>();
    Optional<Keyset> after = Optional.empty();
    do {
      var page = reviews.ofCourse(3, Optional.empty(), new PageRequest(1, after)).orElseThrow();
      page.items().forEach(review -> seen.add(review.id()));
      after = page.next();
    } while (after.isPresent());

    assertThat(seen).containsExactly(4, 3, 2, 1);
  }

  @Test
  void thePersonIsHiddenOnceErased() {
    TestDatabase.execute(
        """
        UPDATE users SET name = NULL, surname = NULL, birthdate = NULL, email = NULL, hashed_password = NULL,
                         erased_at = now()
         WHERE account_id = 8
        """);

    assertThat(reviews.review(1).orElseThrow().author()).isEqualTo("former student");
    assertRefused("unauthenticated", () -> reviews.delete(IVAN, 1, ExpectedVersion.ANY));
  }
}
