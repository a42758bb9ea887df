package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import edu.platform.core.accounts.KeyDirectory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that are missing or not ours let nobody in, whatever is asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensIT {

  private static final String OPEN = "/v1/courses/3";

  @TempDir Path foreignKeys;

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

  @Test
  void aTokenOfOursIsTaken() {
    assertThat(client.as(platform.token(8)).get(OPEN).statusCode()).isEqualTo(200);
    assertThat(signOut(client.as(platform.token(8))).statusCode()).isEqualTo(204);
  }

  @Test
  void withoutATokenWhatIsOpenIsReadAndNothingElse() {
    assertThat(client.get(OPEN).statusCode()).isEqualTo(200);
    assertRefused(signOut(client));
  }

  @Test
  void aTokenThatIsNotOursIsRefusedEvenWhereNoneIsNeeded() {
    new KeyDirectory(foreignKeys).create(Instant.now());
    try (TestPlatform otherKey =
            TestPlatform.start(Map.of("jwt.keys.dir", foreignKeys.toString()));
        TestPlatform otherIssuer = TestPlatform.start(Map.of("jwt.issuer", "them"));
        TestPlatform otherAudience = TestPlatform.start(Map.of("jwt.audience", "shop"))) {
      String token = platform.token(8, Role.ADMIN);
      String payload = token.split("\\.", -1)[1];
      List<String> tokens =
          List.of(
              otherKey.token(8, Role.ADMIN),
              otherIssuer.token(8, Role.ADMIN),
              otherAudience.token(8, Role.ADMIN),
              encoded("{\"alg\":\"none\"}") + "." + payload + ".",
              token.substring(0, token.lastIndexOf('.') + 1),
              token + "A",
              "x",
              "");
      for (String foreign : tokens) {
        Client stranger = client.withCredentials("Bearer " + foreign);
        assertRefused(stranger.get(OPEN));
        assertRefused(signOut(stranger));
      }
    }
  }

  @Test
  void otherCredentialsAreNoToken() {
    for (String credentials : List.of("Basic YWRtaW46YWRtaW4=", platform.token(8), "Bearer")) {
      assertRefused(client.withCredentials(credentials).get(OPEN));
    }
  }

  @Test
  void theSchemeIsReadInAnyCase() {
    assertThat(client.withCredentials("bearer " + platform.token(8)).get(OPEN).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aTokenOfAnAccountThatIsBlockedOrErasedChangesNothing() {
    TestPlatform.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password, blocked_at)
        VALUES (960, 'Ada', 'Byron', '1990-01-01', 'blocked@tokens.example.org', '-', now())
        """);

    assertRefused(client.as(platform.token(960)).request("DELETE", "/v1/auth/tokens", new byte[0]));
    assertRefused(client.as(platform.token(13)).request("DELETE", "/v1/auth/tokens", new byte[0]));
  }

  private static HttpResponse<String> signOut(Client client) {
    return client.request("DELETE", "/v1/auth/tokens/current", new byte[0]);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(new JsonMapper().readTree(answer.body()).get("code").asString())
        .isEqualTo("unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }
}
