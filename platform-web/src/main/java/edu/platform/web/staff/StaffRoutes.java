package edu.platform.web.staff;

import edu.platform.core.PageRequest;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Role;
import edu.platform.core.accounts.PersonName;
import edu.platform.core.staff.Employee;
import edu.platform.core.staff.EmployeeEdit;
import edu.platform.core.staff.EmployeeFilter;
import edu.platform.core.staff.NewEmployee;
import edu.platform.core.staff.Staff;
import edu.platform.core.staff.StaffRole;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who works for the school, in which role. */
public final class StaffRoutes {

  private static final Access ADMIN = Access.staff();
  private static final Access SUPPORT = Access.staff(Role.SUPPORT);

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final Rule<String> POSITION = Rules.text(200);

  private final Staff staff;
  private final PlatformTime time;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param staff employees and roles
   * @param time tells today
   * @param documents writes all of it
   */
  public StaffRoutes(Staff staff, PlatformTime time, Documents documents) {
    this.staff = staff;
    this.time = time;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/employees", this::employees, "role_id", "active", "q", "limit", "cursor")
            .by(SUPPORT),
        Endpoint.get("/v1/employees/{id}", this::employee).by(SUPPORT),
        Endpoint.get("/v1/roles", this::roles).by(SUPPORT),
        Endpoint.post("/v1/employees", ADMIN, this::hire),
        Endpoint.patch("/v1/employees/{id}", ADMIN, this::change),
        Endpoint.action("/v1/employees/{id}/dismiss", ADMIN, this::dismiss));
  }

  private Reply employees(ApiRequest request) {
    Parameters parameters = request.parameters();
    EmployeeFilter filter =
        new EmployeeFilter(
            parameters.id("role_id"),
            parameters.bool("active"),
            parameters.text("q", PersonName.MAX_LENGTH));
    PageRequest page = parameters.page();
    return documents
        .page(
            Employee.class,
            parameters,
            () -> Optional.of(staff.employees(request.viewer(), filter, page)))
        .map(found -> Documents.pageReply(request, parameters, found))
        .orElseThrow();
  }

  private Reply employee(ApiRequest request) {
    return reply(staff.employee(request.viewer(), request.idOnly()));
  }

  private Reply roles(ApiRequest request) {
    request.parameters();
    return documents
        .list(StaffRole.class, () -> Optional.of(staff.roles(request.viewer())))
        .map(Reply::document)
        .orElseThrow();
  }

  private Reply hire(ApiRequest request) {
    Fields fields = request.fields();
    Integer userId = fields.required("user_id", Rules.id());
    Integer roleId = fields.required("role_id", Rules.id());
    String position = fields.required("position", POSITION);
    Optional<LocalDate> hiredOn = fields.optional("hired_on", hiredOn());
    fields.check();
    Employee hired =
        staff.hire(request.viewer(), new NewEmployee(userId, roleId, position, hiredOn));
    return Reply.created("/v1/employees/" + hired.id(), documents.resource(hired, hired.version()));
  }

  private Reply change(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    EmployeeEdit edit =
        new EmployeeEdit(fields.patch("position", POSITION), fields.patch("hired_on", hiredOn()));
    fields.check();
    return reply(staff.change(request.viewer(), id, request.expectedVersion(), edit));
  }

  private Reply dismiss(ApiRequest request) {
    return reply(staff.dismiss(request.viewer(), request.idOnly()));
  }

  private Rule<LocalDate> hiredOn() {
    return Rules.day(FIRST_DAY, time.today());
  }

  private Reply reply(Employee employee) {
    return Reply.document(documents.resource(employee, employee.version()));
  }
}
