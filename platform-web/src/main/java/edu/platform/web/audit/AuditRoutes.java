package edu.platform.web.audit;

import edu.platform.core.PageRequest;
import edu.platform.core.audit.AuditEntry;
import edu.platform.core.audit.AuditFilter;
import edu.platform.core.audit.AuditLog;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.Reply;
import java.util.List;

/** The audit log, for admins. */
public final class AuditRoutes {

  private static final int MAX_NAME_LENGTH = 100;

  private final AuditLog auditLog;
  private final Documents documents;

  /**
   * Make the routes.
   *
   * @param auditLog what is read
   * @param documents writes it
   */
  public AuditRoutes(AuditLog auditLog, Documents documents) {
    this.auditLog = auditLog;
    this.documents = documents;
  }

  /**
   * Return the operations.
   *
   * @return the only one
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                "/v1/audit-log",
                this::list,
                "entity",
                "entity_id",
                "actor_user_id",
                "action",
                "from",
                "to",
                "limit",
                "cursor")
            .by(Access.staff()));
  }

  private Reply list(ApiRequest request) {
    Parameters parameters = request.parameters();
    AuditFilter filter =
        new AuditFilter(
            parameters.text("entity", MAX_NAME_LENGTH),
            parameters.id("entity_id"),
            parameters.id("actor_user_id"),
            parameters.text("action", MAX_NAME_LENGTH),
            parameters.day("from"),
            parameters.day("to"));
    PageRequest page = parameters.page();
    return documents.freshPage(
        request, AuditEntry.class, parameters, () -> auditLog.entries(filter, page));
  }
}
