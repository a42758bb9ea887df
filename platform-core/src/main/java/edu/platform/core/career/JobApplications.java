package edu.platform.core.career;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.career.internal.CareerSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Applications of graduates in care to partner companies (requirement R7.2). The company's count of
 * hired graduates moves in the application's transaction (invariant I10).
 *
 * <p>Every method throws {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the
 * database does not answer in time.
 */
public final class JobApplications {

  private static final String ENTITY = "job_application";

  private final Database database;
  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the applications of a database.
   *
   * @param database where they are
   * @param changes writes them
   * @param documents holds answers that change with them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public JobApplications(Database database, Changes changes, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * List the applications that a viewer may see, newest first.
   *
   * @param viewer a graduate, or of the career centre
   * @param studentId only of this graduate in care
   * @param companyId only to this company
   * @param status only those that are so far
   * @param page which part
   * @return the page
   */
  public Page<JobApplication> applications(
      Viewer viewer,
      Optional<Integer> studentId,
      Optional<Integer> companyId,
      Optional<ApplicationStatus> status,
      PageRequest page) {
    ListQuery list =
        ListQuery.select("career.applications", CareerSql.APPLICATION_COLUMNS, "job_application a")
            .where("a.student_id = :student_id", "student_id", studentId)
            .where("a.company_id = :company_id", "company_id", companyId)
            .where("a.status = :status", "status", status.map(ApplicationStatus::code))
            .orderBy("a.id", KeyType.INTEGER, true, "a.id");
    if (!viewer.has(Role.CAREER_MANAGER)) {
      list.where(CareerSql.OF_ACCOUNT).with("viewer", viewer.account());
    }
    return list.page(database, page, JobApplications::application);
  }

  /**
   * Return an application.
   *
   * @param viewer the graduate, or of the career centre
   * @param id of the application
   * @return the application; empty if there is none, or none that the viewer may see
   */
  public Optional<JobApplication> application(Viewer viewer, int id) {
    return database
        .one(CareerSql.APPLICATION_BY_ID, Map.of("id", id), Owned::of)
        .filter(owned -> owned.isFor(viewer))
        .map(Owned::application);
  }

  /**
   * Apply to a company.
   *
   * @param viewer the graduate
   * @param studentId of the viewer's care
   * @param companyId of the company
   * @return the application
   * @throws RefusedException {@code validation_failed} for a care that is not the viewer's or a
   *     company that does not exist; {@code cv_required}, {@code support_ended}, {@code
   *     agreement_inactive}, {@code already_hired}, or {@code already_applied} while an application
   *     to the company is open
   */
  public JobApplication apply(Viewer viewer, int studentId, int companyId) {
    return changes.make(
        "career.apply",
        viewer,
        change -> {
          CareerStudents.lockLiving(change, viewer.account());
          CareerStudent student =
              change
                  .one(CareerSql.STUDENT_BY_ID, Map.of("id", studentId), CareerStudents::student)
                  .filter(found -> viewer.is(found.userId()))
                  .orElseThrow(
                      () ->
                          RefusedException.unknownReference(
                              "student_id", "career student " + studentId + " of yours"));
          Company company =
              change
                  .one(CareerSql.HOLD_COMPANY, Map.of("id", companyId), Companies::company)
                  .orElseThrow(
                      () ->
                          RefusedException.unknownReference("company_id", "company " + companyId));
          requireCare(student, change.today());
          requireAgreement(company);
          requireJobless(change, studentId);
          change.refuseOn(
              "job_application_student_id_company_id_uq",
              () ->
                  RefusedException.conflict(
                      "already_applied",
                      "expected no open application to company " + companyId + ", found one"));
          int id =
              change
                  .one(
                      CareerSql.INSERT_APPLICATION,
                      Values.of("student_id", studentId)
                          .with("company_id", companyId)
                          .with("today", change.today())
                          .with("now", change.now())
                          .map(),
                      row -> row.integer("id"))
                  .orElseThrow();
          return read(change, CareerSql.APPLICATION_BY_ID, id).orElseThrow().application();
        });
  }

  /**
   * Move an application.
   *
   * @param viewer who may make the move, see {@link ApplicationStatus}
   * @param id of the application
   * @param to the status that is wanted
   * @return the application as it is now
   * @throws RefusedException {@code not_found} for who may not see it, {@code invalid_state} if
   *     there is no such move, {@code forbidden} if it is for others to make
   */
  public JobApplication move(Viewer viewer, int id, ApplicationStatus to) {
    return changes.make(
        "career.move-application",
        viewer,
        change -> {
          Owned seen =
              read(change, CareerSql.APPLICATION_BY_ID, id)
                  .filter(owned -> owned.isFor(change.viewer()))
                  .orElseThrow(() -> RefusedException.notFound("job application " + id));
          CareerStudents.lock(change, seen.userId());
          Owned current = read(change, CareerSql.LOCK_APPLICATION, id).orElseThrow();
          ApplicationStatus from = current.status();
          require(change.viewer(), current, from.moverTo(to));
          change.refuseOn("job_application_student_id_uq", () -> hiredAlready("invalid_state"));
          move(change, id, from, to);
          if (to == ApplicationStatus.HIRED) {
            count(change, current, 1);
            withdrawOpen(change, current.application().studentId());
          } else if (from == ApplicationStatus.HIRED) {
            count(change, current, -1);
          }
          return read(change, CareerSql.APPLICATION_BY_ID, id).orElseThrow().application();
        });
  }

  /** Withdraws what a graduate in care does not need any more. */
  static void withdrawOpen(Change change, int studentId) {
    change
        .query(
            CareerSql.OPEN_APPLICATIONS,
            Map.of("student_id", studentId),
            row -> Map.entry(row.integer("id"), status(row)))
        .forEach(open -> move(change, open.getKey(), open.getValue(), ApplicationStatus.WITHDRAWN));
  }

  private static void move(Change change, int id, ApplicationStatus from, ApplicationStatus to) {
    change.execute(
        CareerSql.MOVE_APPLICATION, Map.of("id", id, "status", to.code(), "now", change.now()));
    change.audit(
        "job_application." + to.code(),
        ENTITY,
        id,
        Difference.none().changed("status", from.code(), to.code()));
  }

  private void count(Change change, Owned owned, int hired) {
    change.execute(
        CareerSql.COUNT_HIRED,
        Map.of("company_id", owned.application().companyId(), "hired", hired));
    String course = Integer.toString(owned.courseId());
    change.afterCommit(() -> documents.invalidate(DocumentKind.COURSE_STATISTICS, course));
  }

  private static void require(Viewer viewer, Owned owned, ApplicationStatus.Mover mover) {
    switch (mover) {
      case OWNER -> {
        if (!viewer.is(owned.userId())) {
          throw RefusedException.forbidden(
              "forbidden", "an application is for the graduate alone to withdraw");
        }
      }
      case CAREER_MANAGER -> viewer.require(Role.CAREER_MANAGER);
      case ADMIN -> viewer.require();
    }
  }

  private static void requireCare(CareerStudent student, LocalDate today) {
    if (student.cvUrl().isEmpty()) {
      throw RefusedException.conflict("cv_required", "expected a cv_url, found none");
    }
    if (today.isAfter(student.careerSupportEnd())) {
      throw RefusedException.conflict(
          "support_ended",
          "expected the support to be running on "
              + today
              + ", found that it ended on "
              + student.careerSupportEnd());
    }
  }

  private static void requireAgreement(Company company) {
    if (!company.agreementStatus().equals(AgreementStatus.ACTIVE.code())) {
      throw RefusedException.conflict(
          "agreement_inactive",
          "expected an active agreement with company "
              + company.id()
              + ", found it "
              + company.agreementStatus());
    }
  }

  private static void requireJobless(Change change, int studentId) {
    change
        .one(CareerSql.HIRED, Map.of("student_id", studentId), row -> row.integer("id"))
        .ifPresent(
            _ -> {
              throw hiredAlready("already_hired");
            });
  }

  private static RefusedException hiredAlready(String code) {
    return RefusedException.conflict(
        code, "expected a graduate without a job, found one who was hired");
  }

  private static Optional<Owned> read(Change change, Sql sql, int id) {
    return change.one(sql, Map.of("id", id), Owned::of);
  }

  private static ApplicationStatus status(Row row) {
    return ApplicationStatus.byCode().get(row.text("status"));
  }

  private static JobApplication application(Row row) {
    return new JobApplication(
        row.integer("id"),
        row.integer("student_id"),
        row.integer("company_id"),
        row.date("application_date"),
        row.text("status"),
        row.instant("status_changed_at"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  /** An application, whose it is, and the course that it goes back to. */
  private record Owned(JobApplication application, int userId, int courseId) {

    static Owned of(Row row) {
      return new Owned(
          JobApplications.application(row), row.integer("user_id"), row.integer("course_id"));
    }

    ApplicationStatus status() {
      return ApplicationStatus.byCode().get(application.status());
    }

    boolean isFor(Viewer viewer) {
      return viewer.is(userId) || viewer.has(Role.CAREER_MANAGER);
    }
  }
}
