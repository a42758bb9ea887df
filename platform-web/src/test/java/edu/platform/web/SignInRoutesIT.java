package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registering, signing in and staying signed in, as a client sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInRoutesIT {

  private static final String PASSWORD = "seven lilac umbrellas";
  private static final String NEW = "nine amber lanterns";
  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private TestPlatform platform;
  private Client client;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of());
    client = platform.client();
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  /** Somebody who registered just now; nobody else knows of them. */
  private record Person(int id, String email) {}

  @Test
  void whoRegistersCanSignIn() {
    HttpResponse<String> registered =
        client.send(
            "POST",
            "/v1/users",
            """
            {"name": "  Anna   Maria ", "surname": "O'Neil", "birth_date": "1994-05-17",
             "email": "Anna.ONeil@ПРИМЕР.рф", "password": "%s"}
            """
                .formatted(PASSWORD));

    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    JsonNode account = JSON.readTree(registered.body());
    assertThat(registered.headers().firstValue("Location"))
        .contains("/v1/users/" + account.get("id").asInt());
    assertThat(registered.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(account.get("name").asString()).isEqualTo("Anna Maria");
    assertThat(account.get("email").asString()).isEqualTo("anna.oneil@xn--e1afmkfd.xn--p1ai");
    assertThat(registered.body()).doesNotContain(PASSWORD, "argon2");

    JsonNode tokens = signIn("ANNA.oneil@пример.РФ", PASSWORD);
    HttpResponse<String> own = client.as(tokens.get("access_token").asString()).get("/v1/users/me");
    assertThat(own.body()).isEqualTo(registered.body());
    assertThat(own.headers().firstValue("ETag")).isEqualTo(registered.headers().firstValue("ETag"));
    assertThat(tokens.get("user_id").asInt()).isEqualTo(account.get("id").asInt());
    assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
    assertThat(tokens.get("expires_in").asInt()).isEqualTo(600);
    assertThat(tokens.get("roles").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name       | '\"R2D2\"'                 | 422 | validation_failed",
        "name       | '\"\"'                     | 422 | validation_failed",
        "name       | '7'                        | 400 | malformed_request",
        "name       | 'null'                     | 422 | validation_failed",
        "birth_date | '\"1899-12-31\"'           | 422 | validation_failed",
        "birth_date | '\"17.05.1994\"'           | 422 | validation_failed",
        "birth_date | '\"2024-02-30\"'           | 422 | validation_failed",
        "email      | '\"anna\"'                 | 422 | validation_failed",
        "email      | '\"a@b@c.org\"'            | 422 | validation_failed",
        "email      | '[\"anna@example.org\"]'   | 400 | malformed_request",
        "password   | '\"short\"'                | 422 | validation_failed",
        "password   | '\"password1234\"'         | 422 | validation_failed",
        "password   | '\"anna@example.org\"'     | 422 | validation_failed",
        "role       | '\"admin\"'                | 400 | malformed_request"
      })
  void whatIsNotAcceptableIsNamedAndNobodyIsRegistered(
      String field, String value, int status, String code) {
    int before = accounts();
    Map<String, String> members =
        new TreeMap<>(
            Map.of(
                "name", "\"Anna\"",
                "surname", "\"Smith\"",
                "birth_date", "\"1994-05-17\"",
                "email", "\"anna@example.org\"",
                "password", "\"" + PASSWORD + "\""));
    members.put(field, value);
    List<String> written = new ArrayList<>();
    members.forEach((name, member) -> written.add("\"" + name + "\": " + member));

    HttpResponse<String> answer =
        client.send("POST", "/v1/users", "{" + String.join(", ", written) + "}");

    assertRefused(answer, status, code);
    assertThat(JSON.readTree(answer.body()).get("errors").get(0).get("field").asString())
        .isEqualTo(field);
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void whoIsYoungerThanFourteenCannotRegister() {
    LocalDate limit = LocalDate.now(ZoneId.of("Europe/Moscow")).minusYears(14);

    assertThat(register("fourteen@example.org", limit).statusCode()).isEqualTo(201);
    assertRefused(register("younger@example.org", limit.plusDays(1)), 422, "validation_failed");
  }

  @Test
  void anAddressThatIsTakenIsAConflict() {
    Person person = person();

    assertRefused(
        register(person.email().toUpperCase(Locale.ROOT), LocalDate.of(1994, 5, 17)),
        409,
        "email_taken");
  }

  @Test
  void wrongPasswordsAndUnknownAddressesAreAnsweredTheSame() {
    Person person = person();

    HttpResponse<String> wrong = credentials(person.email(), NEW);
    HttpResponse<String> unknown = credentials("nobody@example.org", NEW);

    assertRefused(wrong, 401, "bad_credentials");
    assertRefused(unknown, 401, "bad_credentials");
    assertThat(withoutRequestId(wrong)).isEqualTo(withoutRequestId(unknown));
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void whoGuessesIsHeldUp() {
    Person person = person();
    for (int i = 0; i < 5; i++) {
      assertRefused(credentials(person.email(), NEW), 401, "bad_credentials");
    }

    HttpResponse<String> held = credentials(person.email(), PASSWORD);

    assertRefused(held, 429, "too_many_attempts");
    assertThat(held.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(890L, 900L);
  }

  @Test
  void aBlockedAccountIsTold() {
    Person person = person();
    TestPlatform.execute("UPDATE users SET blocked_at = now() WHERE account_id = " + person.id());

    assertRefused(credentials(person.email(), PASSWORD), 403, "account_blocked");
  }

  @Test
  void tokensAreRefreshedUntilTheirOwnerSignsOut() {
    Person person = person();
    JsonNode first = signIn(person.email(), PASSWORD);
    JsonNode second = JSON.readTree(refresh(first).body());
    Client signedIn = client.as(second.get("access_token").asString());

    HttpResponse<String> out = signedIn.request("DELETE", "/v1/auth/tokens/current", new byte[0]);

    assertThat(out.statusCode()).isEqualTo(204);
    assertRefused(refresh(second), 401, "invalid_token");
    assertRefused(client.send("POST", "/v1/auth/tokens/refresh", "{}"), 422, "validation_failed");
  }

  @Test
  void aRefreshTokenThatComesBackEndsTheSignIn() {
    JsonNode first = signIn(person().email(), PASSWORD);
    JsonNode second = JSON.readTree(refresh(first).body());
    JsonNode third = JSON.readTree(refresh(second).body());

    assertRefused(refresh(first), 401, "token_reused");
    assertRefused(refresh(third), 401, "invalid_token");
  }

  @Test
  void signingOutEverywhereEndsAllSignIns() {
    Person person = person();
    JsonNode here = signIn(person.email(), PASSWORD);
    JsonNode there = signIn(person.email(), PASSWORD);

    HttpResponse<String> out =
        client
            .as(here.get("access_token").asString())
            .request("DELETE", "/v1/auth/tokens", new byte[0]);

    assertThat(out.statusCode()).isEqualTo(204);
    assertRefused(refresh(here), 401, "invalid_token");
    assertRefused(refresh(there), 401, "invalid_token");
    assertRefused(client.request("DELETE", "/v1/auth/tokens", new byte[0]), 401, "unauthenticated");
  }

  @Test
  void theOwnerChangesThePassword() {
    Person person = person();
    JsonNode tokens = signIn(person.email(), PASSWORD);
    Client owner = client.as(tokens.get("access_token").asString());
    String change = "{\"current_password\": \"%s\", \"new_password\": \"%s\"}";

    assertRefused(
        owner.send("PUT", "/v1/users/me/password", change.formatted("wrong", NEW)),
        403,
        "wrong_password");
    assertRefused(
        owner.send("PUT", "/v1/users/me/password", change.formatted(PASSWORD, "short")),
        422,
        "validation_failed");
    assertRefused(
        owner.send("PUT", "/v1/users/8/password", change.formatted(PASSWORD, NEW)),
        404,
        "not_found");
    assertThat(
            owner
                .send(
                    "PUT",
                    "/v1/users/" + person.id() + "/password",
                    change.formatted(PASSWORD, NEW))
                .statusCode())
        .isEqualTo(204);

    assertRefused(credentials(person.email(), PASSWORD), 401, "bad_credentials");
    signIn(person.email(), NEW);
    assertThat(refresh(tokens).statusCode()).as("the sign-in that asked goes on").isEqualTo(200);
  }

  @Test
  void supportHelpsWhoForgotThePassword() {
    Person person = person();
    Person helper = person();
    TestPlatform.execute(
        "INSERT INTO employee (user_id, role_id, position, hired_on) VALUES ("
            + helper.id()
            + ", 6, 'Support', '2020-01-01')");
    Client support = client.as(platform.token(helper.id(), Role.SUPPORT));
    String resets = "/v1/users/" + person.id() + "/password-resets";

    HttpResponse<String> made = support.request("POST", resets, new byte[0]);
    String code = JSON.readTree(made.body()).get("code").asString();
    String reset = "{\"code\": \"" + code + "\", \"new_password\": \"" + NEW + "\"}";

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location")).contains("/v1/password-resets");
    assertThat(client.send("POST", "/v1/password-resets", reset).statusCode()).isEqualTo(204);
    assertRefused(client.send("POST", "/v1/password-resets", reset), 422, "invalid_code");
    signIn(person.email(), NEW);
    assertRefused(
        support.request("POST", "/v1/users/1/password-resets", new byte[0]), 403, "staff_account");
    assertRefused(
        support.request("POST", "/v1/users/13/password-resets", new byte[0]), 404, "not_found");
    assertRefused(
        client.as(platform.token(person.id())).request("POST", resets, new byte[0]),
        403,
        "forbidden");
    assertRefused(client.request("POST", resets, new byte[0]), 401, "unauthenticated");
  }

  @Test
  void thePublicKeysAreThoseThatTokensName() {
    HttpResponse<String> keys = client.get("/.well-known/jwks.json");
    JsonNode key = JSON.readTree(keys.body()).get("keys").get(0);
    String token = platform.token(8);
    String header =
        new String(
            Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
            StandardCharsets.UTF_8);

    assertThat(keys.headers().firstValue("Cache-Control")).contains("public, max-age=240");
    assertThat(JSON.readTree(header).get("kid")).isEqualTo(key.get("kid"));
    assertThat(key.propertyNames())
        .as("nothing of the private key")
        .containsExactlyInAnyOrder("kty", "crv", "x", "y", "use", "alg", "kid");
  }

  private Person person() {
    String email = "person" + PEOPLE.incrementAndGet() + "@sign-in.example.org";
    HttpResponse<String> registered = register(email, LocalDate.of(1994, 5, 17));
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    return new Person(JSON.readTree(registered.body()).get("id").asInt(), email);
  }

  private HttpResponse<String> register(String email, LocalDate birthDate) {
    return client.send(
        "POST",
        "/v1/users",
        """
        {"name": "Anna", "surname": "Smith", "birth_date": "%s", "email": "%s", "password": "%s"}
        """
            .formatted(birthDate, email, PASSWORD));
  }

  private HttpResponse<String> credentials(String email, String password) {
    return client.send(
        "POST",
        "/v1/auth/tokens",
        "{\"email\": \"" + email + "\", \"password\": \"" + password + "\"}");
  }

  private JsonNode signIn(String email, String password) {
    HttpResponse<String> answer = credentials(email, password);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).contains("/v1/auth/tokens/current");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> refresh(JsonNode tokens) {
    return client.send(
        "POST",
        "/v1/auth/tokens/refresh",
        "{\"refresh_token\": \"" + tokens.get("refresh_token").asString() + "\"}");
  }

  private static int accounts() {
    try (var connection = TestPlatform.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM users")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String withoutRequestId(HttpResponse<String> answer) {
    return answer.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo(code);
  }
}
