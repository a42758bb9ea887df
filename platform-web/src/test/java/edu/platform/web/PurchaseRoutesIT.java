package edu.platform.web;

import static edu.platform.web.SalesPlatform.PRICE;
import static edu.platform.web.SalesPlatform.code;
import static edu.platform.web.SalesPlatform.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Buying, paying and giving up as clients see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurchaseRoutesIT {

  private static final String ORDER = "{\"run_id\":606,\"course_type_id\":1}";

  private SalesPlatform sales;

  @BeforeAll
  void start() {
    sales = SalesPlatform.start();
  }

  @AfterAll
  void stop() {
    sales.close();
  }

  @BeforeEach
  void reset() {
    SalesPlatform.reset();
  }

  @Test
  void anOrderIsMadeAndFoundWhereItsLocationSays() {
    Client buyer = sales.buyer(1001);

    HttpResponse<String> created = sales.buy(buyer, ORDER);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    JsonNode purchase = json(created);
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(location).isEqualTo("/v1/purchases/" + purchase.get("id").asInt());
    assertThat(purchase.get("status").asString()).isEqualTo("unpaid");
    assertThat(purchase.get("total").toString())
        .isEqualTo("{\"amount\":" + PRICE + ",\"currency\":\"RUB\"}");
    HttpResponse<String> read = buyer.get(location);
    assertThat(read.body()).isEqualTo(created.body());
    assertThat(read.headers().firstValue("ETag")).isEqualTo(created.headers().firstValue("ETag"));
    assertThat(read.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(code(sales.buyer(1002).get(location))).isEqualTo("404 not_found");
    assertThat(sales.support().get(location).statusCode()).isEqualTo(200);
  }

  @Test
  void aRepeatGetsTheSameAnswer() {
    Client buyer = sales.buyer(1001);
    HttpResponse<String> first =
        buyer.send("POST", "/v1/purchases", ORDER, "Idempotency-Key", "k 1");
    sales.event("e-1", "payment.succeeded", json(first).get("id").asInt(), PRICE);

    HttpResponse<String> repeat =
        buyer.send(
            "POST",
            "/v1/purchases",
            " { \"course_type_id\" : 1 , \"run_id\" : 606 } ",
            "Idempotency-Key",
            "k 1");

    assertThat(repeat.statusCode()).isEqualTo(201);
    assertThat(repeat.body()).isEqualTo(first.body());
    for (String header : List.of("ETag", "Location")) {
      assertThat(repeat.headers().firstValue(header))
          .isPresent()
          .isEqualTo(first.headers().firstValue(header));
    }
    assertThat(
            code(
                buyer.send(
                    "POST",
                    "/v1/purchases",
                    "{\"run_id\":607,\"course_type_id\":1}",
                    "Idempotency-Key",
                    "k 1")))
        .isEqualTo("422 idempotency_key_reused");
  }

  @Test
  void anOrderTakesAKeyOfPrintableAscii() {
    Client buyer = sales.buyer(1001);

    assertThat(code(buyer.send("POST", "/v1/purchases", ORDER)))
        .isEqualTo("400 idempotency_key_required");
    assertThat(code(buyer.send("POST", "/v1/purchases", ORDER, "Idempotency-Key", "k".repeat(129))))
        .isEqualTo("400 invalid_parameter");
    assertThat(
            code(
                buyer.send(
                    "POST",
                    "/v1/purchases",
                    ORDER,
                    "Idempotency-Key",
                    "one",
                    "Idempotency-Key",
                    "two")))
        .isEqualTo("400 invalid_parameter");
    assertThat(
            buyer
                .send("POST", "/v1/purchases", ORDER, "Idempotency-Key", "k".repeat(128))
                .statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                              | 422 validation_failed
          {"run_id":606}                                    | 422 validation_failed
          {"run_id":606,"course_type_id":0}                 | 422 validation_failed
          {"run_id":2147483648,"course_type_id":1}        | 422 validation_failed
          {"run_id":999,"course_type_id":1}               | 422 validation_failed
          {"run_id":606,"course_type_id":99}                | 422 validation_failed
          {"run_id":"6","course_type_id":1}               | 400 malformed_request
          {"run_id":606,"course_type_id":1,"price":1}       | 400 malformed_request
          {"run_id":606,"course_type_id":1,"expected_total":1} | 400 malformed_request
          {"run_id":606,"course_type_id":1,"expected_total":{"amount":1,"currency":"USD"}} | 422 validation_failed
          {"run_id":606,"course_type_id":1,"expected_total":{"amount":-1,"currency":"RUB"}} | 422 validation_failed
          {"run_id":606,"course_type_id":1,"expected_total":{"amount":1,"currency":"RUB"}} | 409 price_changed
          {"run_id":606,"course_type_id":2}                 | 409 benefit_required
          {"run_id":603,"course_type_id":1}                 | 409 sales_closed
          {"run_id":604,"course_type_id":1}                 | 409 not_on_sale
          {"run_id":605,"course_type_id":1}                 | 409 sold_out
          """)
  void whatCannotBeSoldIsRefusedAndNothingIsWritten(String body, String refusal) {
    assertThat(code(sales.buy(sales.buyer(1001), body))).isEqualTo(refusal);
    assertThat(SalesPlatform.value("SELECT count(*) FROM idempotency_key")).isEqualTo("0");
    assertThat(SalesPlatform.value("SELECT count(*) FROM purchase WHERE course_id = 500"))
        .isEqualTo("0");
  }

  @Test
  void strangersBuyNothing() {
    assertThat(code(sales.buy(sales.client(), ORDER))).isEqualTo("401 unauthenticated");
    assertThat(code(sales.client().get("/v1/purchases"))).isEqualTo("401 unauthenticated");
    TestPlatform.execute("UPDATE users SET blocked_at = now() WHERE account_id = 1001");
    assertThat(code(sales.buy(sales.buyer(1001), ORDER))).isEqualTo("401 unauthenticated");
  }

  @Test
  void aSecondOrderOfTheRunIsRefused() {
    sales.order(sales.buyer(1001));

    assertThat(code(sales.buy(sales.buyer(1001), ORDER))).isEqualTo("409 already_purchased");
  }

  @Test
  void theSixthUnpaidOrderIsRefused() {
    TestPlatform.execute(
        """
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
        SELECT 650 + n, 500, current_date + 30, current_date + 30, current_date + 60, 10, 10
          FROM generate_series(0, 4) AS g (n)
        """);
    for (int run = 650; run < 655; run++) {
      assertThat(
              sales
                  .buy(sales.buyer(1001), "{\"run_id\":" + run + ",\"course_type_id\":1}")
                  .statusCode())
          .isEqualTo(201);
    }

    assertThat(code(sales.buy(sales.buyer(1001), ORDER))).isEqualTo("409 too_many_unpaid");
  }

  @Test
  void historiesAreTheOwnersAndSupports() {
    int mine = sales.order(sales.buyer(1001)).get("id").asInt();
    int theirs = sales.order(sales.buyer(1002)).get("id").asInt();

    assertThat(ids(sales.buyer(1001).get("/v1/purchases"))).containsExactly(mine);
    assertThat(ids(sales.buyer(1001).get("/v1/purchases?user_id=1001"))).containsExactly(mine);
    assertThat(code(sales.buyer(1001).get("/v1/purchases?user_id=1002")))
        .isEqualTo("403 forbidden");
    assertThat(ids(sales.support().get("/v1/purchases?status=unpaid&run_id=606&limit=1")))
        .containsExactly(theirs);
    assertThat(
            sales
                .support()
                .get("/v1/purchases?status=unpaid&run_id=606&limit=1")
                .headers()
                .firstValue("Link"))
        .isPresent();
    assertThat(ids(sales.support().get("/v1/purchases?user_id=1001"))).containsExactly(mine);
    assertThat(code(sales.support().get("/v1/purchases?status=lost")))
        .isEqualTo("400 invalid_parameter");
    assertThat(code(sales.support().get("/v1/purchases?sort=total")))
        .isEqualTo("400 invalid_parameter");
  }

  @Test
  void anOrderIsGivenUpOnce() {
    String path = "/v1/purchases/" + sales.order(sales.buyer(1001)).get("id").asInt() + "/cancel";

    assertThat(code(sales.buyer(1002).request("POST", path, new byte[0])))
        .isEqualTo("404 not_found");
    HttpResponse<String> cancelled = sales.buyer(1001).request("POST", path, new byte[0]);
    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(json(cancelled).get("status").asString()).isEqualTo("cancelled");
    assertThat(cancelled.headers().firstValue("ETag").orElseThrow()).startsWith("\"2-");
    assertThat(code(sales.support().request("POST", path, new byte[0])))
        .isEqualTo("409 invalid_state");
    assertThat(code(sales.support().request("POST", "/v1/purchases/x/cancel", new byte[0])))
        .isEqualTo("400 invalid_id");
  }

  @Test
  void aRefundIsTheOwnersBeforeTheStartAndSupportsAfterIt() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();
    assertThat(code(refund(sales.buyer(1001), id, "{}"))).isEqualTo("409 invalid_state");
    sales.event("e-1", "payment.succeeded", id, PRICE);

    assertThat(code(refund(sales.buyer(1001), id, money(1)))).isEqualTo("403 forbidden");
    assertThat(code(refund(sales.support(), id, money(PRICE + 1))))
        .isEqualTo("422 validation_failed");
    assertThat(code(refund(sales.buyer(1002), id, "{}"))).isEqualTo("404 not_found");
    assertThat(code(sales.buyer(1001).send("POST", "/v1/purchases/" + id + "/refund", "{}")))
        .isEqualTo("400 idempotency_key_required");
    TestPlatform.execute(
        "UPDATE course_calendar SET start_date = current_date - 1, end_sales_date = current_date - 1,"
            + " end_date = current_date + 1 WHERE id = 606");
    assertThat(code(refund(sales.buyer(1001), id, "{}"))).isEqualTo("409 run_started");

    HttpResponse<String> refunded = refund(sales.support(), id, money(7));

    assertThat(refunded.statusCode()).as(refunded.body()).isEqualTo(200);
    assertThat(json(refunded).at("/refunded/amount").asInt()).isEqualTo(7);
    assertThat(json(refunded).get("status").asString()).isEqualTo("refunded");
    assertThat(refunded.headers().firstValue("ETag").orElseThrow()).startsWith("\"2-");
    assertThat(
            ids(sales.support().get("/v1/payment-events?type=refund.requested&purchase_id=" + id)))
        .hasSize(1);
  }

  @Test
  void afterTheRunNothingIsRefunded() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();
    sales.event("e-1", "payment.succeeded", id, PRICE);
    TestPlatform.execute(
        "UPDATE course_calendar SET start_date = current_date - 9, end_sales_date = current_date - 9,"
            + " end_date = current_date - 2 WHERE id = 606");

    assertThat(code(refund(sales.support(), id, "{}"))).isEqualTo("409 run_finished");
  }

  @Test
  void aRunIsCalledOffByAnAdmin() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();
    String path = "/v1/runs/606/cancel";

    assertThat(code(sales.client().request("POST", path, new byte[0])))
        .isEqualTo("401 unauthenticated");
    assertThat(code(sales.support().request("POST", path, new byte[0]))).isEqualTo("403 forbidden");
    assertThat(code(sales.admin().request("POST", "/v1/runs/9999/cancel", new byte[0])))
        .isEqualTo("404 not_found");
    HttpResponse<String> cancelled = sales.admin().request("POST", path, new byte[0]);
    assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
    assertThat(cancelled.body()).isEqualTo(sales.admin().get("/v1/runs/606").body());
    assertThat(json(cancelled).get("state").asString()).isEqualTo("cancelled");
    assertThat(code(sales.admin().request("POST", path, new byte[0])))
        .isEqualTo("409 invalid_state");
    assertThat(json(sales.buyer(1001).get("/v1/purchases/" + id)).get("status").asString())
        .isEqualTo("cancelled");
  }

  @Test
  void theProviderSignsWhatItTells() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();

    assertThat(outcome(sales.event("e-1", "payment.failed", id, PRICE))).isEqualTo("ignored");
    assertThat(outcome(sales.event("e-2", "payment.succeeded", id, 1)))
        .isEqualTo("amount_mismatch");
    assertThat(outcome(sales.event("e-3", "payment.succeeded", id, PRICE))).isEqualTo("applied");
    assertThat(outcome(sales.event("e-3", "payment.succeeded", id, PRICE))).isEqualTo("duplicate");
    int late = sales.order(sales.buyer(1002)).get("id").asInt();
    sales.buyer(1002).request("POST", "/v1/purchases/" + late + "/cancel", new byte[0]);
    assertThat(outcome(sales.event("e-4", "payment.succeeded", late, PRICE))).isEqualTo("refunded");
  }

  @Test
  void eventsThatAreNotSignedAreNotLookedAt() {
    String body = "{\"anything\":";

    assertThat(code(sales.client().send("POST", "/v1/payment-events", body)))
        .isEqualTo("401 bad_signature");
    assertThat(
            code(
                sales
                    .client()
                    .send(
                        "POST",
                        "/v1/payment-events",
                        body,
                        "X-Signature",
                        SalesPlatform.signature(body, "another-secret"))))
        .isEqualTo("401 bad_signature");
    assertThat(signed(body)).isEqualTo("400 malformed_request");
    assertThat(signed("{}")).isEqualTo("422 validation_failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "type":"refund.requested"                     | 422 validation_failed
          "type":"payment.lost"                         | 422 validation_failed
          "provider_event_id":"with space"              | 422 validation_failed
          "provider_event_id":"\\u0000"                 | 422 validation_failed
          "purchase_id":0                               | 422 validation_failed
          "purchase_id":99999                           | 422 validation_failed
          "amount":5                                    | 400 malformed_request
          "amount":{"amount":1,"currency":"rub"}        | 422 validation_failed
          "occurred_at":"yesterday"                     | 422 validation_failed
          "more":1                                      | 400 malformed_request
          """)
  void eventsThatSayNothingSensibleAreRefused(String member, String refusal) {
    String name = member.substring(0, member.indexOf(':'));
    StringBuilder body = new StringBuilder("{" + member);
    for (String other :
        List.of(
            "\"provider_event_id\":\"e-1\"",
            "\"type\":\"payment.succeeded\"",
            "\"purchase_id\":1",
            "\"amount\":{\"amount\":100,\"currency\":\"RUB\"}",
            "\"occurred_at\":\"2026-01-01T00:00:00Z\"")) {
      if (!other.startsWith(name + ":")) {
        body.append(',').append(other);
      }
    }

    assertThat(signed(body.append('}').toString())).isEqualTo(refusal);
    assertThat(SalesPlatform.value("SELECT count(*) FROM payment_event")).isEqualTo("0");
  }

  @Test
  void eventsAreForSupport() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();
    sales.event("e-1", "payment.succeeded", id, PRICE);

    assertThat(code(sales.buyer(1001).get("/v1/payment-events"))).isEqualTo("403 forbidden");
    HttpResponse<String> events = sales.support().get("/v1/payment-events");
    assertThat(json(events).at("/items/0/provider_event_id").asString()).isEqualTo("e-1");
    assertThat(json(events).at("/items/0/outcome").asString()).isEqualTo("applied");
    assertThat(json(events).at("/items/0/amount/amount").asInt()).isEqualTo(PRICE);
    assertThat(ids(sales.support().get("/v1/payment-events?to=2020-01-01"))).isEmpty();
  }

  private String signed(String body) {
    return code(
        sales
            .client()
            .send(
                "POST",
                "/v1/payment-events",
                body,
                "X-Signature",
                SalesPlatform.signature(body, SalesPlatform.SECRET)));
  }

  private HttpResponse<String> refund(Client client, int id, String body) {
    return client.send(
        "POST", "/v1/purchases/" + id + "/refund", body, "Idempotency-Key", sales.newKey());
  }

  private static String money(int amount) {
    return "{\"amount\":{\"amount\":" + amount + ",\"currency\":\"RUB\"}}";
  }

  private static String outcome(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response).get("outcome").asString();
  }

  private static List<Integer> ids(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response).get("items").valueStream().map(item -> item.get("id").asInt()).toList();
  }
}
