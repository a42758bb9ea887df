package edu.platform.web.catalog;

import edu.platform.core.Patch;
import edu.platform.core.access.Role;
import edu.platform.core.catalog.Project;
import edu.platform.core.catalog.ProjectContent;
import edu.platform.core.catalog.Topic;
import edu.platform.core.catalog.TopicContent;
import edu.platform.core.catalog.Topics;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The care of topics and their projects. */
public final class TopicRoutes {

  private static final Access TEACHER = Access.staff(Role.TEACHER);
  private static final Rule<String> NAME = Rules.text(200);
  private static final Rule<String> DESCRIPTION = Rules.longText(5_000);
  private static final Rule<Integer> HOURS = Rules.integer(1, 2_000);
  private static final Rule<List<String>> LIST = Rules.list(0, 30, Rules.text(50));
  private static final Rule<List<String>> TECHNOLOGIES = TopicRoutes::technologies;

  private final Topics topics;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param topics the use cases
   * @param documents writes what was changed
   */
  public TopicRoutes(Topics topics, Documents documents) {
    this.topics = topics;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/topics", TEACHER, this::create),
        Endpoint.post("/v1/topics/{id}/projects", TEACHER, this::createProject),
        Endpoint.patch("/v1/topics/{id}", TEACHER, this::change),
        Endpoint.delete("/v1/topics/{id}", TEACHER, this::delete, Trait.IF_MATCH),
        Endpoint.patch("/v1/projects/{id}", TEACHER, this::changeProject),
        Endpoint.delete("/v1/projects/{id}", TEACHER, this::deleteProject, Trait.IF_MATCH));
  }

  private Reply create(ApiRequest request) {
    Fields fields = request.fields();
    String name = fields.required("name", NAME);
    Optional<String> description = fields.optional("description", DESCRIPTION);
    Optional<List<String>> technologies = fields.optional("technologies", TECHNOLOGIES);
    Integer hours = fields.required("labor_intensity_hours", HOURS);
    fields.check();
    Topic made =
        topics.create(
            request.viewer(),
            new TopicContent(name, description, technologies.orElse(List.of()), hours));
    return Reply.created("/v1/topics/" + made.id(), documents.resource(made, made.version()));
  }

  private Reply change(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Patch<String> name = fields.patch("name", NAME);
    Patch<Optional<String>> description = fields.clearable("description", DESCRIPTION);
    Patch<List<String>> technologies = fields.patch("technologies", TECHNOLOGIES);
    Patch<Integer> hours = fields.patch("labor_intensity_hours", HOURS);
    fields.check();
    Topic changed =
        topics.change(
            request.viewer(),
            id,
            request.expectedVersion(),
            current ->
                new TopicContent(
                    name.or(current.name()),
                    description.or(current.description()),
                    technologies.or(current.technologies()),
                    hours.or(current.laborIntensityHours())));
    return Reply.document(documents.resource(changed, changed.version()));
  }

  private Reply delete(ApiRequest request) {
    topics.delete(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }

  private Reply createProject(ApiRequest request) {
    int topicId = request.id();
    Fields fields = request.fields();
    String name = fields.required("name", NAME);
    Optional<String> description = fields.optional("description", DESCRIPTION);
    fields.check();
    Project made =
        topics.createProject(request.viewer(), topicId, new ProjectContent(name, description));
    return Reply.created("/v1/projects/" + made.id(), documents.resource(made, made.version()));
  }

  private Reply changeProject(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Patch<String> name = fields.patch("name", NAME);
    Patch<Optional<String>> description = fields.clearable("description", DESCRIPTION);
    fields.check();
    Project changed =
        topics.changeProject(
            request.viewer(),
            id,
            request.expectedVersion(),
            current ->
                new ProjectContent(name.or(current.name()), description.or(current.description())));
    return Reply.document(documents.resource(changed, changed.version()));
  }

  private Reply deleteProject(ApiRequest request) {
    topics.deleteProject(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }

  /** Texts of which no two differ in case alone (requirements section 5). */
  private static List<String> technologies(Object value) {
    List<String> read = LIST.read(value);
    long different = read.stream().map(text -> text.toLowerCase(Locale.ROOT)).distinct().count();
    if (different < read.size()) {
      throw new Rule.Invalid("must have no item twice, in whatever case");
    }
    return read;
  }
}
