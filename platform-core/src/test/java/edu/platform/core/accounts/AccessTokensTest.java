package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.ManualClock;
import edu.platform.core.config.TokenConfig;
import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkEC;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token says, and which tokens are refused. */
class AccessTokensTest {

  private static final UUID SESSION = UUID.fromString("8e0f2a4c-4d3b-4c56-9c39-5f2b3a1d7e60");

  @TempDir Path folder;

  private final ManualClock clock = new ManualClock(Keys.NOW);
  private final List<SigningKeys> opened = new ArrayList<>();
  private AccessTokens tokens;

  @BeforeEach
  void makeKey() {
    Keys.add(folder, Duration.ofDays(1));
    tokens = instance(folder, "us", "api");
  }

  @AfterEach
  void close() {
    opened.forEach(SigningKeys::close);
  }

  @Test
  void aTokenSaysWhoSomebodyIsAndWhatTheyMayDo() {
    String token = tokens.issue(7, Set.of(Role.SUPPORT, Role.SMM_MANAGER), SESSION);

    Viewer viewer = tokens.verify(token, "r-1");

    assertThat(viewer).isEqualTo(Viewer.of(7, Set.of(Role.SUPPORT, Role.SMM_MANAGER), "r-1"));
    assertThat(tokens.session(token)).isEqualTo(SESSION);
  }

  @Test
  void aTokenNamesItsAlgorithmAndKeyAndHoldsNothingPersonal() {
    String[] parts = tokens.issue(7, Set.of(Role.ADMIN), SESSION).split("\\.", -1);

    assertThat(decoded(parts[0])).contains("\"alg\":\"ES256\"", "\"kid\":\"20260615-");
    assertThat(decoded(parts[1]))
        .contains(
            "\"iss\":\"us\"",
            "\"aud\":[\"api\"]",
            "\"sub\":\"7\"",
            "\"roles\":[\"admin\"]",
            "\"exp\":" + Keys.NOW.plus(AccessTokens.LIFE).getEpochSecond());
  }

  @Test
  void aTokenIsValidForTenMinutes() {
    String token = tokens.issue(7, Set.of(), SESSION);

    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(tokens.verify(token, "").userId()).hasValue(7);
    clock.advance(Duration.ofMillis(1));

    assertRefused(token);
  }

  @Test
  void aRoleOfANewerReleaseIsNoFault() {
    String token = signed(jwt -> jwt.addPayloadClaim("roles", List.of("wizard", "teacher")));

    assertThat(tokens.verify(token, "").roles()).containsExactly(Role.TEACHER);
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    assertRefused(instance(folder, "them", "api").issue(7, Set.of(), SESSION));
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    assertRefused(instance(folder, "us", "shop").issue(7, Set.of(), SESSION));
  }

  @Test
  void aTokenOfAnotherKeyIsRefused(@TempDir Path elsewhere) {
    Keys.add(elsewhere, Duration.ofDays(1));

    assertRefused(instance(elsewhere, "us", "api").issue(7, Set.of(), SESSION));
  }

  @Test
  void aTokenOfAnotherKeyUnderOurIdIsRefused(@TempDir Path elsewhere) {
    Keys.add(elsewhere, Duration.ofDays(1));
    Jwk theirs = keys(elsewhere).signer(Keys.NOW).jwk();
    String kid = keys(folder).signer(Keys.NOW).kid();

    assertRefused(SignedJwt.sign(claims().keyId(kid).algorithm("ES256").build(), theirs));
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    String kid = keys(folder).signer(Keys.NOW).kid();
    String payload = tokens.issue(7, Set.of(Role.ADMIN), SESSION).split("\\.", -1)[1];

    assertRefused(SignedJwt.sign(claims().algorithm(Jwk.ALG_NONE).build(), Jwk.NONE_JWK));
    assertRefused(SignedJwt.sign(claims().build(), Jwk.NONE_JWK));
    for (String header :
        List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"None\",\"kid\":\"" + kid + "\"}",
            "{\"alg\":\"none\",\"kid\":\"" + kid + "\"}",
            "{\"kid\":\"" + kid + "\"}",
            "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}",
            "{}")) {
      assertRefused(encoded(header) + "." + payload + ".");
      assertRefused(encoded(header) + "." + payload + ".AAAA");
    }
  }

  @Test
  void aSignatureOfZerosIsRefused() {
    String token = tokens.issue(7, Set.of(), SESSION);
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

    assertRefused(token.substring(0, token.lastIndexOf('.') + 1) + zeros);
  }

  @Test
  void aPublicKeyTakenForASecretIsRefused() {
    SigningKeys keys = keys(folder);
    String kid = keys.signer(Keys.NOW).kid();
    Jwk secret =
        JwkOctet.create(
            Json.createObjectBuilder()
                .add("kty", "oct")
                .add("kid", kid)
                .add("alg", JwkOctet.ALG_HS256)
                .add("k", keys.publicKeys().keys().getFirst().x())
                .build());

    assertRefused(SignedJwt.sign(claims().keyId(kid).algorithm("HS256").build(), secret));
  }

  @Test
  void aChangedTokenIsRefused() {
    String token = tokens.issue(7, Set.of(), SESSION);
    String[] parts = token.split("\\.", -1);
    String admin = decoded(parts[1]).replace("\"roles\":[]", "\"roles\":[\"admin\"]");

    assertThat(admin).contains("admin");
    assertRefused(parts[0] + "." + encoded(admin) + "." + parts[2]);
    for (int i = 0; i < parts[0].length() + parts[1].length() + 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertRefused(token.substring(0, i) + other + token.substring(i + 1));
    }
  }

  @Test
  void whatIsNoTokenIsRefused() {
    String token = tokens.issue(7, Set.of(), SESSION);
    for (String text :
        List.of(
            "",
            ".",
            "..",
            "a.b.c",
            "null",
            token + ".x",
            token.substring(1),
            "x".repeat(10_000),
            encoded("[".repeat(2_000)) + ".e30.AAAA",
            encoded("{\"alg\":7}") + ".e30.AAAA")) {
      assertRefused(text);
    }
  }

  @Test
  void aTokenThatLacksAClaimIsRefused() {
    for (String claim : List.of("sub", "exp", "iss", "aud", "sid")) {
      assertRefused(signed(claimsWithout(claim)));
    }
    assertRefused(signed(jwt -> jwt.subject("somebody")));
    assertRefused(signed(jwt -> jwt.addPayloadClaim("roles", "admin")));
    assertThat(tokens.verify(signed(jwt -> jwt), "").userId()).hasValue(7);
  }

  /** Two instances read the folder at different moments, 30 s apart at most. */
  @Test
  void whileKeysAreRotatedNoValidTokenIsRefused() {
    SigningKeys here = keys(folder);
    SigningKeys there = keys(folder);
    List<AccessTokens> instances = List.of(tokens(here, "us", "api"), tokens(there, "us", "api"));
    KeyDirectory directory = new KeyDirectory(folder);
    String first = here.signer(clock.instant()).kid();
    List<Issued> issued = new ArrayList<>();
    Set<String> signers = new TreeSet<>();

    for (int seconds = 0; seconds <= 1_800; seconds += 15) {
      if (seconds == 60) {
        Keys.add(folder, Duration.ofMinutes(-1));
      }
      if (seconds == 60 + 15 * 60) {
        directory.retire(first, clock.instant());
      }
      if (seconds % 30 == 0) {
        here.reread();
      }
      if (seconds % 30 == 15) {
        there.reread();
      }
      for (AccessTokens instance : instances) {
        issued.add(new Issued(instance.issue(seconds, Set.of(), SESSION), clock.instant()));
      }
      signers.add(here.signer(clock.instant()).kid());
      signers.add(there.signer(clock.instant()).kid());
      issued.removeIf(token -> !clock.instant().isBefore(token.at().plus(AccessTokens.LIFE)));
      // The oldest and the newest each time, all of them now and then.
      Stream<Issued> tried =
          seconds % 300 == 0
              ? issued.stream()
              : Stream.of(issued.getFirst(), issued.get(1), issued.getLast());
      tried.forEach(token -> instances.forEach(instance -> instance.verify(token.text(), "")));
      clock.advance(Duration.ofSeconds(15));
    }

    assertThat(signers).as("both keys signed").hasSize(2).contains(first);
    assertThat(here.publicKeys().keys()).hasSize(1);
  }

  private record Issued(String text, Instant at) {}

  private AccessTokens instance(Path keys, String issuer, String audience) {
    return tokens(keys(keys), issuer, audience);
  }

  private AccessTokens tokens(SigningKeys keys, String issuer, String audience) {
    return new AccessTokens(keys, new TokenConfig(folder, issuer, audience), clock);
  }

  private SigningKeys keys(Path keys) {
    SigningKeys open = SigningKeys.open(keys);
    opened.add(open);
    return open;
  }

  /** The claims of a token of ours. */
  private static Jwt.Builder claims() {
    return claimsWithout("");
  }

  private static Jwt.Builder claimsWithout(String claim) {
    Jwt.Builder claims = Jwt.builder().addPayloadClaim("roles", List.of("admin"));
    Map<String, Runnable> others =
        Map.of(
            "iss", () -> claims.issuer("us"),
            "aud", () -> claims.addAudience("api"),
            "sub", () -> claims.subject("7"),
            "exp", () -> claims.expirationTime(Keys.NOW.plusSeconds(60)),
            "sid", () -> claims.addPayloadClaim("sid", SESSION.toString()));
    others.forEach(
        (name, add) -> {
          if (!name.equals(claim)) {
            add.run();
          }
        });
    return claims;
  }

  private String signed(UnaryOperator<Jwt.Builder> change) {
    return signed(change.apply(claims()));
  }

  private String signed(Jwt.Builder claims) {
    SigningKeys keys = keys(folder);
    return SignedJwt.sign(
            claims.algorithm(JwkEC.ALG_ES256).keyId(keys.signer(Keys.NOW).kid()).build(),
            keys.signer(Keys.NOW).jwk())
        .tokenContent();
  }

  private void assertRefused(SignedJwt token) {
    assertRefused(token.tokenContent());
  }

  private void assertRefused(String token) {
    assertThatExceptionOfType(RefusedException.class)
        .as(token)
        .isThrownBy(() -> tokens.verify(token, ""))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.UNAUTHENTICATED)
        .matches(refusal -> refusal.code().equals("unauthenticated"));
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
