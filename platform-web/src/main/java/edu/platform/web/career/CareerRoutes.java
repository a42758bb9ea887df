package edu.platform.web.career;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Role;
import edu.platform.core.cache.Document;
import edu.platform.core.career.AgreementStatus;
import edu.platform.core.career.ApplicationStatus;
import edu.platform.core.career.CareerCentre;
import edu.platform.core.career.CareerStudent;
import edu.platform.core.career.CareerStudents;
import edu.platform.core.career.Companies;
import edu.platform.core.career.Company;
import edu.platform.core.career.JobApplication;
import edu.platform.core.career.JobApplications;
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

/** The career centre: graduates in care, partner companies, applications for work. */
public final class CareerRoutes {

  private static final int MAX_SEARCH_LENGTH = 100;
  private static final int MAX_MONTHS = 12;

  private static final Rule<String> SHORT_NAME = Rules.text(100);
  private static final Rule<String> FULL_NAME = Rules.text(300);
  private static final Rule<String> REQUIREMENTS = Rules.longText(5_000);

  private static final Access MANAGERS = Access.staff(Role.CAREER_MANAGER);
  private static final Access OWNER_OR_MANAGERS = Access.owner(Role.CAREER_MANAGER);

  private final CareerStudents students;
  private final Companies companies;
  private final JobApplications applications;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param centre what is read and written
   * @param documents writes what is read
   */
  public CareerRoutes(CareerCentre centre, Documents documents) {
    this.students = centre.students();
    this.companies = centre.companies();
    this.applications = centre.applications();
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
                "/v1/career-students",
                this::listStudents,
                "user_id",
                "course_id",
                "active",
                "limit",
                "cursor")
            .by(OWNER_OR_MANAGERS),
        Endpoint.get("/v1/career-students/{id}", this::student).by(OWNER_OR_MANAGERS),
        Endpoint.post("/v1/career-students", Access.USER, this::addStudent),
        Endpoint.patch("/v1/career-students/{id}", OWNER_OR_MANAGERS, this::changeStudent),
        Endpoint.get(
                "/v1/companies", this::listCompanies, "q", "agreement_status", "limit", "cursor")
            .by(Access.USER),
        Endpoint.get("/v1/companies/{id}", this::company).by(Access.USER),
        Endpoint.post("/v1/companies", MANAGERS, this::addCompany),
        Endpoint.patch("/v1/companies/{id}", MANAGERS, this::changeCompany),
        Endpoint.delete("/v1/companies/{id}", MANAGERS, this::deleteCompany, Trait.IF_MATCH),
        Endpoint.post("/v1/companies/{id}/agreement", MANAGERS, this::moveAgreement),
        Endpoint.get(
                "/v1/job-applications",
                this::listApplications,
                "student_id",
                "company_id",
                "status",
                "limit",
                "cursor")
            .by(OWNER_OR_MANAGERS),
        Endpoint.get("/v1/job-applications/{id}", this::application).by(OWNER_OR_MANAGERS),
        Endpoint.post("/v1/job-applications", Access.OWNER, this::apply),
        Endpoint.post(
            "/v1/job-applications/{id}/status", OWNER_OR_MANAGERS, this::moveApplication));
  }

  private Reply listStudents(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<Integer> user = parameters.id("user_id");
    Optional<Integer> course = parameters.id("course_id");
    Optional<Boolean> active = parameters.bool("active");
    PageRequest page = parameters.page();
    return documents.freshPage(
        request,
        CareerStudent.class,
        parameters,
        () -> students.students(request.viewer(), user, course, active, page));
  }

  private Reply student(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> students.student(request.viewer(), id), CareerStudent::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("career student " + id));
  }

  private Reply addStudent(ApiRequest request) {
    Fields fields = request.fields();
    Integer course = fields.required("course_id", Rules.id());
    fields.check();
    CareerStudent student = students.add(request.viewer(), course);
    return Reply.created(
        "/v1/career-students/" + student.id(), documents.resource(student, student.version()));
  }

  private Reply changeStudent(ApiRequest request) {
    int id = request.idOnly();
    ExpectedVersion expected = request.expectedVersion();
    Fields fields = request.fields();
    Patch<Optional<String>> cv = fields.clearable("cv_url", Rules.url());
    Patch<Integer> months = fields.patch("support_period", Rules.integer(1, MAX_MONTHS));
    fields.check();
    CareerStudent student = students.change(request.viewer(), id, expected, cv, months);
    return Reply.document(documents.resource(student, student.version()));
  }

  private Reply listCompanies(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<String> prefix = parameters.text("q", MAX_SEARCH_LENGTH);
    Optional<AgreementStatus> agreement =
        parameters.oneOf("agreement_status", AgreementStatus.byCode());
    PageRequest page = parameters.page();
    return documents.freshPage(
        request, Company.class, parameters, () -> companies.companies(prefix, agreement, page));
  }

  private Reply company(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> companies.company(id), Company::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("company " + id));
  }

  private Reply addCompany(ApiRequest request) {
    Fields fields = request.fields();
    String shortName = fields.required("short_name", SHORT_NAME);
    String fullName = fields.required("full_name", FULL_NAME);
    String requirements = fields.required("requirements", REQUIREMENTS);
    fields.check();
    Company company = companies.add(request.viewer(), shortName, fullName, requirements);
    return Reply.created("/v1/companies/" + company.id(), document(company));
  }

  private Reply changeCompany(ApiRequest request) {
    int id = request.idOnly();
    ExpectedVersion expected = request.expectedVersion();
    Fields fields = request.fields();
    Patch<String> shortName = fields.patch("short_name", SHORT_NAME);
    Patch<String> fullName = fields.patch("full_name", FULL_NAME);
    Patch<String> requirements = fields.patch("requirements", REQUIREMENTS);
    fields.check();
    return Reply.document(
        document(
            companies.change(request.viewer(), id, expected, shortName, fullName, requirements)));
  }

  private Reply deleteCompany(ApiRequest request) {
    companies.delete(request.viewer(), request.idOnly(), request.expectedVersion());
    return Reply.done();
  }

  private Reply moveAgreement(ApiRequest request) {
    int id = request.idOnly();
    AgreementStatus to = status(request, Rules.oneOf(AgreementStatus.byCode()));
    return Reply.document(document(companies.moveAgreement(request.viewer(), id, to)));
  }

  private Reply listApplications(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<Integer> student = parameters.id("student_id");
    Optional<Integer> company = parameters.id("company_id");
    Optional<ApplicationStatus> status = parameters.oneOf("status", ApplicationStatus.byCode());
    PageRequest page = parameters.page();
    return documents.freshPage(
        request,
        JobApplication.class,
        parameters,
        () -> applications.applications(request.viewer(), student, company, status, page));
  }

  private Reply application(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> applications.application(request.viewer(), id), JobApplication::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("job application " + id));
  }

  private Reply apply(ApiRequest request) {
    Fields fields = request.fields();
    Integer student = fields.required("student_id", Rules.id());
    Integer company = fields.required("company_id", Rules.id());
    fields.check();
    JobApplication application = applications.apply(request.viewer(), student, company);
    return Reply.created("/v1/job-applications/" + application.id(), document(application));
  }

  private Reply moveApplication(ApiRequest request) {
    int id = request.idOnly();
    ApplicationStatus to = status(request, Rules.oneOf(ApplicationStatus.byCode()));
    return Reply.document(document(applications.move(request.viewer(), id, to)));
  }

  private static <T> T status(ApiRequest request, Rule<T> rule) {
    Fields fields = request.fields();
    T status = fields.required("status", rule);
    fields.check();
    return status;
  }

  private Document document(Company company) {
    return documents.resource(company, company.version());
  }

  private Document document(JobApplication application) {
    return documents.resource(application, application.version());
  }
}
