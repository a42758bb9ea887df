package edu.platform.web.purchases;

import edu.platform.core.Money;
import edu.platform.core.PageRequest;
import edu.platform.core.access.Role;
import edu.platform.core.cache.Document;
import edu.platform.core.catalog.Run;
import edu.platform.core.purchases.Answer;
import edu.platform.core.purchases.IdempotencyKey;
import edu.platform.core.purchases.Order;
import edu.platform.core.purchases.Purchase;
import edu.platform.core.purchases.PurchaseFilter;
import edu.platform.core.purchases.PurchaseStatus;
import edu.platform.core.purchases.Purchases;
import edu.platform.core.purchases.RunCancelling;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rules;
import edu.platform.web.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buying places on runs, and what becomes of purchases (requirement VI). */
public final class PurchaseRoutes {

  private static final int MAX_TOTAL = 200_000_000;

  private final Purchases purchases;
  private final RunCancelling runCancelling;
  private final Documents documents;
  private final Json json;
  private final String currency;

  /**
   * Make the routes.
   *
   * @param purchases what buyers and support do
   * @param runCancelling what ends the sale of a run
   * @param documents writes what is read
   * @param json writes what is kept for repeats
   * @param currency of all amounts
   */
  public PurchaseRoutes(
      Purchases purchases,
      RunCancelling runCancelling,
      Documents documents,
      Json json,
      String currency) {
    this.purchases = purchases;
    this.runCancelling = runCancelling;
    this.documents = documents;
    this.json = json;
    this.currency = currency;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    Access ownerOrSupport = Access.owner(Role.SUPPORT);
    return List.of(
        Endpoint.action("/v1/runs/{id}/cancel", Access.staff(), this::cancelRun),
        Endpoint.post("/v1/purchases", Access.USER, this::buy, Trait.IDEMPOTENCY_KEY),
        Endpoint.get(
                "/v1/purchases",
                this::list,
                "status",
                "course_id",
                "run_id",
                "user_id",
                "from",
                "to",
                "sort",
                "limit",
                "cursor")
            .by(ownerOrSupport),
        Endpoint.get("/v1/purchases/{id}", this::purchase).by(ownerOrSupport),
        Endpoint.action("/v1/purchases/{id}/cancel", ownerOrSupport, this::cancel),
        Endpoint.post(
            "/v1/purchases/{id}/refund", ownerOrSupport, this::refund, Trait.IDEMPOTENCY_KEY));
  }

  private Reply buy(ApiRequest request) {
    Fields fields = request.fields();
    Integer run = fields.required("run_id", Rules.id());
    Integer courseType = fields.required("course_type_id", Rules.id());
    Optional<Integer> expected =
        fields.optional("expected_total", Rules.money(MAX_TOTAL, currency));
    fields.check();
    Order order = new Order(run, courseType, expected.map(this::money));
    return reply(
        purchases.buy(
            request.viewer(),
            order,
            IdempotencyKey.of(request.operation(), request.idempotencyKey(), order),
            purchase ->
                answer(
                    Status.CREATED_201, purchase, Optional.of("/v1/purchases/" + purchase.id()))));
  }

  private Reply refund(ApiRequest request) {
    int id = request.id();
    Fields fields = request.fields();
    Optional<Integer> amount = fields.optional("amount", Rules.money(MAX_TOTAL, currency));
    fields.check();
    return reply(
        purchases.refund(
            request.viewer(),
            id,
            amount.map(this::money),
            IdempotencyKey.of(request.operation(), request.idempotencyKey(), List.of(id, amount)),
            purchase -> answer(Status.OK_200, purchase, Optional.empty())));
  }

  private Reply cancel(ApiRequest request) {
    Purchase cancelled = purchases.cancel(request.viewer(), request.idOnly());
    return Reply.document(documents.resource(cancelled, cancelled.version()));
  }

  private Reply cancelRun(ApiRequest request) {
    Run cancelled = runCancelling.cancel(request.viewer(), request.idOnly());
    return Reply.document(documents.resource(cancelled, cancelled.version()));
  }

  private Reply purchase(ApiRequest request) {
    int id = request.idOnly();
    return documents
        .resource(() -> purchases.purchase(request.viewer(), id), Purchase::version)
        .map(Reply::document)
        .orElseThrow(() -> ProblemException.notFound("purchase " + id));
  }

  private Reply list(ApiRequest request) {
    Parameters parameters = request.parameters();
    PurchaseFilter filter =
        new PurchaseFilter(
            parameters.id("user_id"),
            parameters.oneOf("status", PurchaseStatus.byCode()),
            parameters.id("course_id"),
            parameters.id("run_id"),
            parameters.day("from"),
            parameters.day("to"));
    parameters.oneOf("sort", Map.of("-purchase_date", "-purchase_date"));
    PageRequest page = parameters.page();
    Document document =
        documents
            .page(
                Purchase.class,
                parameters,
                () -> Optional.of(purchases.purchases(request.viewer(), filter, page)))
            .orElseThrow();
    return Documents.pageReply(request, parameters, document);
  }

  private Money money(int minorUnits) {
    return new Money(minorUnits, currency);
  }

  private Answer answer(Status status, Purchase purchase, Optional<String> location) {
    return new Answer(status.code(), json.object(purchase), location);
  }

  private Reply reply(Answer answer) {
    Reply reply =
        Reply.document(documents.stored(answer.body())).with(Status.create(answer.status()));
    return answer
        .location()
        .map(path -> reply.with(HeaderValues.create(HeaderNames.LOCATION, path)))
        .orElse(reply);
  }
}
