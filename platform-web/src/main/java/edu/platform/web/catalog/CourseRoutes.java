package edu.platform.web.catalog;

import edu.platform.core.Money;
import edu.platform.core.Patch;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.Document;
import edu.platform.core.catalog.Catalog;
import edu.platform.core.catalog.CatalogEditing;
import edu.platform.core.catalog.CourseCard;
import edu.platform.core.catalog.CourseContent;
import edu.platform.core.catalog.CourseId;
import edu.platform.core.catalog.Courses;
import edu.platform.core.catalog.Duty;
import edu.platform.core.catalog.Teams;
import edu.platform.core.catalog.Topics;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.util.List;
import java.util.function.BiConsumer;

/** The care of courses: what is written about them, their lives, topics and teams. */
public final class CourseRoutes {

  private static final Access ADMIN = Access.staff();
  private static final Access TEACHER = Access.staff(Role.TEACHER);
  private static final Rule<String> NAME = Rules.text(200);
  private static final Rule<String> DESCRIPTION = Rules.longText(5_000);
  private static final Rule<Integer> DURATION_HOURS = Rules.integer(1, 5_000);
  private static final Rule<Integer> ORDINAL = Rules.integer(1, 500);
  private static final int MAX_PRICE = 100_000_000;

  private final Catalog catalog;
  private final Courses courses;
  private final Topics topics;
  private final Teams teams;
  private final String currency;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param catalog where a course is read after it was changed
   * @param editing the use cases
   * @param currency of prices
   * @param documents writes what was changed
   */
  public CourseRoutes(
      Catalog catalog, CatalogEditing editing, String currency, Documents documents) {
    this.catalog = catalog;
    this.courses = editing.courses();
    this.topics = editing.topics();
    this.teams = editing.teams();
    this.currency = currency;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/courses", ADMIN, this::create),
        Endpoint.delete("/v1/courses/{id}", ADMIN, this::delete, Trait.IF_MATCH),
        Endpoint.action("/v1/courses/{id}/publish", ADMIN, move(courses::publish)),
        Endpoint.action("/v1/courses/{id}/archive", ADMIN, move(courses::archive)),
        Endpoint.patch("/v1/courses/{id}", TEACHER, this::change),
        Endpoint.put(
            "/v1/courses/{id}/topics/{topic_id}", TEACHER, this::setTopic, Trait.JSON_BODY),
        Endpoint.delete("/v1/courses/{id}/topics/{topic_id}", TEACHER, this::removeTopic),
        Endpoint.put("/v1/courses/{id}/team/{duty}/{employee_id}", ADMIN, team(teams::add)),
        Endpoint.delete("/v1/courses/{id}/team/{duty}/{employee_id}", ADMIN, team(teams::remove)));
  }

  private Reply create(ApiRequest request) {
    Fields fields = request.fields();
    String name = fields.required("name", NAME);
    String description = fields.required("description", DESCRIPTION);
    Integer specialization = fields.required("specialization_id", Rules.id());
    Integer level = fields.required("level_id", Rules.id());
    Integer hours = fields.required("duration_hours", DURATION_HOURS);
    Integer price = fields.required("price", Rules.money(MAX_PRICE, currency));
    fields.check();
    CourseId id =
        courses.create(
            request.viewer(),
            new CourseContent(
                name, description, specialization, level, hours, new Money(price, currency)));
    return Reply.created("/v1/courses/" + id.value(), document(request.viewer(), id));
  }

  private Reply change(ApiRequest request) {
    CourseId id = new CourseId(request.id());
    Fields fields = request.fields();
    Patch<String> name = fields.patch("name", NAME);
    Patch<String> description = fields.patch("description", DESCRIPTION);
    Patch<Integer> specialization = fields.patch("specialization_id", Rules.id());
    Patch<Integer> level = fields.patch("level_id", Rules.id());
    Patch<Integer> hours = fields.patch("duration_hours", DURATION_HOURS);
    Patch<Integer> price = fields.patch("price", Rules.money(MAX_PRICE, currency));
    fields.check();
    courses.change(
        request.viewer(),
        id,
        request.expectedVersion(),
        current ->
            new CourseContent(
                name.or(current.name()),
                description.or(current.description()),
                specialization.or(current.specializationId()),
                level.or(current.levelId()),
                hours.or(current.durationHours()),
                price.map(amount -> new Money(amount, currency)).or(current.price())));
    return Reply.document(document(request.viewer(), id));
  }

  private Reply delete(ApiRequest request) {
    courses.delete(request.viewer(), new CourseId(request.idOnly()), request.expectedVersion());
    return Reply.done();
  }

  private Endpoint.Handler move(BiConsumer<Viewer, CourseId> move) {
    return request -> {
      CourseId id = new CourseId(request.idOnly());
      move.accept(request.viewer(), id);
      return Reply.document(document(request.viewer(), id));
    };
  }

  private Reply setTopic(ApiRequest request) {
    CourseId id = new CourseId(request.id());
    int topicId = request.id("topic_id");
    Fields fields = request.fields();
    Integer ordinal = fields.required("ordinal", ORDINAL);
    fields.check();
    topics.setInCourse(request.viewer(), id, topicId, ordinal);
    return Reply.done();
  }

  private Reply removeTopic(ApiRequest request) {
    topics.removeFromCourse(
        request.viewer(), new CourseId(request.idOnly()), request.id("topic_id"));
    return Reply.done();
  }

  private static Endpoint.Handler team(TeamChange change) {
    return request -> {
      CourseId id = new CourseId(request.idOnly());
      int employeeId = request.id("employee_id");
      String code = request.segment("duty");
      Duty duty = Duty.byCode().get(code);
      if (duty == null) {
        throw ProblemException.notFound("such duty; expected teacher, mentor or reviewer");
      }
      change.make(request.viewer(), id, duty, employeeId);
      return Reply.done();
    };
  }

  private Document document(Viewer viewer, CourseId id) {
    return documents
        .resource(() -> catalog.seenBy(viewer).course(id), CourseCard::version)
        .orElseThrow(() -> ProblemException.notFound("course " + id.value()));
  }

  /** A change of a course's team. */
  @FunctionalInterface
  private interface TeamChange {
    void make(Viewer viewer, CourseId courseId, Duty duty, int employeeId);
  }
}
