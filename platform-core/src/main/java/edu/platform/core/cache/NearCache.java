package edu.platform.core.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import edu.platform.core.cache.Outcome.Answer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;

/**
 * The level in the process: outcomes by kind and key, bounded by their bytes.
 *
 * <p>A load is in the map from its begin, as a future that its waiters share. Forgetting a key
 * takes the future out too, and a future that is no longer in the map when it completes is not put
 * back: this is a key's generation in this level. There is one map for each kind, so that a look-up
 * needs no object that joins kind and key.
 */
final class NearCache {

  /** Map node, future, outcome, optional, document, instant and the headers of two strings. */
  private static final int ENTRY_OVERHEAD_BYTES = 300;

  private final Map<DocumentKind, AsyncCache<String, Outcome>> caches =
      new EnumMap<>(DocumentKind.class);

  private final Ticker ticker;

  NearCache(long maxBytes, Ticker ticker) {
    this.ticker = ticker;
    for (DocumentKind kind : DocumentKind.values()) {
      caches.put(kind, cache(maxBytes / 100 * kind.nearPercent()));
    }
  }

  private static AsyncCache<String, Outcome> cache(long maxBytes) {
    return Caffeine.newBuilder()
        .maximumWeight(maxBytes)
        .weigher((String key, Outcome outcome) -> weight(key, outcome))
        // Upkeep is microseconds now and then: cheaper than handing it to another thread.
        .executor(Runnable::run)
        .buildAsync();
  }

  /** Make an outcome that may be kept for a while. */
  Answer answer(Optional<Document> document, Duration life) {
    return new Answer(document, ticker.read() + life.toNanos());
  }

  /** Return what is known, or null: the way of a hit, which makes no object. */
  Outcome find(DocumentKind kind, String key) {
    CompletableFuture<Outcome> held = caches.get(kind).getIfPresent(key);
    return held != null && held.isDone() && isFresh(held.resultNow()) ? held.resultNow() : null;
  }

  /** Announce a load; returns null, or the load or outcome that is there already. */
  CompletableFuture<Outcome> begin(DocumentKind kind, String key, CompletableFuture<Outcome> load) {
    ConcurrentMap<String, CompletableFuture<Outcome>> map = caches.get(kind).asMap();
    CompletableFuture<Outcome> held = map.putIfAbsent(key, load);
    while (held != null && held.isDone() && !isFresh(held.resultNow())) {
      map.remove(key, held);
      held = map.putIfAbsent(key, load);
    }
    return held;
  }

  /** End a load: its waiters get the outcome, which is kept if it may be and still is wanted. */
  void finish(DocumentKind kind, String key, CompletableFuture<Outcome> load, Outcome outcome) {
    load.complete(outcome);
    if (!isFresh(outcome)) {
      caches.get(kind).asMap().remove(key, load); // Nobody would use it: make room.
    }
  }

  private boolean isFresh(Outcome outcome) {
    return outcome instanceof Answer answer && answer.untilNanos() - ticker.read() > 0;
  }

  void forget(DocumentKind kind, String key) {
    caches.get(kind).asMap().remove(key);
  }

  void clear() {
    caches.values().forEach(cache -> cache.synchronous().invalidateAll());
  }

  /** Bytes that the documents of a kind take now. */
  long bytes(DocumentKind kind) {
    return caches
        .get(kind)
        .synchronous()
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .orElseThrow()
        .orElseThrow();
  }

  private static int weight(String key, Outcome outcome) {
    Optional<Document> document =
        outcome instanceof Answer answer ? answer.get() : Optional.empty();
    int chars = key.length() + document.map(held -> held.etag().length()).orElse(0);
    return ENTRY_OVERHEAD_BYTES + chars + document.map(held -> held.body().length).orElse(0);
  }
}
