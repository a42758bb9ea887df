package edu.platform.web.catalog;

import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.catalog.Catalog;
import edu.platform.core.catalog.Category;
import edu.platform.core.catalog.CourseCard;
import edu.platform.core.catalog.CourseFilter;
import edu.platform.core.catalog.CourseId;
import edu.platform.core.catalog.CourseSort;
import edu.platform.core.catalog.CourseStatus;
import edu.platform.core.catalog.CourseSummary;
import edu.platform.core.catalog.CourseTopic;
import edu.platform.core.catalog.CourseType;
import edu.platform.core.catalog.Offer;
import edu.platform.core.catalog.Project;
import edu.platform.core.catalog.Run;
import edu.platform.core.catalog.RunFilter;
import edu.platform.core.catalog.RunState;
import edu.platform.core.catalog.TeamMember;
import edu.platform.core.catalog.Topic;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The reading part of the catalogue: public, with drafts for staff. */
public final class CatalogRoutes {

  private static final int MAX_PRICE = 100_000_000;
  private static final int MAX_SEARCH_LENGTH = 100;
  private static final int MAX_TECHNOLOGY_LENGTH = 50;

  private static final Map<String, CourseSort> SORTS =
      Arrays.stream(CourseSort.values())
          .collect(Collectors.toMap(CourseSort::code, Function.identity()));
  private static final Map<String, RunState> RUN_STATES =
      Arrays.stream(RunState.values())
          .collect(Collectors.toMap(RunState::code, Function.identity()));

  private final Catalog catalog;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param catalog what is read
   * @param documents writes and caches it
   */
  public CatalogRoutes(Catalog catalog, Documents documents) {
    this.catalog = catalog;
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
            "/v1/courses",
            this::courses,
            "q",
            "specialization_id",
            "level_id",
            "min_price",
            "max_price",
            "on_sale",
            "start_from",
            "start_to",
            "status",
            "sort",
            "limit",
            "cursor"),
        Endpoint.get("/v1/courses/{id}", this::course),
        Endpoint.get("/v1/courses/{id}/topics", this::topicsOfCourse),
        Endpoint.get("/v1/courses/{id}/team", this::team),
        Endpoint.get("/v1/courses/{id}/statistics", this::statistics),
        Endpoint.get("/v1/courses/{id}/offers", this::offers),
        Endpoint.get("/v1/courses/{id}/runs", this::runsOfCourse, "limit", "cursor"),
        Endpoint.get("/v1/topics", this::topics, "q", "technology", "limit", "cursor"),
        Endpoint.get("/v1/topics/{id}", single("topic", catalog::topic, Topic::version)),
        Endpoint.get("/v1/topics/{id}/projects", this::projects, "limit", "cursor"),
        Endpoint.get("/v1/projects/{id}", single("project", catalog::project, Project::version)),
        Endpoint.get(
            "/v1/difficulty-levels", smallList(Category.class, catalog::levels), "limit", "cursor"),
        Endpoint.get(
            "/v1/difficulty-levels/{id}",
            single("difficulty level", catalog::level, Category::version)),
        Endpoint.get(
            "/v1/specializations",
            smallList(Category.class, catalog::specializations),
            "limit",
            "cursor"),
        Endpoint.get(
            "/v1/specializations/{id}",
            single("specialization", catalog::specialization, Category::version)),
        Endpoint.get(
            "/v1/course-types",
            smallList(CourseType.class, catalog::courseTypes),
            "limit",
            "cursor"),
        Endpoint.get(
            "/v1/course-types/{id}",
            single("course type", catalog::courseType, CourseType::version)),
        Endpoint.get(
            "/v1/runs", this::runs, "course_id", "from", "to", "state", "sort", "limit", "cursor"),
        Endpoint.get("/v1/runs/{id}", this::run));
  }

  private Reply course(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .cached(
            request,
            DocumentKind.COURSE_CARD,
            Integer.toString(id),
            () ->
                documents.resource(
                    () -> seen(request).course(new CourseId(id)), CourseCard::version))
        .map(Reply::document)
        .orElseThrow(() -> noCourse(id));
  }

  private Reply courses(ApiRequest request) {
    Parameters parameters = request.parameters();
    CourseFilter filter =
        new CourseFilter(
            parameters.oneOf("status", CourseStatus.byCode()),
            parameters.text("q", MAX_SEARCH_LENGTH),
            parameters.id("specialization_id"),
            parameters.id("level_id"),
            parameters.integer("min_price", 0, MAX_PRICE),
            parameters.integer("max_price", 0, MAX_PRICE),
            parameters.bool("on_sale"),
            parameters.day("start_from"),
            parameters.day("start_to"));
    if (filter.status().isPresent()) {
      request.viewer().requireStaff();
    }
    CourseSort byDefault = filter.byStart() ? CourseSort.START_DATE : CourseSort.NEWEST;
    CourseSort sort = parameters.oneOf("sort", SORTS).orElse(byDefault);
    if (filter.byStart() != (sort == CourseSort.START_DATE)) {
      throw ProblemException.invalidParameter(
          "sort", "must be start_date exactly when start_from or start_to is given");
    }
    PageRequest page = parameters.page();
    return documents.cachedPage(
        request,
        DocumentKind.COURSE_LIST,
        parameters,
        CourseSummary.class,
        () -> seen(request).courses(filter, sort, page));
  }

  private Reply topicsOfCourse(ApiRequest request) {
    return ofCourse(request, CourseTopic.class, Catalog::topics);
  }

  private Reply team(ApiRequest request) {
    return ofCourse(request, TeamMember.class, Catalog::team);
  }

  private Reply offers(ApiRequest request) {
    return ofCourse(request, Offer.class, Catalog::offers);
  }

  private Reply statistics(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .cached(
            request,
            DocumentKind.COURSE_STATISTICS,
            Integer.toString(id),
            () -> documents.object(() -> seen(request).statistics(new CourseId(id))))
        .map(Reply::document)
        .orElseThrow(() -> noCourse(id));
  }

  private Reply runsOfCourse(ApiRequest request) {
    int id = request.id();
    Parameters parameters = request.parameters();
    PageRequest page = parameters.page();
    return documents
        .cached(
            request,
            DocumentKind.RUN_LIST,
            request.path() + '?' + parameters.canonical(),
            () ->
                documents.page(
                    Run.class, parameters, () -> seen(request).runs(new CourseId(id), page)))
        .map(document -> Documents.pageReply(request, parameters, document))
        .orElseThrow(() -> noCourse(id));
  }

  private Reply runs(ApiRequest request) {
    Parameters parameters = request.parameters();
    RunFilter filter =
        new RunFilter(
            parameters.id("course_id"),
            parameters.day("from"),
            parameters.day("to"),
            parameters.oneOf("state", RUN_STATES));
    parameters.oneOf("sort", Map.of("start_date", "start_date"));
    PageRequest page = parameters.page();
    return documents.cachedPage(
        request,
        DocumentKind.RUN_LIST,
        parameters,
        Run.class,
        () -> seen(request).runs(filter, page));
  }

  private Reply run(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> seen(request).run(id), Run::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("run " + id));
  }

  private Reply topics(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<String> prefix = parameters.text("q", MAX_SEARCH_LENGTH);
    Optional<String> technology = parameters.text("technology", MAX_TECHNOLOGY_LENGTH);
    PageRequest page = parameters.page();
    return documents.cachedPage(
        request,
        DocumentKind.COURSE_LIST,
        parameters,
        Topic.class,
        () -> catalog.topics(prefix, technology, page));
  }

  private Reply projects(ApiRequest request) {
    int id = request.id();
    Parameters parameters = request.parameters();
    PageRequest page = parameters.page();
    Document document =
        documents
            .page(Project.class, parameters, () -> catalog.projects(id, page))
            .orElseThrow(() -> ProblemException.notFound("topic " + id));
    return Documents.pageReply(request, parameters, document);
  }

  private <T> Endpoint.Handler smallList(Class<T> type, Function<PageRequest, Page<T>> read) {
    return request -> {
      Parameters parameters = request.parameters();
      PageRequest page = parameters.page();
      return documents.cachedPage(
          request, DocumentKind.COURSE_LIST, parameters, type, () -> read.apply(page));
    };
  }

  private <T> Endpoint.Handler single(
      String what, IntFunction<Optional<T>> read, Function<T, Integer> version) {
    return request -> {
      int id = request.idOnly();
      return documents
          .resource(() -> read.apply(id), version)
          .map(Reply::document)
          .orElseThrow(() -> ProblemException.notFound(what + " " + id));
    };
  }

  private <T> Reply ofCourse(
      ApiRequest request, Class<T> type, BiFunction<Catalog, CourseId, Optional<List<T>>> read) {
    int id = request.idOnly();
    return documents
        .cached(
            request,
            DocumentKind.COURSE_LIST,
            request.path(),
            () -> documents.list(type, () -> read.apply(seen(request), new CourseId(id))))
        .map(Reply::document)
        .orElseThrow(() -> noCourse(id));
  }

  private Catalog seen(ApiRequest request) {
    return catalog.seenBy(request.viewer());
  }

  private static ProblemException noCourse(int id) {
    return ProblemException.notFound("course " + id);
  }
}
