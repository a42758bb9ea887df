package edu.platform.web.legacy;

import edu.platform.core.access.Role;
import edu.platform.core.accounts.Accounts;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.catalog.Catalog;
import edu.platform.core.catalog.CourseId;
import edu.platform.core.reports.Reports;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.json.Json;
import edu.platform.web.reports.TopCourses;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;
import java.util.Set;

/**
 * The old project's routes: GET with a JSON body or a query parameter, the same members as before,
 * all bad input 400. They are part of the resource list, though no longer the way to read a course.
 */
public final class LegacyRoutes {

  private static final String COURSE = "/v1/course/getcourse";
  private static final String USER = "/v1/user/getuser";
  private static final String REPORT = "/v1/report/get-top-courses-report";
  private static final Header PRIVATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-store");
  private static final OldBody ID = new OldBody("id", Integer.MAX_VALUE);
  private static final OldBody LIMIT_NUMBER = new OldBody("limit_number", 4_294_967_295L);

  private final Catalog catalog;
  private final Accounts accounts;
  private final TopCourses topCourses;
  private final Documents documents;
  private final Json json;
  private final boolean userRouteOpen;

  /**
   * Make the routes.
   *
   * @param catalog reads courses
   * @param accounts reads users
   * @param topCourses reads the report
   * @param documents caches courses
   * @param json writes all of it
   * @param userRouteOpen whether anyone may read names by counting ids
   */
  public LegacyRoutes(
      Catalog catalog,
      Accounts accounts,
      TopCourses topCourses,
      Documents documents,
      Json json,
      boolean userRouteOpen) {
    this.catalog = catalog;
    this.accounts = accounts;
    this.topCourses = topCourses;
    this.documents = documents;
    this.json = json;
    this.userRouteOpen = userRouteOpen;
  }

  /**
   * Return the paths of these routes.
   *
   * @return three paths
   */
  public static Set<String> paths() {
    return Set.of(COURSE, USER, REPORT);
  }

  /**
   * Return the operations.
   *
   * @return one a path
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(COURSE, this::course, "id"),
        Endpoint.get(USER, this::user, "id")
            .by(userRouteOpen ? Access.ANYONE : Access.owner(Role.SUPPORT)),
        Endpoint.get(REPORT, this::report, "limit_number"));
  }

  private Reply course(ApiRequest request) {
    int id = (int) ID.number(request);
    return documents
        .cached(
            request,
            DocumentKind.OLD_COURSE,
            Integer.toString(id),
            () -> documents.object(() -> catalog.course(new CourseId(id)).map(OldCourse::of)))
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("course " + id));
  }

  private Reply user(ApiRequest request) {
    int id = (int) ID.number(request);
    if (!userRouteOpen && !request.viewer().is(id)) {
      request.viewer().require(Role.SUPPORT);
    }
    return accounts
        .publicAccount(id)
        .map(account -> Reply.json(json.object(account)).with(PRIVATE))
        .orElseThrow(() -> ProblemException.notFound("user " + id));
  }

  private Reply report(ApiRequest request) {
    long limit = LIMIT_NUMBER.number(request);
    return Reply.document(
        topCourses.ranking(request).oldRows((int) Math.min(limit, Reports.RANKING_SIZE)));
  }
}
