package edu.platform.web.catalog;

import edu.platform.core.Patch;
import edu.platform.core.catalog.CatalogEditing;
import edu.platform.core.catalog.Categories;
import edu.platform.core.catalog.Category;
import edu.platform.core.catalog.CourseType;
import edu.platform.core.catalog.CourseTypes;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The care of levels, specialisations and ways to buy a course. */
public final class LookupRoutes {

  private static final Access ADMIN = Access.staff();
  private static final Rule<String> NAME = Rules.text(100);
  private static final Rule<String> DESCRIPTION = Rules.longText(2_000);
  private static final Rule<Integer> PERCENT = Rules.integer(0, 100);
  private static final Rule<CourseTypes.Kind> KIND =
      Rules.oneOf(
          Arrays.stream(CourseTypes.Kind.values())
              .collect(Collectors.toMap(CourseTypes.Kind::code, Function.identity())));

  private final Categories levels;
  private final Categories specializations;
  private final CourseTypes courseTypes;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param editing the use cases
   * @param documents writes what was changed
   */
  public LookupRoutes(CatalogEditing editing, Documents documents) {
    this.levels = editing.levels();
    this.specializations = editing.specializations();
    this.courseTypes = editing.courseTypes();
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        create("/v1/difficulty-levels", levels),
        change("/v1/difficulty-levels/{id}", levels),
        delete("/v1/difficulty-levels/{id}", levels),
        create("/v1/specializations", specializations),
        change("/v1/specializations/{id}", specializations),
        delete("/v1/specializations/{id}", specializations),
        Endpoint.post("/v1/course-types", ADMIN, this::createCourseType),
        Endpoint.patch("/v1/course-types/{id}", ADMIN, this::changeCourseType));
  }

  private Endpoint create(String template, Categories categories) {
    return Endpoint.post(
        template,
        ADMIN,
        request -> {
          Fields fields = request.fields();
          String name = fields.required("name", NAME);
          Optional<String> description = fields.optional("description", DESCRIPTION);
          fields.check();
          Category made =
              categories.create(request.viewer(), new Categories.Content(name, description));
          return Reply.created(
              template + "/" + made.id(), documents.resource(made, made.version()));
        });
  }

  private Endpoint change(String template, Categories categories) {
    return Endpoint.patch(
        template,
        ADMIN,
        request -> {
          int id = request.id();
          Fields fields = request.fields();
          Patch<String> name = fields.patch("name", NAME);
          Patch<Optional<String>> description = fields.clearable("description", DESCRIPTION);
          fields.check();
          Category changed =
              categories.change(
                  request.viewer(),
                  id,
                  request.expectedVersion(),
                  current ->
                      new Categories.Content(
                          name.or(current.name()), description.or(current.description())));
          return Reply.document(documents.resource(changed, changed.version()));
        });
  }

  private static Endpoint delete(String template, Categories categories) {
    return Endpoint.delete(
        template,
        ADMIN,
        request -> {
          categories.delete(request.viewer(), request.idOnly(), request.expectedVersion());
          return Reply.done();
        },
        Trait.IF_MATCH);
  }

  private Reply createCourseType(ApiRequest request) {
    Fields fields = request.fields();
    CourseTypes.Kind kind = fields.required("kind", KIND);
    String name = fields.required("name", NAME);
    Optional<Integer> discount = fields.optional("discount", PERCENT);
    Optional<Integer> surcharge = fields.optional("surcharge", PERCENT);
    Optional<Boolean> active = fields.optional("active", Rules.bool());
    fields.check();
    CourseType made =
        courseTypes.create(
            request.viewer(),
            kind,
            new CourseTypes.Content(
                name, discount.orElse(0), surcharge.orElse(0), active.orElse(true)));
    return Reply.created("/v1/course-types/" + made.id(), documents.resource(made, made.version()));
  }

  private Reply changeCourseType(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Patch<String> name = fields.patch("name", NAME);
    Patch<Integer> discount = fields.patch("discount", PERCENT);
    Patch<Integer> surcharge = fields.patch("surcharge", PERCENT);
    Patch<Boolean> active = fields.patch("active", Rules.bool());
    fields.check();
    CourseType changed =
        courseTypes.change(
            request.viewer(),
            id,
            request.expectedVersion(),
            current ->
                new CourseTypes.Content(
                    name.or(current.name()),
                    discount.or(current.discount()),
                    surcharge.or(current.surcharge()),
                    active.or(current.active())));
    return Reply.document(documents.resource(changed, changed.version()));
  }
}
