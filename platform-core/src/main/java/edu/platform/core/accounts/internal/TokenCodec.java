package edu.platform.core.accounts.internal;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.JwkEC;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes and reads access tokens: JWT (RFC 7519) signed with ES256 (RFC 7515). */
public final class TokenCodec {

  private static final String ROLES = "roles";
  private static final String SESSION = "sid";

  private final String issuer;
  private final String audience;

  public TokenCodec(String issuer, String audience) {
    this.issuer = issuer;
    this.audience = audience;
  }

  /**
   * What a token says.
   *
   * @param userId the account
   * @param roles codes of its roles
   * @param session family of refresh tokens that it belongs to
   */
  public record Claims(int userId, List<String> roles, UUID session) {}

  /** Write a token. */
  public String write(SigningKey key, Claims claims, Instant issuedAt, Instant expiresAt) {
    Jwt jwt =
        Jwt.builder()
            .type("JWT")
            .algorithm(JwkEC.ALG_ES256)
            .keyId(key.kid())
            .issuer(issuer)
            .addAudience(audience)
            .subject(Integer.toString(claims.userId()))
            .issueTime(issuedAt)
            .expirationTime(expiresAt)
            .addPayloadClaim(ROLES, claims.roles())
            .addPayloadClaim(SESSION, claims.session().toString())
            .build();
    return SignedJwt.sign(jwt, key.jwk()).tokenContent();
  }

  /**
   * Read a token.
   *
   * @return what it says; empty unless one of the keys signed it for us and it has not expired
   */
  public Optional<Claims> read(KeySet keys, String token, Instant now) {
    try {
      SignedJwt signed = SignedJwt.parseToken(token);
      Jwt jwt = signed.getJwt();
      // The library takes what a token without an algorithm, or with "none", asks for: we do not.
      boolean ours =
          jwt.algorithm().filter(JwkEC.ALG_ES256::equals).isPresent()
              && jwt.keyId().isPresent()
              && signed.verifySignature(keys.jwks()).isValid()
              && jwt.issuer().filter(issuer::equals).isPresent()
              && jwt.audience().filter(audiences -> audiences.contains(audience)).isPresent()
              && jwt.expirationTime().filter(now::isBefore).isPresent();
      return ours ? Optional.of(claims(jwt)) : Optional.empty();
    } catch (RuntimeException malformed) {
      // Anyone can send anything: the library has many ways to say that it is no token.
      return Optional.empty();
    }
  }

  private static Claims claims(Jwt jwt) {
    JsonArray roles = (JsonArray) jwt.payloadClaim(ROLES).orElse(JsonValue.EMPTY_JSON_ARRAY);
    JsonString session = (JsonString) jwt.payloadClaim(SESSION).orElseThrow();
    return new Claims(
        Integer.parseInt(jwt.subject().orElseThrow()),
        roles.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList(),
        UUID.fromString(session.getString()));
  }
}
