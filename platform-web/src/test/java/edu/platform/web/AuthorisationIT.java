package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import edu.platform.web.Description.Operation;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation for every caller: nobody, an account without a role, each role alone. Who may not
 * is told so, and who may gets past the door; what is inside may still be missing, since the ids in
 * paths are of no row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NO_ROW = "2147483646";

  /** What belongs to account 8 or 9 in {@code catalogue.sql}, by the path it is under. */
  private static final Map<String, String> OWNED =
      Map.of(
          "/v1/users/{id}", "8",
          "/v1/purchases/{id}", "1",
          "/v1/certificates/{id}", "1",
          "/v1/career-students/{id}", "1",
          "/v1/job-applications/{id}", "2",
          "/v1/reviews/{id}", "1",
          "/v1/teachers/{id}", "101");

  /** What these roles may read is of the courses whose team they are on; these are on none. */
  private static final Set<String> OF_TEAMS = Set.of("/v1/certificates/{id}");

  private WritablePlatform platform;
  private Description description;

  @BeforeAll
  void start() {
    platform =
        WritablePlatform.start(
            Map.of("rate.limit.writes", "off", "rate.limit.registrations", "off"));
    description = new Description(platform.client().get("/openapi").body());
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  private Stream<Operation> operations() {
    return description.operations().stream()
        .filter(operation -> operation.path().startsWith("/v1/") && !operation.isOld());
  }

  private Stream<Operation> ownersOperations() {
    return operations()
        .filter(operation -> operation.access().contains("owner"))
        .filter(operation -> operation.path().contains("{id}"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyGetsInWhereSomebodyIsAskedFor(Operation operation) {
    HttpResponse<String> answer = send(operation, NO_ROW, List.of());

    assertDescribed(operation, answer);
    if (operation.access().equals(List.of("public"))) {
      assertThat(code(answer)).as("%s", operation).isNotIn("unauthenticated", "forbidden");
    } else {
      assertThat(answer.statusCode()).as("%s", operation).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aTokenThatIsNotOursIsRefusedEverywhere(Operation operation) {
    HttpResponse<String> answer =
        send(operation, NO_ROW, List.of("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."));

    assertThat(answer.statusCode()).as("%s", operation).isEqualTo(401);
    assertDescribed(operation, answer);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void eachRoleGetsInWhereItIsNamedAndNowhereElse(Operation operation) {
    List<String> access = operation.access();
    boolean staffAlone = operation.isForStaffAlone();
    for (Role role : Role.values()) {
      HttpResponse<String> answer =
          send(operation, NO_ROW, as(WritablePlatform.account(role), role));

      assertDescribed(operation, answer);
      boolean refused = answer.statusCode() == 403 && code(answer).equals("forbidden");
      assertThat(refused)
          .as("%s as %s: %s", operation, role, answer.body())
          .isEqualTo(staffAlone && !access.contains(role.code()));
    }
    HttpResponse<String> student = send(operation, NO_ROW, as(WritablePlatform.STRANGER));
    assertDescribed(operation, student);
    assertThat(student.statusCode() == 403 && code(student).equals("forbidden"))
        .as("%s as student: %s", operation, student.body())
        .isEqualTo(staffAlone);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aRoleThatTheTokenClaimsAndTheDatabaseDoesNotKnowIsNone(Operation operation) {
    if (operation.isForStaffAlone()) {
      HttpResponse<String> answer =
          send(operation, NO_ROW, as(WritablePlatform.STRANGER, Role.values()));

      assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("ownersOperations")
  void whatBelongsToSomebodyDoesNotExistForStrangers(Operation operation) {
    String id =
        OWNED.entrySet().stream()
            .filter(owned -> operation.path().startsWith(owned.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row for " + operation));

    HttpResponse<String> stranger = send(operation, id, as(WritablePlatform.STRANGER));

    assertThat(stranger.statusCode()).as("%s: %s", operation, stranger.body()).isEqualTo(404);
    assertDescribed(operation, stranger);
    for (Role role : Role.values()) {
      if (!operation.access().contains(role.code())) {
        HttpResponse<String> other = send(operation, id, as(WritablePlatform.account(role), role));

        assertThat(other.statusCode())
            .as("%s as %s: %s", operation, role, other.body())
            .isEqualTo(404);
      } else if (operation.method().equals("GET")
          && (role == Role.ADMIN || !OF_TEAMS.contains(operation.path()))) {
        HttpResponse<String> other = send(operation, id, as(WritablePlatform.account(role), role));

        assertThat(other.statusCode())
            .as("%s as %s: %s", operation, role, other.body())
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aListOfWhatBelongsToOthersIsEmptyForAStranger(Operation operation) {
    if (operation.access().contains("owner")
        && operation.method().equals("GET")
        && !operation.path().contains("{")) {
      HttpResponse<String> answer = send(operation, NO_ROW, as(WritablePlatform.NEWCOMER));

      assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).get("items")).as("%s", operation).isEmpty();
    }
  }

  private List<String> as(int account, Role... roles) {
    return List.of("Authorization", "Bearer " + platform.token(account, roles));
  }

  private HttpResponse<String> send(Operation operation, String id, List<String> credentials) {
    List<String> headers =
        new ArrayList<>(List.of("If-Match", "*", "Idempotency-Key", UUID.randomUUID().toString()));
    headers.addAll(credentials);
    byte[] body =
        operation
            .body()
            .map(described -> described.example().toString().getBytes(StandardCharsets.UTF_8))
            .orElse(new byte[0]);
    if (body.length > 0) {
      headers.addAll(List.of("Content-Type", "application/json"));
    }
    return platform
        .client()
        .request(operation.method(), operation.url(id), body, headers.toArray(String[]::new));
  }

  private static void assertDescribed(Operation operation, HttpResponse<String> answer) {
    assertThat(operation.differences(answer))
        .as("%s %d %s", operation, answer.statusCode(), answer.body())
        .isEmpty();
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() < 400 ? "" : JSON.readTree(answer.body()).get("code").asString();
  }
}
