package edu.platform.web.purchases;

import edu.platform.core.Money;
import edu.platform.core.PageRequest;
import edu.platform.core.access.Role;
import edu.platform.core.cache.Document;
import edu.platform.core.purchases.PaymentEvent;
import edu.platform.core.purchases.PaymentEventFilter;
import edu.platform.core.purchases.PaymentNotice;
import edu.platform.core.purchases.PaymentType;
import edu.platform.core.purchases.Payments;
import edu.platform.core.purchases.WebhookSignature;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Fields;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.Reply;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import edu.platform.web.json.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the payment provider tells, and how support reads it (requirements R10.2, R10.4). */
public final class PaymentRoutes {

  private static final HeaderName SIGNATURE = HeaderNames.create("X-Signature");
  private static final int MAX_EVENT_ID_LENGTH = 100;
  private static final Pattern EVENT_ID = Pattern.compile("[!-~]{1,100}");

  /** Requests of refunds are ours: no provider raises them. */
  private static final Map<String, PaymentType> RAISED_BY_PROVIDER =
      Arrays.stream(PaymentType.values())
          .filter(type -> type != PaymentType.REFUND_REQUESTED)
          .collect(Collectors.toMap(PaymentType::code, Function.identity()));

  private static final Rule<String> EVENT_ID_RULE =
      Rules.parsed(
          MAX_EVENT_ID_LENGTH,
          text -> Optional.of(text).filter(id -> EVENT_ID.matcher(id).matches()),
          "must be 1..100 printable ASCII characters without spaces");

  private final Payments payments;
  private final WebhookSignature signature;
  private final Documents documents;
  private final Json json;

  /**
   * Make the routes.
   *
   * @param payments what events do
   * @param signature tells them from forgeries
   * @param documents writes what is read
   * @param json writes outcomes
   */
  public PaymentRoutes(
      Payments payments, WebhookSignature signature, Documents documents, Json json) {
    this.payments = payments;
    this.signature = signature;
    this.documents = documents;
    this.json = json;
  }

  /**
   * Return the operations.
   *
   * @return all of them, in the order of the resource list
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/payment-events", Access.ANYONE, this::receive, Trait.UNLIMITED),
        Endpoint.get(
                "/v1/payment-events",
                this::list,
                "type",
                "purchase_id",
                "from",
                "to",
                "limit",
                "cursor")
            .by(Access.staff(Role.SUPPORT)));
  }

  private Reply receive(ApiRequest request) {
    // Before anything is looked at: whoever cannot sign learns nothing.
    signature.require(request.header(SIGNATURE).orElse(""), request.body());
    Fields fields = request.fields();
    String id = fields.required("provider_event_id", EVENT_ID_RULE);
    PaymentType type = fields.required("type", Rules.oneOf(RAISED_BY_PROVIDER));
    Integer purchase = fields.required("purchase_id", Rules.id());
    Money amount = fields.required("amount", Rules.anyMoney(Integer.MAX_VALUE));
    Instant occurredAt = fields.required("occurred_at", Rules.moment());
    fields.check();
    PaymentNotice notice = new PaymentNotice(id, type, purchase, amount, occurredAt);
    PaymentReceipt receipt =
        new PaymentReceipt(payments.receive(notice, request.viewer().requestId()).code());
    return Reply.json(json.object(receipt));
  }

  private Reply list(ApiRequest request) {
    Parameters parameters = request.parameters();
    PaymentEventFilter filter =
        new PaymentEventFilter(
            parameters.oneOf("type", PaymentType.byCode()),
            parameters.id("purchase_id"),
            parameters.day("from"),
            parameters.day("to"));
    PageRequest page = parameters.page();
    Document document =
        documents
            .page(PaymentEvent.class, parameters, () -> Optional.of(payments.events(filter, page)))
            .orElseThrow();
    return Documents.pageReply(request, parameters, document);
  }
}
