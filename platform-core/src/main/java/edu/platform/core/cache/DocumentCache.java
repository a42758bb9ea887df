package edu.platform.core.cache;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.cache.Outcome.Answer;
import edu.platform.core.cache.Outcome.Failure;
import edu.platform.core.cache.SharedLevel.Reading;
import edu.platform.core.cache.SharedLevel.Reading.Found;
import edu.platform.core.cache.SharedLevel.Reading.Missing;
import edu.platform.core.config.CacheConfig;
import io.helidon.metrics.api.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Documents in two levels: in the process, and in Redis where one is configured.
 *
 * <p><b>What is promised.</b> An answer is never older than its {@link DocumentKind} says, nor read
 * before the last midnight of the platform's zone. After {@link #invalidate} returns, this instance
 * answers from a load that began later; other instances do so when they hear of it, which takes
 * milliseconds. A load that began before an invalidation is not kept anywhere: its waiters get its
 * answer, callers after them load anew. However many ask for a key, one of them loads it. Failures
 * are not kept; absence is, for at most 5 s.
 *
 * <p><b>Under faults of Redis</b> no call fails and none waits longer for Redis than one time-out
 * (150 ms); then the loads go to PostgreSQL. An instance that does not hear the others keeps
 * answers for 1 s, from 2 s after it has last heard itself. A write whose invalidation could not be
 * sent is made known when Redis is back, before this instance reads from Redis again. Two cases are
 * bounded by the kind's age alone: an instance that is cut off while the others are not, and one
 * that dies before it could make a write known.
 *
 * <p>Safe for use by many threads. A load runs in its caller's thread and must not ask for its own
 * key.
 */
public final class DocumentCache implements AutoCloseable {

  final NearCache near;
  final SharedLevel shared;
  final CacheMetrics metrics;
  private final Lifetimes lifetimes;

  /**
   * Build the levels and return at once: the connection to Redis is made in the background, and
   * until it stands loads go to PostgreSQL.
   *
   * @param config memory, and Redis if there is one
   * @param clock for ages, and for the day in the zone
   * @param zone of the platform, whose midnight ends every answer
   * @param registry to count in: {@code cache_*}
   */
  public DocumentCache(CacheConfig config, Clock clock, ZoneId zone, MeterRegistry registry) {
    this(
        config,
        new Lifetimes(clock, zone, () -> ThreadLocalRandom.current().nextDouble()),
        Ticker.systemTicker(),
        RedisCache.Timing.BY_DEFAULT,
        registry);
  }

  DocumentCache(
      CacheConfig config,
      Lifetimes lifetimes,
      Ticker ticker,
      RedisCache.Timing timing,
      MeterRegistry registry) {
    this.lifetimes = lifetimes;
    metrics = new CacheMetrics(registry);
    near = new NearCache(config.nearMaxBytes(), ticker);
    metrics.watchBytes(near::bytes);
    shared =
        config
            .redis()
            .<SharedLevel>map(redis -> new RedisCache(redis, timing, near, lifetimes, metrics))
            .orElse(SharedLevel.NONE);
    if (config.redis().isPresent()) {
      metrics.watchRedis(shared::available, shared::invalidationsHeard);
    }
  }

  /**
   * Return the document of a key, loading it if it is not known.
   *
   * @param kind what it is
   * @param key which one; kinds do not share keys
   * @param load asks PostgreSQL's leader for it; empty if there is no such row
   * @return the document, or empty if there was no such row when it was looked for
   * @throws RuntimeException what the load threw, to every caller who waited for it
   * @throws PlatformException {@code INTERNAL} if the thread is interrupted while another loads
   */
  public Optional<Document> get(DocumentKind kind, String key, Supplier<Optional<Document>> load) {
    Outcome held = near.find(kind, key);
    if (held != null) {
      metrics.of(kind).nearHits.increment();
      return held.get();
    }
    metrics.of(kind).nearMisses.increment();
    return getMissed(kind, key, load);
  }

  private Optional<Document> getMissed(
      DocumentKind kind, String key, Supplier<Optional<Document>> load) {
    CompletableFuture<Outcome> mine = new CompletableFuture<>();
    CompletableFuture<Outcome> others = near.begin(kind, key, mine);
    if (others != null) {
      return await(others, kind, key).get();
    }
    Reading reading = new Reading.Skipped();
    Outcome outcome;
    try {
      if (kind.inRedis()) {
        reading = shared.read(kind, key);
      }
      outcome = reading instanceof Found(var document) ? answer(kind, document) : load(kind, load);
    } catch (Throwable anything) { // Whatever it is, nobody may wait for this load for ever.
      outcome = new Failure(anything);
    }
    near.finish(kind, key, mine, outcome);
    if (reading instanceof Missing seen && outcome instanceof Answer answer) {
      // After the waiters have gone on: they need not wait for Redis.
      answer.get().ifPresent(document -> shared.store(kind, key, seen, document));
    }
    return outcome.get();
  }

  private Answer answer(DocumentKind kind, Document document) {
    return near.answer(
        Optional.of(document),
        lifetimes.near(kind, document.readAt(), shared.invalidationsHeard()));
  }

  private Answer load(DocumentKind kind, Supplier<Optional<Document>> load) {
    CacheMetrics.OfKind counts = metrics.of(kind);
    Instant begun = lifetimes.now();
    long begunNanos = System.nanoTime();
    Optional<Document> loaded;
    try {
      loaded = load.get();
    } catch (Throwable failure) {
      counts.failed.increment();
      throw failure;
    }
    counts.loadTime.record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
    if (loaded.isPresent()) {
      counts.loaded.increment();
      return answer(kind, loaded.get());
    }
    counts.absent.increment();
    Duration life = lifetimes.absent(kind, begun, shared.invalidationsHeard());
    return near.answer(Optional.empty(), life);
  }

  private static Outcome await(CompletableFuture<Outcome> others, DocumentKind kind, String key) {
    try {
      return others.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          ErrorCode.INTERNAL,
          "interrupted while another thread loads " + kind.label() + " " + key,
          interrupted);
    } catch (ExecutionException impossible) {
      throw new AssertionError("a load ends with an outcome, also when it fails", impossible);
    }
  }

  /**
   * Forget a document on every instance. Call it after the commit of what changes it, never before:
   * a load in between would find the old row and be kept.
   *
   * @param kind what it is
   * @param key which one
   */
  public void invalidate(DocumentKind kind, String key) {
    requireNonNull(key, "key");
    metrics.of(kind).invalidatedHere.increment();
    try {
      shared.invalidate(kind, key);
    } finally {
      // Last, so that a load which found the old document in Redis is forgotten too.
      near.forget(kind, key);
    }
  }

  /**
   * Forget several documents on every instance, as {@link #invalidate} does.
   *
   * @param kind what they are
   * @param ids keys of the rows that they show
   */
  public void invalidateAll(DocumentKind kind, Collection<Integer> ids) {
    ids.forEach(id -> invalidate(kind, Integer.toString(id)));
  }

  /** Disconnect from Redis. The near cache stays usable, so that requests in flight can end. */
  @Override
  public void close() {
    shared.close();
    metrics.hide();
  }
}
