package edu.platform.web.feedback;

import edu.platform.core.PageRequest;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.feedback.Certificate;
import edu.platform.core.feedback.Certificates;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rules;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Certificates: issued by the course's staff, checked by anyone. */
public final class CertificateRoutes {

  /** A code with a dash after every other letter is shorter. */
  private static final int MAX_CODE_LENGTH = 40;

  private static final Access READERS =
      Access.owner(Role.TEACHER, Role.MENTOR, Role.REVIEWER, Role.CAREER_MANAGER);

  private final Certificates certificates;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param certificates what is read and written
   * @param documents writes it
   */
  public CertificateRoutes(Certificates certificates, Documents documents) {
    this.certificates = certificates;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/certificates", Access.staff(Role.TEACHER, Role.REVIEWER), this::issue),
        Endpoint.get("/v1/certificates", this::list, "user_id", "course_id", "limit", "cursor")
            .by(READERS),
        Endpoint.get("/v1/certificates/{id}", this::certificate).by(READERS),
        Endpoint.action("/v1/certificates/{id}/revoke", Access.staff(), this::revoke),
        Endpoint.get("/v1/certificate-checks/{code}", this::check));
  }

  private Reply issue(ApiRequest request) {
    Fields fields = request.fields();
    Integer purchase = fields.required("purchase_id", Rules.id());
    Optional<LocalDate> issued = fields.optional("issue_date", Rules.day());
    fields.check();
    Certificate certificate = certificates.issue(request.viewer(), purchase, issued);
    return Reply.created(
        "/v1/certificates/" + certificate.id(),
        documents.resource(certificate, certificate.version()));
  }

  private Reply list(ApiRequest request) {
    Parameters parameters = request.parameters();
    Optional<Integer> user = parameters.id("user_id");
    Optional<Integer> course = parameters.id("course_id");
    PageRequest page = parameters.page();
    return documents.freshPage(
        request,
        Certificate.class,
        parameters,
        () -> certificates.certificates(request.viewer(), user, course, page));
  }

  private Reply certificate(ApiRequest request) {
    int id = request.idOnly();
    Viewer viewer = request.viewer();
    return documents
        .resource(() -> certificates.certificate(viewer, id), Certificate::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("certificate " + id));
  }

  private Reply revoke(ApiRequest request) {
    Certificate certificate = certificates.revoke(request.viewer(), request.idOnly());
    return Reply.document(documents.resource(certificate, certificate.version()));
  }

  private Reply check(ApiRequest request) {
    request.parameters(); // refused if there are any
    String code = request.segment("code");
    if (code.codePointCount(0, code.length()) > MAX_CODE_LENGTH) {
      throw ProblemException.invalidParameter(
          "code", "must have 1.." + MAX_CODE_LENGTH + " characters");
    }
    return documents
        .object(() -> certificates.check(code))
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("certificate with this code"));
  }
}
