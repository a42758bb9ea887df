package edu.platform.web.feedback;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Role;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.feedback.Review;
import edu.platform.core.feedback.Reviews;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reviews: read by anyone, written by those who finished the course. */
public final class ReviewRoutes {

  private static final int MIN_RATING = 1;
  private static final int MAX_RATING = 5;
  private static final Rule<Integer> RATING = Rules.integer(MIN_RATING, MAX_RATING);
  private static final Rule<String> COMMENT = Rules.longText(5_000);

  private final Reviews reviews;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param reviews what is read and written
   * @param documents writes and caches it
   */
  public ReviewRoutes(Reviews reviews, Documents documents) {
    this.reviews = reviews;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/courses/{id}/reviews", this::ofCourse, "rating", "sort", "limit", "cursor"),
        Endpoint.get("/v1/reviews/{id}", this::review),
        Endpoint.post("/v1/courses/{id}/reviews", Access.USER, this::write),
        Endpoint.patch("/v1/reviews/{id}", Access.OWNER, this::change),
        Endpoint.delete(
            "/v1/reviews/{id}", Access.owner(Role.SUPPORT), this::delete, Trait.IF_MATCH));
  }

  private Reply ofCourse(ApiRequest request) {
    int course = request.id();
    Parameters parameters = request.parameters();
    Optional<Integer> rating = parameters.integer("rating", MIN_RATING, MAX_RATING);
    parameters.oneOf("sort", Map.of("-review_date", "-review_date"));
    PageRequest page = parameters.page();
    return documents
        .cached(
            request,
            DocumentKind.COURSE_LIST,
            request.path() + '?' + parameters.canonical(),
            () ->
                documents.page(
                    Review.class, parameters, () -> reviews.ofCourse(course, rating, page)))
        .map(document -> Documents.pageReply(request, parameters, document))
        .orElseThrow(() -> ProblemException.notFound("course " + course));
  }

  private Reply review(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> reviews.review(id), Review::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("review " + id));
  }

  private Reply write(ApiRequest request) {
    int course = request.idOnly();
    Fields fields = request.fields();
    Integer rating = fields.required("rating", RATING);
    Optional<String> comment = fields.optional("comment", COMMENT);
    fields.check();
    Review review = reviews.write(request.viewer(), course, rating, comment);
    return Reply.created(
        "/v1/reviews/" + review.id(), documents.resource(review, review.version()));
  }

  private Reply change(ApiRequest request) {
    int id = request.idOnly();
    ExpectedVersion expected = request.expectedVersion();
    Fields fields = request.fields();
    Patch<Integer> rating = fields.patch("rating", RATING);
    Patch<Optional<String>> comment = fields.clearable("comment", COMMENT);
    fields.check();
    Review review = reviews.change(request.viewer(), id, expected, rating, comment);
    return Reply.document(documents.resource(review, review.version()));
  }

  private Reply delete(ApiRequest request) {
    reviews.delete(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }
}
