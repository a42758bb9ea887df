package edu.platform.core.feedback;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import edu.platform.core.feedback.internal.FeedbackSql;
import java.util.Map;
import java.util.Optional;

/**
 * Reviews of courses, by those who bought and finished them, one each. The rating of the course
 * moves in the review's transaction (invariant I18).
 *
 * <p>Every method throws {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the
 * database does not answer in time.
 */
public final class Reviews {

  private static final String ENTITY = "course_review";

  private final Database database;
  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the reviews of a database.
   *
   * @param database where they are
   * @param changes writes them
   * @param documents holds answers that change with them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Reviews(Database database, Changes changes, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * List the reviews of a course, newest first.
   *
   * @param courseId of the course
   * @param rating only those, 1 to 5
   * @param page which part
   * @return the page, or empty if there is no such course
   */
  public Optional<Page<Review>> ofCourse(int courseId, Optional<Integer> rating, PageRequest page) {
    return database
        .one(FeedbackSql.COURSE_IS_PUBLIC, Map.of("course_id", courseId), Reviews::courseId)
        .map(
            _ ->
                ListQuery.select(
                        "feedback.reviews", FeedbackSql.REVIEW_COLUMNS, FeedbackSql.REVIEW_TABLES)
                    .where("v.course_id = :course_id")
                    .with("course_id", courseId)
                    .where("v.rating = :rating", "rating", rating)
                    .orderBy("v.review_date", KeyType.MOMENT, true, "v.review_id")
                    .page(database, page, Reviews::review));
  }

  /**
   * Return a review.
   *
   * @param id of the review
   * @return the review, or empty
   */
  public Optional<Review> review(int id) {
    return database.one(FeedbackSql.REVIEW_BY_ID, byId(id), Reviews::review);
  }

  /**
   * Write a review.
   *
   * @param viewer its author
   * @param courseId of the course
   * @param rating 1 to 5
   * @param comment in the author's words
   * @return the review
   * @throws RefusedException {@code not_found} without such a course, {@code not_finished} for who
   *     has not bought it or not finished it yet, {@code already_reviewed}
   */
  public Review write(Viewer viewer, int courseId, int rating, Optional<String> comment) {
    return changes.make(
        "feedback.write-review",
        viewer,
        change -> {
          if (change
              .one(FeedbackSql.COURSE_IS_PUBLIC, Map.of("course_id", courseId), Reviews::courseId)
              .isEmpty()) {
            throw RefusedException.notFound("course " + courseId);
          }
          int author = viewer.account();
          int purchase =
              change
                  .one(
                      FeedbackSql.FINISHED_PURCHASE,
                      Map.of("user_id", author, "course_id", courseId, "today", change.today()),
                      row -> row.integer("purchase_id"))
                  .orElseThrow(() -> notFinished(courseId));
          change.refuseOn("course_review_course_id_user_id_uq", () -> alreadyReviewed(courseId));
          int id =
              change
                  .one(
                      FeedbackSql.INSERT_REVIEW,
                      Values.of("course_id", courseId)
                          .with("user_id", author)
                          .with("purchase_id", purchase)
                          .with("rating", rating)
                          .with("comment", comment)
                          .with("now", change.now())
                          .map(),
                      row -> row.integer("review_id"))
                  .orElseThrow();
          change.execute(FeedbackSql.ADD_RATING, Map.of("course_id", courseId, "rating", rating));
          forgetRating(change, courseId);
          return written(change, id);
        });
  }

  /**
   * Change one's review.
   *
   * @param viewer its author
   * @param id of the review
   * @param expected which version the author knows
   * @param rating 1 to 5
   * @param comment in the author's words
   * @return the review as it is now
   * @throws RefusedException {@code not_found} for everybody else, {@code stale_etag}
   */
  public Review change(
      Viewer viewer,
      int id,
      ExpectedVersion expected,
      Patch<Integer> rating,
      Patch<Optional<String>> comment) {
    return changes.make(
        "feedback.change-review",
        viewer,
        change -> {
          Locked review =
              lock(change, id)
                  .filter(locked -> viewer.is(locked.userId()))
                  .orElseThrow(() -> noReview(id));
          expected.check(review.version());
          int newRating = rating.or(review.rating());
          change.execute(
              FeedbackSql.UPDATE_REVIEW,
              Values.of("review_id", id)
                  .with("rating", newRating)
                  .with("comment", comment.or(review.comment()))
                  .with("now", change.now())
                  .map());
          moveRating(change, review.courseId(), 0, newRating - review.rating());
          return written(change, id);
        });
  }

  /**
   * Take a review back, or take one down.
   *
   * @param viewer its author, or support
   * @param id of the review
   * @param expected which version the viewer knows
   * @throws RefusedException {@code not_found} for everybody else, {@code stale_etag}
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        "feedback.delete-review",
        viewer,
        change -> {
          Locked review =
              lock(change, id)
                  .filter(locked -> viewer.is(locked.userId()) || change.viewer().has(Role.SUPPORT))
                  .orElseThrow(() -> noReview(id));
          expected.check(review.version());
          change.execute(FeedbackSql.DELETE_REVIEW, byId(id));
          moveRating(change, review.courseId(), -1, -review.rating());
          if (!viewer.is(review.userId())) {
            change.audit(
                "review.deleted",
                ENTITY,
                id,
                Difference.none()
                    .removed("user_id", review.userId())
                    .removed("course_id", review.courseId())
                    .removed("rating", review.rating())
                    .personal("comment", review.comment(), Optional.empty()));
          }
          return id;
        });
  }

  private static Optional<Locked> lock(Change change, int id) {
    return change.one(
        FeedbackSql.LOCK_REVIEW,
        byId(id),
        row ->
            new Locked(
                row.integer("user_id"),
                row.integer("course_id"),
                row.integer("rating"),
                row.optionalText("comment"),
                row.integer("version")));
  }

  private void moveRating(Change change, int courseId, int reviews, int ratings) {
    change.execute(
        FeedbackSql.MOVE_RATING,
        Map.of("course_id", courseId, "reviews", reviews, "ratings", ratings));
    forgetRating(change, courseId);
  }

  private void forgetRating(Change change, int courseId) {
    change.afterCommit(
        () -> {
          documents.invalidate(DocumentKind.COURSE_STATISTICS, Integer.toString(courseId));
          documents.invalidate(DocumentKind.TOP_COURSES, DocumentKind.RANKING);
        });
  }

  private static Review written(Change change, int id) {
    return change.one(FeedbackSql.REVIEW_BY_ID, byId(id), Reviews::review).orElseThrow();
  }

  private static Map<String, ?> byId(int id) {
    return Map.of("review_id", id);
  }

  private static int courseId(Row row) {
    return row.integer("course_id");
  }

  private static RefusedException noReview(int id) {
    return RefusedException.notFound("review " + id + " of yours");
  }

  private static RefusedException notFinished(int courseId) {
    return RefusedException.conflict(
        "not_finished",
        "expected a paid purchase of course " + courseId + " whose run has finished, found none");
  }

  private static RefusedException alreadyReviewed(int courseId) {
    return RefusedException.conflict(
        "already_reviewed", "expected no review of course " + courseId + " by you, found one");
  }

  private static Review review(Row row) {
    return new Review(
        row.integer("review_id"),
        row.integer("course_id"),
        Review.author(row.optionalText("name"), row.optionalText("surname")),
        row.integer("rating"),
        row.optionalText("comment"),
        row.instant("review_date"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private record Locked(
      int userId, int courseId, int rating, Optional<String> comment, int version) {}
}
