package edu.platform.web.staff;

import edu.platform.core.PageRequest;
import edu.platform.core.accounts.PersonName;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.staff.TaughtCourse;
import edu.platform.core.staff.TeacherDetails;
import edu.platform.core.staff.TeacherProfile;
import edu.platform.core.staff.Teachers;
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
import java.util.Optional;

/** The cards of teachers, and the courses they belong to. */
public final class TeacherRoutes {

  private static final int MAX_WORK_PLACE_LENGTH = 200;
  private static final int MAX_ABOUT_LENGTH = 2_000;
  private static final Rule<Integer> YEARS = Rules.integer(0, TeacherDetails.MAX_EXPERIENCE);

  private final Teachers teachers;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param teachers the cards
   * @param documents writes and caches them
   */
  public TeacherRoutes(Teachers teachers, Documents documents) {
    this.teachers = teachers;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/teachers", this::teachers, "course_id", "q", "limit", "cursor"),
        Endpoint.get("/v1/teachers/{id}", this::teacher),
        Endpoint.get("/v1/teachers/{id}/courses", this::courses, "limit", "cursor"),
        Endpoint.put("/v1/teachers/{id}", Access.owner(), this::write, Trait.JSON_BODY));
  }

  private Reply teachers(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<Integer> courseId = parameters.id("course_id");
    Optional<String> surname = parameters.text("q", PersonName.MAX_LENGTH);
    PageRequest page = parameters.page();
    return documents.cachedPage(
        request,
        DocumentKind.COURSE_LIST,
        parameters,
        TeacherProfile.class,
        () -> teachers.teachers(courseId, surname, page));
  }

  private Reply teacher(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> teachers.teacher(id), TeacherProfile::version)
        .map(Reply::document)
        .orElseThrow(() -> noTeacher(id));
  }

  private Reply courses(ApiRequest request) {
    int id = request.id();
    Parameters parameters = request.parameters();
    PageRequest page = parameters.page();
    return documents
        .cached(
            request,
            DocumentKind.COURSE_LIST,
            request.path() + '?' + parameters.canonical(),
            () -> documents.page(TaughtCourse.class, parameters, () -> teachers.courses(id, page)))
        .map(found -> Documents.pageReply(request, parameters, found))
        .orElseThrow(() -> noTeacher(id));
  }

  private Reply write(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    String workPlace = fields.required("work_place", Rules.text(MAX_WORK_PLACE_LENGTH));
    Integer overall = fields.required("overall_experience", YEARS);
    Integer inSpecialization = fields.required("specialization_experience", YEARS);
    Optional<String> about = fields.optional("about", Rules.longText(MAX_ABOUT_LENGTH));
    if (fields.fine() && inSpecialization > overall) {
      fields.refuse(
          "specialization_experience",
          "must be overall_experience (" + overall + ") at most, not " + inSpecialization);
    }
    fields.check();
    teachers.write(
        request.viewer(),
        id,
        request.expectedVersionIfAny(),
        new TeacherDetails(workPlace, overall, inSpecialization, about));
    return Reply.done();
  }

  private static ProblemException noTeacher(int id) {
    return ProblemException.notFound("teacher " + id);
  }
}
