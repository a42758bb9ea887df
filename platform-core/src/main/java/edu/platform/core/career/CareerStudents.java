package edu.platform.core.career;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.career.internal.CareerSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;

/**
 * Graduates in care of the career centre (requirement R7.1). A CV is seen by its owner, career
 * managers and admins; to others the graduate does not exist (requirements, section 8).
 *
 * <p>Every method throws {@link PlatformException} with a code of kind {@code UNAVAILABLE} if the
 * database does not answer in time.
 */
public final class CareerStudents {

  private static final String ENTITY = "career_center_student";
  private static final String EXTENDED = "extended_career";

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;

  /**
   * Make the career centre's side of graduates.
   *
   * @param database where they are
   * @param changes writes them
   * @param time tells who is in care today
   */
  @SuppressWarnings("exports") // only Platform calls it
  public CareerStudents(Database database, Changes changes, PlatformTime time) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
  }

  /**
   * List the graduates that a viewer may see, newest first.
   *
   * @param viewer a graduate, or of the career centre
   * @param userId only of this account
   * @param courseId only of this course
   * @param active only those in care today, or those who are not
   * @param page which part
   * @return the page
   */
  public Page<CareerStudent> students(
      Viewer viewer,
      Optional<Integer> userId,
      Optional<Integer> courseId,
      Optional<Boolean> active,
      PageRequest page) {
    ListQuery list =
        ListQuery.select("career.students", CareerSql.STUDENT_COLUMNS, CareerSql.STUDENT_TABLES)
            .where("s.user_id = :user_id", "user_id", userId)
            .where("s.course_id = :course_id", "course_id", courseId)
            .where(
                "(:today BETWEEN s.career_support_start AND " + CareerSql.LAST_DAY + ") = :active",
                "active",
                active)
            .orderBy("s.id", KeyType.INTEGER, true, "s.id");
    if (active.isPresent()) {
      list.with("today", time.today());
    }
    if (!viewer.has(Role.CAREER_MANAGER)) {
      list.where("s.user_id = :viewer").with("viewer", viewer.account());
    }
    return list.page(database, page, CareerStudents::student);
  }

  /**
   * Return a graduate in care.
   *
   * @param viewer the graduate, or of the career centre
   * @param id of the row
   * @return the graduate; empty if there is none, or none that the viewer may see
   */
  public Optional<CareerStudent> student(Viewer viewer, int id) {
    return database
        .one(CareerSql.STUDENT_BY_ID, Map.of("id", id), CareerStudents::student)
        .filter(found -> isFor(viewer, found));
  }

  /**
   * Come into care after a course.
   *
   * @param viewer the graduate
   * @param courseId of the finished course
   * @return the graduate in care, from today for 3 months, or 6 with the extended career track
   * @throws RefusedException {@code validation_failed} for a course that does not exist, {@code
   *     certificate_required} without a valid certificate of it, {@code already_exists}
   */
  public CareerStudent add(Viewer viewer, int courseId) {
    return changes.make(
        "career.add-student",
        viewer,
        change -> {
          int account = viewer.account();
          lockLiving(change, account);
          if (change
              .one(
                  CareerSql.COURSE_IS_PUBLIC,
                  Map.of("course_id", courseId),
                  row -> row.integer("course_id"))
              .isEmpty()) {
            throw RefusedException.unknownReference("course_id", "course " + courseId);
          }
          boolean extended =
              change
                  .one(
                      CareerSql.ENTITLEMENT,
                      Map.of("user_id", account, "course_id", courseId),
                      row -> row.text("kind").equals(EXTENDED))
                  .orElseThrow(
                      () ->
                          RefusedException.conflict(
                              "certificate_required",
                              "expected a valid certificate of course "
                                  + courseId
                                  + ", found none"));
          change.refuseOn(
              "career_center_student_user_id_course_id_uq",
              () ->
                  RefusedException.conflict(
                      "already_exists",
                      "expected no care after course " + courseId + " so far, found some"));
          SupportPeriod period = SupportPeriod.from(change.today(), extended);
          int id =
              change
                  .one(
                      CareerSql.INSERT_STUDENT,
                      Values.of("user_id", account)
                          .with("course_id", courseId)
                          .with("start", period.start())
                          .with("months", period.months())
                          .with("extended", extended)
                          .with("now", change.now())
                          .map(),
                      row -> row.integer("id"))
                  .orElseThrow();
          return written(change, id);
        });
  }

  /**
   * Change where the CV is, or prolong the care.
   *
   * @param viewer the graduate for the CV, a career manager for the period
   * @param id of the row
   * @param expected which version the viewer knows
   * @param cvUrl https URL of the CV
   * @param supportPeriod months, from what it is to 12
   * @return the graduate as it is now
   * @throws RefusedException {@code not_found} for everybody else, {@code forbidden} for what only
   *     the other may change, {@code stale_etag}, {@code validation_failed} for a period that would
   *     be shortened
   */
  public CareerStudent change(
      Viewer viewer,
      int id,
      ExpectedVersion expected,
      Patch<Optional<String>> cvUrl,
      Patch<Integer> supportPeriod) {
    return changes.make(
        "career.change-student",
        viewer,
        change -> {
          CareerStudent seen =
              change
                  .one(CareerSql.STUDENT_BY_ID, Map.of("id", id), CareerStudents::student)
                  .filter(found -> isFor(change.viewer(), found))
                  .orElseThrow(() -> RefusedException.notFound("career student " + id));
          if (cvUrl.given()) {
            requireOwner(viewer, seen);
            lockLiving(change, seen.userId());
          } else {
            lock(change, seen.userId());
          }
          if (supportPeriod.given()) {
            change.viewer().require(Role.CAREER_MANAGER);
          }
          CareerStudent current = written(change, id);
          expected.check(current.version());
          int months = supportPeriod.or(current.supportPeriod());
          new SupportPeriod(current.careerSupportStart(), current.supportPeriod())
              .requireProlonged(months);
          change.execute(
              CareerSql.UPDATE_STUDENT,
              Values.of("id", id)
                  .with("cv_url", cvUrl.or(current.cvUrl()))
                  .with("months", months)
                  .with("now", change.now())
                  .map());
          if (supportPeriod.given()) {
            change.audit(
                "career_student.prolonged",
                ENTITY,
                id,
                Difference.none().changed("support_period", current.supportPeriod(), months));
          }
          return written(change, id);
        });
  }

  /** Locks an account, whether it was erased or not. */
  static boolean lock(Change change, int account) {
    return change
        .one(
            CareerSql.LOCK_ACCOUNT,
            Map.of("account_id", account),
            row -> row.optionalInstant("erased_at").isEmpty())
        .orElse(false);
  }

  /** Locks the account of the viewer, which may have been erased since it was confirmed. */
  static void lockLiving(Change change, int account) {
    if (!lock(change, account)) {
      throw RefusedException.unauthenticated(
          "unauthenticated", "the account does not exist any more");
    }
  }

  private static boolean isFor(Viewer viewer, CareerStudent student) {
    return viewer.is(student.userId()) || viewer.has(Role.CAREER_MANAGER);
  }

  private static void requireOwner(Viewer viewer, CareerStudent student) {
    if (!viewer.is(student.userId())) {
      throw RefusedException.forbidden("forbidden", "cv_url is for the graduate alone to change");
    }
  }

  private static CareerStudent written(Change change, int id) {
    return change
        .one(CareerSql.STUDENT_BY_ID, Map.of("id", id), CareerStudents::student)
        .orElseThrow();
  }

  static CareerStudent student(Row row) {
    SupportPeriod period =
        new SupportPeriod(row.date("career_support_start"), row.integer("support_period"));
    return new CareerStudent(
        row.integer("id"),
        row.integer("user_id"),
        row.optionalText("name"),
        row.optionalText("surname"),
        row.integer("course_id"),
        row.text("course_name"),
        row.optionalText("cv_url"),
        period.start(),
        period.lastDay(),
        period.months(),
        row.bool("extended"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }
}
