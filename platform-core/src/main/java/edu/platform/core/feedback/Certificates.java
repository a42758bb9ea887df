package edu.platform.core.feedback;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Page;
import edu.platform.core.PageRequest;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Certificates: issued by those who teach or review a course, one a person and course; seen by
 * their holders, the course's team and the career centre; checked by anyone who was shown the code.
 *
 * <p>Every method throws {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the
 * database does not answer in time.
 */
public final class Certificates {

  private static final String ENTITY = "certificate";

  private final Database database;
  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the certificates of a database.
   *
   * @param database where they are
   * @param changes writes them
   * @param documents holds answers that change with them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Certificates(Database database, Changes changes, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * List the certificates that a viewer may see, newest first.
   *
   * @param viewer the holder, one of the course's team or of the career centre
   * @param userId only those of this account
   * @param courseId only those of this course
   * @param page which part
   * @return the page
   */
  public Page<Certificate> certificates(
      Viewer viewer, Optional<Integer> userId, Optional<Integer> courseId, PageRequest page) {
    ListQuery list =
        ListQuery.select(
                "feedback.certificates",
                FeedbackSql.CERTIFICATE_COLUMNS,
                FeedbackSql.CERTIFICATE_TABLES)
            .where("g.user_id = :user_id", "user_id", userId)
            .where("g.course_id = :course_id", "course_id", courseId)
            .orderBy("g.certificate_id", KeyType.INTEGER, true, "g.certificate_id");
    if (!seesAll(viewer)) {
      list.where(
              viewer.has(Role.TEACHER, Role.MENTOR, Role.REVIEWER)
                  ? FeedbackSql.OF_VIEWER_OR_TEAM
                  : FeedbackSql.OF_VIEWER)
          .with("viewer", viewer.account());
    }
    return list.page(database, page, Certificates::certificate);
  }

  /**
   * Return a certificate.
   *
   * @param viewer the holder, one of the course's team or of the career centre
   * @param id of the certificate
   * @return the certificate; empty if there is none, or none that the viewer may see
   */
  public Optional<Certificate> certificate(Viewer viewer, int id) {
    return database.one(
        FeedbackSql.CERTIFICATE_BY_ID,
        Map.of("certificate_id", id, "viewer", viewer.account(), "all", seesAll(viewer)),
        Certificates::certificate);
  }

  /**
   * Check a certificate by its code, as anyone may.
   *
   * @param code as it was typed
   * @return what there is to know; empty if there is no such certificate
   */
  public Optional<CertificateCheck> check(String code) {
    return CertificateCode.read(code)
        .flatMap(
            read ->
                database.one(
                    FeedbackSql.CERTIFICATE_BY_CODE,
                    Map.of("code", read),
                    Certificates::certificate))
        .map(
            found ->
                new CertificateCheck(
                    found.code(),
                    found.name(),
                    found.surname(),
                    found.courseId(),
                    found.courseName(),
                    found.issueDate(),
                    found.revokedAt().isEmpty(),
                    found.revokedAt()));
  }

  /**
   * Issue a certificate.
   *
   * @param viewer a teacher or reviewer of the course, or an admin
   * @param purchaseId by which the holder took part
   * @param issueDate after the last day of the run, today at the latest; today if not given
   * @return the certificate
   * @throws RefusedException {@code validation_failed} for a purchase that does not exist or is not
   *     of the viewer's courses, and for a day out of range; {@code not_finished} for one that is
   *     not paid or whose run has not finished; {@code already_exists} if the holder has one of the
   *     course
   */
  public Certificate issue(Viewer viewer, int purchaseId, Optional<LocalDate> issueDate) {
    return changes.make(
        "feedback.issue-certificate",
        viewer,
        change -> {
          Bought bought =
              change
                  .one(
                      FeedbackSql.LOCK_PURCHASE,
                      Map.of("purchase_id", purchaseId),
                      Certificates::bought)
                  .orElseThrow(() -> noPurchase(purchaseId));
          int issuer =
              change
                  .one(
                      FeedbackSql.ISSUER,
                      Map.of(
                          "viewer",
                          viewer.account(),
                          "course_id",
                          bought.courseId(),
                          "admin",
                          Role.ADMIN.id()),
                      row -> row.integer("id"))
                  .orElseThrow(() -> noPurchase(purchaseId));
          LocalDate today = change.today();
          bought.requireFinished(purchaseId, today);
          LocalDate issued = issueDate.orElse(today);
          if (!issued.isAfter(bought.endDate()) || issued.isAfter(today)) {
            throw RefusedException.invalid(
                "validation_failed",
                "issue_date",
                "must be after "
                    + bought.endDate()
                    + ", the last day of the run, and at the latest "
                    + today
                    + ", not "
                    + issued);
          }
          change.refuseOn("certificate_purchase_id_uq", () -> alreadyExists(bought));
          change.refuseOn("certificate_user_id_course_id_uq", () -> alreadyExists(bought));
          int id =
              change
                  .one(
                      FeedbackSql.INSERT_CERTIFICATE,
                      Values.of("user_id", bought.userId())
                          .with("course_id", bought.courseId())
                          .with("purchase_id", purchaseId)
                          .with("issue_date", issued)
                          .with("code", CertificateCode.random())
                          .with("issued_by", issuer)
                          .with("now", change.now())
                          .map(),
                      row -> row.integer("certificate_id"))
                  .orElseThrow();
          change.audit(
              "certificate.issued",
              ENTITY,
              id,
              Difference.none()
                  .added("user_id", bought.userId())
                  .added("course_id", bought.courseId())
                  .added("purchase_id", purchaseId)
                  .added("issue_date", issued)
                  .added("issued_by", issuer));
          forgetGraduates(change, bought.courseId());
          return written(change, id);
        });
  }

  /**
   * Revoke a certificate; its code then tells so.
   *
   * @param viewer an admin
   * @param id of the certificate
   * @return the certificate as it is now
   * @throws RefusedException {@code not_found}, or {@code invalid_state} if it is revoked already
   */
  public Certificate revoke(Viewer viewer, int id) {
    return changes.make(
        "feedback.revoke-certificate",
        viewer,
        change -> {
          change.viewer().require();
          Issued issued =
              change
                  .one(
                      FeedbackSql.LOCK_CERTIFICATE,
                      Map.of("certificate_id", id),
                      row ->
                          new Issued(row.integer("course_id"), row.optionalInstant("revoked_at")))
                  .orElseThrow(() -> RefusedException.notFound("certificate " + id));
          issued
              .revokedAt()
              .ifPresent(
                  moment -> {
                    throw RefusedException.conflict(
                        "invalid_state",
                        "expected a certificate that is valid, found one revoked at " + moment);
                  });
          change.execute(
              FeedbackSql.REVOKE_CERTIFICATE, Map.of("certificate_id", id, "now", change.now()));
          change.audit(
              "certificate.revoked",
              ENTITY,
              id,
              Difference.none().added("revoked_at", change.now()));
          forgetGraduates(change, issued.courseId());
          return written(change, id);
        });
  }

  private void forgetGraduates(Change change, int courseId) {
    change.afterCommit(
        () -> documents.invalidate(DocumentKind.COURSE_STATISTICS, Integer.toString(courseId)));
  }

  private static Certificate written(Change change, int id) {
    return change
        .one(
            FeedbackSql.CERTIFICATE_BY_ID,
            Map.of("certificate_id", id, "viewer", change.viewer().account(), "all", true),
            Certificates::certificate)
        .orElseThrow();
  }

  private static boolean seesAll(Viewer viewer) {
    return viewer.has(Role.CAREER_MANAGER);
  }

  private static RefusedException noPurchase(int id) {
    return RefusedException.unknownReference("purchase_id", "purchase " + id + " of your courses");
  }

  private static RefusedException alreadyExists(Bought bought) {
    return RefusedException.conflict(
        "already_exists",
        "expected no certificate of course "
            + bought.courseId()
            + " for account "
            + bought.userId()
            + ", found one");
  }

  private static Bought bought(Row row) {
    return new Bought(
        row.integer("user_id"),
        row.integer("course_id"),
        row.text("purchase_status"),
        row.date("end_date"));
  }

  private static Certificate certificate(Row row) {
    return new Certificate(
        row.integer("certificate_id"),
        row.integer("user_id"),
        row.optionalText("name"),
        row.optionalText("surname"),
        row.integer("course_id"),
        row.text("course_name"),
        row.integer("purchase_id"),
        row.date("issue_date"),
        row.text("code"),
        row.optionalInteger("issued_by"),
        row.optionalInstant("revoked_at"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private record Bought(int userId, int courseId, String status, LocalDate endDate) {

    /** Invariant I7. */
    void requireFinished(int purchaseId, LocalDate today) {
      if (!status.equals("paid") || !today.isAfter(endDate)) {
        throw RefusedException.conflict(
            "not_finished",
            "expected purchase "
                + purchaseId
                + " to be paid and its run to have finished, found it "
                + status
                + " and the run ending on "
                + endDate);
      }
    }
  }

  private record Issued(int courseId, Optional<Instant> revokedAt) {}
}
