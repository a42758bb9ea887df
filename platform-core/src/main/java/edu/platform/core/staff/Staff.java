package edu.platform.core.staff;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.Admins;
import edu.platform.core.accounts.Sessions;
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
import edu.platform.core.staff.internal.StaffSql;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Who works for the school, in which role (requirement R2.1). Support reads it, admins change it.
 * Methods throw {@link PlatformException} of kind {@code UNAVAILABLE} if the database does not
 * answer.
 */
public final class Staff {

  private static final String ENTITY = "employee";

  private final Database database;
  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the staff of a database.
   *
   * @param database where it is read
   * @param changes writes it
   * @param documents cache that shows teachers by name
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Staff(Database database, Changes changes, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * List employees by id, those who were dismissed too.
   *
   * @param viewer support
   * @param filter what they must be
   * @param page which part
   * @return the page
   * @throws RefusedException {@code forbidden} for anyone else
   */
  public Page<Employee> employees(Viewer viewer, EmployeeFilter filter, PageRequest page) {
    viewer.require(Role.SUPPORT);
    ListQuery list =
        ListQuery.select("staff.employees", StaffSql.EMPLOYEE_COLUMNS, StaffSql.EMPLOYEE_TABLES)
            .where("e.role_id = :role_id", "role_id", filter.roleId())
            .whereBegins("lower(u.surname)", "surname", filter.surnamePrefix())
            .orderBy("e.id", KeyType.INTEGER, false, "e.id");
    filter
        .active()
        .ifPresent(active -> list.where("e.dismissed_on IS " + (active ? "NULL" : "NOT NULL")));
    return list.page(database, page, Staff::employee);
  }

  /**
   * Return an employee.
   *
   * @param viewer support
   * @param id of the employee
   * @return the employee
   * @throws RefusedException {@code forbidden} for anyone else, {@code not_found}
   */
  public Employee employee(Viewer viewer, int id) {
    viewer.require(Role.SUPPORT);
    return database
        .one(StaffSql.EMPLOYEE_BY_ID, byId(id), Staff::employee)
        .orElseThrow(() -> noEmployee(id));
  }

  /**
   * Return the roles that somebody can be hired for.
   *
   * @param viewer support
   * @return all of them, by id
   * @throws RefusedException {@code forbidden} for anyone else
   */
  public List<StaffRole> roles(Viewer viewer) {
    viewer.require(Role.SUPPORT);
    return database.query(
        StaffSql.ROLES,
        Map.of(),
        row -> {
          int id = row.integer("id");
          return new StaffRole(id, Role.of(id).code(), row.text("name"));
        });
  }

  /**
   * Give an account one more role.
   *
   * @param viewer an admin
   * @param hired whom, as what
   * @return the employee
   * @throws RefusedException {@code forbidden}; {@code validation_failed} for an unknown account or
   *     role and a first day that is still to come; {@code already_exists} if the account has the
   *     role
   */
  public Employee hire(Viewer viewer, NewEmployee hired) {
    return changes.make(
        "staff.hire",
        viewer,
        change -> {
          change.viewer().require();
          Role role = role(hired.roleId());
          int userId =
              change
                  .one(
                      StaffSql.LOCK_ACCOUNT,
                      Map.of("user_id", hired.userId()),
                      row -> row.integer("account_id"))
                  .orElseThrow(
                      () -> RefusedException.unknownReference("user_id", "user " + hired.userId()));
          change.refuseOn(
              "employee_user_id_role_id_uq",
              () ->
                  RefusedException.conflict(
                      "already_exists",
                      "user " + userId + " has the role " + role.code() + " already"));
          LocalDate hiredOn = hired.hiredOn().orElse(change.today());
          requireNotAhead(change, hiredOn);
          int id =
              change
                  .one(
                      StaffSql.HIRE,
                      Values.of("user_id", userId)
                          .with("role_id", role.id())
                          .with("position", hired.position())
                          .with("hired_on", hiredOn)
                          .with("now", change.now())
                          .map(),
                      row -> row.integer("id"))
                  .orElseThrow();
          change.audit(
              "employee.hired",
              ENTITY,
              id,
              Difference.none()
                  .added("user_id", userId)
                  .added("role", role.code())
                  .added("position", hired.position())
                  .added("hired_on", hiredOn));
          return read(change, id);
        });
  }

  /**
   * Change an employee.
   *
   * @param viewer an admin
   * @param id of the employee
   * @param expected versions that the edit is meant for
   * @param edit what to change
   * @return the employee after it
   * @throws RefusedException {@code forbidden}, {@code not_found}, {@code stale_etag}; {@code
   *     validation_failed} for a first day that is still to come, or after the last one
   */
  public Employee change(Viewer viewer, int id, ExpectedVersion expected, EmployeeEdit edit) {
    return changes.make(
        "staff.change-employee",
        viewer,
        change -> {
          change.viewer().require();
          Employee current = lock(change, id);
          expected.check(current.version());
          String position = edit.position().or(current.position());
          LocalDate hiredOn = edit.hiredOn().or(current.hiredOn());
          if (edit.hiredOn().given()) {
            requireNotAhead(change, hiredOn);
            current.dismissedOn().ifPresent(last -> requireNotAfter(last, hiredOn));
          }
          change.execute(
              StaffSql.CHANGE_EMPLOYEE,
              Values.of("id", id)
                  .with("position", position)
                  .with("hired_on", hiredOn)
                  .with("now", change.now())
                  .map());
          change.audit(
              "employee.changed",
              ENTITY,
              id,
              Difference.none()
                  .changed("position", current.position(), position)
                  .changed("hired_on", current.hiredOn(), hiredOn));
          return read(change, id);
        });
  }

  /**
   * Take a role away: the employee leaves all courses, and what the account is signed in to ends.
   *
   * @param viewer an admin
   * @param id of the employee
   * @return the employee after it
   * @throws RefusedException {@code forbidden}, {@code not_found}; {@code invalid_state} for one
   *     who was dismissed before; {@code last_admin}; {@code last_teacher} if a course on sale has
   *     no other teacher
   */
  public Employee dismiss(Viewer viewer, int id) {
    return changes.make(
        "staff.dismiss",
        viewer,
        change -> {
          change.viewer().require();
          // Before the employee's own row: admins are held in one order by everybody.
          Employee known = read(change, id);
          if (known.roleId() == Role.ADMIN.id()) {
            Admins.keepOneBesides(change, known.userId());
          }
          Employee current = lock(change, id);
          current.dismissedOn().ifPresent(day -> refuseDismissed(id, day));
          List<Integer> taught = leaveCourses(change, id);
          change.execute(
              StaffSql.DISMISS,
              Values.of("id", id).with("today", change.today()).with("now", change.now()).map());
          Sessions.end(change, current.userId());
          Employee dismissed = read(change, id);
          change.audit(
              "employee.dismissed",
              ENTITY,
              id,
              Difference.none()
                  .changed("dismissed_on", current.dismissedOn(), dismissed.dismissedOn())
                  .changed("courses_taught", taught, List.of()));
          change.afterCommit(() -> documents.invalidateAll(DocumentKind.COURSE_CARD, taught));
          return dismissed;
        });
  }

  /** Returns the courses that the employee taught. */
  private static List<Integer> leaveCourses(Change change, int id) {
    List<Integer> taught =
        change.query(StaffSql.LOCK_COURSES_TAUGHT, byId(id), row -> row.integer("course_id"));
    List<Integer> alone =
        change.query(StaffSql.COURSES_TAUGHT_ALONE, byId(id), row -> row.integer("course_id"));
    if (!alone.isEmpty()) {
      throw RefusedException.conflict(
          "last_teacher",
          "employee " + id + " is the only teacher of these courses on sale: " + alone);
    }
    change.execute(StaffSql.LEAVE_COURSES_TAUGHT, byId(id));
    change.execute(StaffSql.LEAVE_COURSES_LOOKED_AFTER, byId(id));
    return taught;
  }

  static Employee lock(Change change, int id) {
    return change
        .one(StaffSql.LOCK_EMPLOYEE, byId(id), Staff::employee)
        .orElseThrow(() -> noEmployee(id));
  }

  static RefusedException noEmployee(int id) {
    return RefusedException.notFound("employee " + id);
  }

  static Map<String, ?> byId(int id) {
    return Map.of("id", id);
  }

  private static Role role(int id) {
    return Role.byCode().values().stream()
        .filter(role -> role.id() == id)
        .findFirst()
        .orElseThrow(() -> RefusedException.unknownReference("role_id", "role " + id));
  }

  private static Employee read(Change change, int id) {
    return change
        .one(StaffSql.EMPLOYEE_BY_ID, byId(id), Staff::employee)
        .orElseThrow(() -> noEmployee(id));
  }

  private static void refuseDismissed(int id, LocalDate day) {
    throw RefusedException.conflict("invalid_state", "employee " + id + " was dismissed on " + day);
  }

  /** A role holds from the moment that its row is there: a first day ahead would be a lie. */
  private static void requireNotAhead(Change change, LocalDate hiredOn) {
    requireNotAfter(change.today(), hiredOn);
  }

  private static void requireNotAfter(LocalDate last, LocalDate hiredOn) {
    if (hiredOn.isAfter(last)) {
      throw RefusedException.invalid(
          "validation_failed", "hired_on", "must be " + last + " or earlier, not " + hiredOn);
    }
  }

  private static Employee employee(Row row) {
    Role role = Role.of(row.integer("role_id"));
    return new Employee(
        row.integer("id"),
        row.integer("user_id"),
        row.optionalText("name"),
        row.optionalText("surname"),
        row.optionalInteger("birth_year"),
        role.id(),
        role.code(),
        row.text("position"),
        row.date("hired_on"),
        row.optionalDate("dismissed_on"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }
}
