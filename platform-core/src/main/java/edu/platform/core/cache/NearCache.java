package edu.platform.core.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import edu.platform.core.cache.Outcome.Answer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

  NearCache(long maxBytes, Ticker ticker) {
    for (DocumentKind kind : DocumentKind.values()) {
      caches.put(kind, cache(maxBytes / 100 * kind.nearPercent(), ticker));
    }
  }

  private static AsyncCache<String, Outcome> cache(long maxBytes, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumWeight(maxBytes)
        .weigher((String key, Outcome outcome) -> weight(key, outcome))
        .expireAfter(Expiry.writing((String _, Outcome outcome) -> life(outcome)))
        .ticker(ticker)
        // Upkeep is microseconds now and then: cheaper than handing it to another thread.
        .executor(Runnable::run)
        .buildAsync();
  }

  /** Return what is known or being loaded, or null: the way of a hit, which makes no object. */
  CompletableFuture<Outcome> find(DocumentKind kind, String key) {
    return caches.get(kind).getIfPresent(key);
  }

  /** Announce a load; returns null, or the load or outcome that is there already. */
  CompletableFuture<Outcome> begin(DocumentKind kind, String key, CompletableFuture<Outcome> load) {
    return caches.get(kind).asMap().putIfAbsent(key, load);
  }

  /** End a load: its waiters get the outcome, which is kept if it may be and still is wanted. */
  void finish(DocumentKind kind, String key, CompletableFuture<Outcome> load, Outcome outcome) {
    if (!(outcome instanceof Answer answer) || answer.life().isZero()) {
      // Before it is seen complete: a later caller must load anew.
      caches.get(kind).asMap().remove(key, load);
    }
    load.complete(outcome);
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

  private static Duration life(Outcome outcome) {
    return outcome instanceof Answer answer ? answer.life() : Duration.ZERO;
  }

  private static int weight(String key, Outcome outcome) {
    Optional<Document> document =
        outcome instanceof Answer answer ? answer.get() : Optional.empty();
    int chars = key.length() + document.map(held -> held.etag().length()).orElse(0);
    return ENTRY_OVERHEAD_BYTES + chars + document.map(held -> held.body().length).orElse(0);
  }
}
