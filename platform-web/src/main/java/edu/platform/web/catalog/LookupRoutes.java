package edu.platform.web.catalog;

import edu.platform.core.Patch;
import edu.platform.core.catalog.Categories;
import edu.platform.core.catalog.Category;
import edu.platform.web.http.Access;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rules;
import java.util.List;
import java.util.Optional;

/** The care of levels, specialisations and ways to buy a course. */
public final class LookupRoutes {

  private static final Access ADMIN = Access.staff();
  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_DESCRIPTION_LENGTH = 2_000;

  private final Categories levels;
  private final Categories specializations;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param levels the care of the levels
   * @param specializations the care of the specialisations
   * @param documents writes what was changed
   */
  public LookupRoutes(Categories levels, Categories specializations, Documents documents) {
    this.levels = levels;
    this.specializations = specializations;
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
        delete("/v1/specializations/{id}", specializations));
  }

  private Endpoint create(String template, Categories categories) {
    return Endpoint.post(
        template,
        ADMIN,
        request -> {
          Fields fields = request.fields();
          String name = fields.required("name", Rules.text(MAX_NAME_LENGTH));
          Optional<String> description =
              fields.optional("description", Rules.longText(MAX_DESCRIPTION_LENGTH));
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
          Patch<String> name = fields.patch("name", Rules.text(MAX_NAME_LENGTH));
          Patch<Optional<String>> description =
              fields.clearable("description", Rules.longText(MAX_DESCRIPTION_LENGTH));
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
}
