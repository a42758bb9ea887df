package edu.platform.web.http;

import edu.platform.core.access.Viewer;
import edu.platform.core.cache.RateCounter;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds back who sends too much (design section 5): reads and writes of an account, or of an
 * address where nobody signed in, and registrations of an address.
 */
public final class RateLimits {

  private static final HeaderName LIMIT = HeaderNames.create("RateLimit-Limit");
  private static final HeaderName REMAINING = HeaderNames.create("RateLimit-Remaining");
  private static final HeaderName RESET = HeaderNames.create("RateLimit-Reset");

  private final Limits limits;
  private final RateCounter counter;
  private final Clock clock;

  /**
   * What may be sent; empty for any number.
   *
   * @param reads of an account or address ({@code RATE_LIMIT_READS})
   * @param writes of an account or address ({@code RATE_LIMIT_WRITES})
   * @param registrations of an address ({@code RATE_LIMIT_REGISTRATIONS})
   */
  public record Limits(
      Optional<RateLimit> reads, Optional<RateLimit> writes, Optional<RateLimit> registrations) {}

  /**
   * Make the limits of a server.
   *
   * @param limits what may be sent
   * @param counter counts it
   * @param clock tells when spans begin
   */
  public RateLimits(Limits limits, RateCounter counter, Clock clock) {
    this.limits = limits;
    this.counter = counter;
    this.clock = clock;
  }

  /**
   * Count a request.
   *
   * @param endpoint what it asks for
   * @param viewer who asks
   * @param address where they are
   * @param headers of the answer, whatever it will be: what is left is added
   * @throws ProblemException 429 {@code rate_limited} if it is one too many
   */
  void count(Endpoint endpoint, Viewer viewer, Supplier<String> address, List<Header> headers) {
    if (endpoint.has(Endpoint.Trait.UNLIMITED) || !endpoint.template().startsWith("/v1/")) {
      return;
    }
    if (endpoint.has(Endpoint.Trait.REGISTRATION)) {
      count("registrations", limits.registrations(), "address:" + address.get(), headers);
      return;
    }
    boolean reads = endpoint.method().equals("GET");
    Optional<RateLimit> limit = reads ? limits.reads() : limits.writes();
    if (limit.isPresent()) {
      String subject =
          viewer.userId().isPresent() ? "user:" + viewer.account() : "address:" + address.get();
      count(reads ? "reads" : "writes", limit, subject, headers);
    }
  }

  private void count(
      String what, Optional<RateLimit> limited, String subject, List<Header> headers) {
    if (limited.isEmpty()) {
      return;
    }
    RateLimit limit = limited.get();
    Instant now = clock.instant();
    long windowMillis = limit.window().toMillis();
    long count = counter.count(what + ":" + subject, limit.window(), now);
    int reset =
        (int) ((windowMillis - now.toEpochMilli() % windowMillis + 999) / 1_000); // rounded up
    headers.add(HeaderValues.create(LIMIT, limit.requests()));
    headers.add(HeaderValues.create(REMAINING, Math.max(0, limit.requests() - count)));
    headers.add(HeaderValues.create(RESET, reset));
    if (count > limit.requests()) {
      throw ProblemException.rateLimited(
          "expected at most "
              + limit.requests()
              + " "
              + what
              + " within "
              + limit.window().toSeconds()
              + " s",
          reset);
    }
  }
}
