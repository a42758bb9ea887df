package edu.platform.web.catalog;

import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Role;
import edu.platform.core.catalog.Calendar;
import edu.platform.core.catalog.CourseId;
import edu.platform.core.catalog.Participant;
import edu.platform.core.catalog.Run;
import edu.platform.core.catalog.RunPlan;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The care of the calendar. */
public final class RunRoutes {

  private static final Access ADMIN = Access.staff();
  private static final Access TEAM_AND_SUPPORT =
      Access.staff(Role.TEACHER, Role.MENTOR, Role.REVIEWER, Role.SUPPORT);
  private static final Rule<Integer> CAPACITY = Rules.integer(1, 10_000);

  private final Calendar calendar;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param calendar the use cases
   * @param documents writes what was changed
   */
  public RunRoutes(Calendar calendar, Documents documents) {
    this.calendar = calendar;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/courses/{id}/runs", ADMIN, this::create),
        Endpoint.patch("/v1/runs/{id}", ADMIN, this::change),
        Endpoint.delete("/v1/runs/{id}", ADMIN, this::delete, Trait.IF_MATCH),
        Endpoint.get("/v1/runs/{id}/participants", this::participants, "limit", "cursor")
            .by(TEAM_AND_SUPPORT));
  }

  private Reply create(ApiRequest request) {
    CourseId courseId = new CourseId(request.id());
    Fields fields = request.fields();
    LocalDate start = fields.required("start_date", Rules.day());
    LocalDate endSales = fields.required("end_sales_date", Rules.day());
    LocalDate end = fields.required("end_date", Rules.day());
    Integer capacity = fields.required("capacity", CAPACITY);
    fields.check();
    Run made =
        calendar.create(request.viewer(), courseId, new RunPlan(start, endSales, end, capacity));
    return Reply.created("/v1/runs/" + made.id(), documents.resource(made, made.version()));
  }

  private Reply change(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Patch<LocalDate> start = fields.patch("start_date", Rules.day());
    Patch<LocalDate> endSales = fields.patch("end_sales_date", Rules.day());
    Patch<LocalDate> end = fields.patch("end_date", Rules.day());
    Patch<Integer> capacity = fields.patch("capacity", CAPACITY);
    fields.check();
    Run changed =
        calendar.change(
            request.viewer(),
            id,
            request.expectedVersion(),
            current ->
                new RunPlan(
                    start.or(current.startDate()),
                    endSales.or(current.endSalesDate()),
                    end.or(current.endDate()),
                    capacity.or(current.capacity())));
    return Reply.document(documents.resource(changed, changed.version()));
  }

  private Reply delete(ApiRequest request) {
    calendar.delete(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }

  private Reply participants(ApiRequest request) {
    int id = request.id();
    Parameters parameters = request.parameters();
    PageRequest page = parameters.page();
    return documents
        .page(
            Participant.class,
            parameters,
            () -> Optional.of(calendar.participants(request.viewer(), id, page)))
        .map(document -> Documents.pageReply(request, parameters, document))
        .orElseThrow();
  }
}
