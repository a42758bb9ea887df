package edu.platform.core.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.core.cache.CacheMetrics.Operation;
import edu.platform.core.config.CacheConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/**
 * The level in Redis, and the topic on which instances tell each other what to forget.
 *
 * <p><b>Keys</b> (1 is the version of this layout; a new one shares nothing with the old):
 *
 * <pre>
 * edu:1:course_card:42              hash: epoch, format, read_at, etag, body; expires with its age
 * edu:1:generation:course_card:42   a random token, there while somebody may be loading the key
 * edu:1:epoch                       a random token; a document of another epoch counts as missing
 * edu:1:count:writes:user:7:29     how often; expires with the span that it is counted in
 * edu:1:messages                    how many messages were sent on the topic edu:1:topic:&lt;database&gt;
 * </pre>
 *
 * <p><b>Generation of a key.</b> The first look-up that finds nothing makes a token; whoever loads
 * meanwhile sees the same one. A document is stored only if the token is still there. An
 * invalidation removes token and document in one script, so that a load which began before it finds
 * another token or none. A counter would do the same until Redis lost it, by eviction or a restart,
 * and began anew at a number that a slow load still remembers; a token that is lost only costs a
 * store.
 *
 * <p><b>Hearing.</b> Messages are numbered by Redis. Whoever misses a number, because the
 * connection was made anew or Redis dropped a slow listener, clears its near cache. Each instance
 * also sends a heartbeat and listens for it: when it has not come for {@link Timing#silence}, the
 * near cache is cleared and what is loaded then lives one second, until the heartbeat is heard and
 * the near cache is cleared once more. So a lost message is noticed at the next heartbeat, and lost
 * hearing within the silence.
 *
 * <p><b>Outages.</b> The first fault opens the {@link Breaker}; the heartbeat's thread probes, and
 * closes it only when nothing that was invalidated meanwhile can be read any more:
 *
 * <ul>
 *   <li>Keys whose invalidation could not be sent are remembered, and sent when Redis is back.
 *   <li>After an outage as long as the silence, other instances have probably missed invalidations
 *       too, and may come back later than this one. So it sets a new epoch: all documents from
 *       before are missing for everybody, and all near caches are cleared. Likewise if there are
 *       more keys than are worth remembering.
 *   <li>After a shorter one the others send theirs within a heartbeat, and documents are kept: a
 *       slow answer must not cost every instance its cache.
 *   <li>A Redis that lost its data has neither epoch nor tokens: nothing is found, and no load that
 *       began before is stored.
 * </ul>
 */
final class RedisCache implements SharedLevel {

  /**
   * How patient this level is.
   *
   * @param timeout for an operation of a request
   * @param heartbeat between two heartbeats, which are also the probes of the open breaker
   * @param silence without a heartbeat, after which invalidations count as not heard
   */
  record Timing(Duration timeout, Duration heartbeat, Duration silence) {
    static final Timing BY_DEFAULT =
        new Timing(Duration.ofMillis(150), Duration.ofMillis(500), Duration.ofSeconds(2));
  }

  /** Raise it when the JSON of any kind changes, so that releases do not send each other's. */
  private static final String DOCUMENT_FORMAT = "1";

  private static final String KEYS = "edu:1:";
  private static final String EPOCH = KEYS + "epoch";
  private static final String MESSAGES = KEYS + "messages";

  /** Well above the longest load; a load that takes longer is not stored. */
  private static final Duration GENERATION_LIFE = Duration.ofSeconds(60);

  private static final int MISSED_MAX = 10_000;
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(30);

  /** KEYS epoch, document, generation; ARGV format, new token, life of a generation in ms. */
  private static final String READ =
      """
      local epoch = redis.call('GET', KEYS[1])
      if epoch then
        local document = redis.call('HMGET', KEYS[2], 'epoch', 'format', 'read_at', 'etag', 'body')
        if document[1] == epoch and document[2] == ARGV[1] then
          return {document[3], document[4], document[5]}
        end
      else
        epoch = ARGV[2]
        redis.call('SET', KEYS[1], epoch)
      end
      local generation = redis.call('GET', KEYS[3]) or ARGV[2]
      redis.call('SET', KEYS[3], generation, 'PX', ARGV[3])
      return {epoch, generation}
      """;

  /** KEYS as above; ARGV epoch, generation, life in ms, format, read_at, etag, body. */
  private static final String STORE =
      """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] or redis.call('GET', KEYS[3]) ~= ARGV[2] then
        return {}
      end
      redis.call('HSET', KEYS[2], 'epoch', ARGV[1], 'format', ARGV[4],
                 'read_at', ARGV[5], 'etag', ARGV[6], 'body', ARGV[7])
      redis.call('PEXPIRE', KEYS[2], ARGV[3])
      return {'stored'}
      """;

  /** KEYS messages, document, generation; ARGV topic, message. */
  private static final String INVALIDATE =
      """
      redis.call('DEL', KEYS[2], KEYS[3])
      redis.call('PUBLISH', ARGV[1], redis.call('INCR', KEYS[1]) .. ' ' .. ARGV[2])
      return {}
      """;

  /** KEYS counter; ARGV its life in ms. */
  private static final String COUNT =
      """
      local count = redis.call('INCR', KEYS[1])
      if count == 1 then
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
      end
      return {tostring(count)}
      """;

  /** KEYS messages; ARGV topic, message. */
  private static final String HEARTBEAT =
      """
      redis.call('PUBLISH', ARGV[1], redis.call('INCR', KEYS[1]) .. ' ' .. ARGV[2])
      return {}
      """;

  /** KEYS messages, epoch; ARGV topic, message, new token. */
  private static final String NEW_EPOCH =
      """
      redis.call('SET', KEYS[2], ARGV[3])
      redis.call('PUBLISH', ARGV[1], redis.call('INCR', KEYS[1]) .. ' ' .. ARGV[2])
      return {}
      """;

  private static final Logger LOG = System.getLogger(RedisCache.class.getName());

  private record Key(DocumentKind kind, String key) {
    String document() {
      return KEYS + kind.label() + ":" + key;
    }

    String generation() {
      return KEYS + "generation:" + kind.label() + ":" + key;
    }
  }

  /** A script with its arguments; it answers with a list. */
  private record Call(Operation operation, String script, List<Object> keys, List<Object> values) {}

  private final CacheConfig.Redis config;
  private final Timing timing;
  private final NearCache near;
  private final Lifetimes lifetimes;
  private final CacheMetrics metrics;
  private final String topic;
  private final String instance = UUID.randomUUID().toString();
  private final AtomicLong tokens = new AtomicLong();
  private final Breaker breaker = new Breaker(System::nanoTime);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile RedissonClient client;

  private final Set<Key> missed = ConcurrentHashMap.newKeySet();
  private volatile boolean missedTooMany;

  private volatile boolean heard;
  private long heardNanos;
  private long lastMessage = -1;
  private long nextWarningNanos = System.nanoTime();
  private boolean warned;
  private boolean subscribed;
  private long clientNanos;

  RedisCache(
      CacheConfig.Redis config,
      Timing timing,
      NearCache near,
      Lifetimes lifetimes,
      CacheMetrics metrics) {
    this.config = config;
    this.timing = timing;
    this.near = near;
    this.lifetimes = lifetimes;
    this.metrics = metrics;
    topic = KEYS + "topic:" + config.database();
    thread = Thread.ofPlatform().daemon().name("cache-redis").start(this::run);
  }

  @Override
  public Reading read(DocumentKind kind, String key) {
    Key name = new Key(kind, key);
    try {
      return ask(look(name.document(), name.generation()))
          .map(parts -> reading(kind, parts))
          .orElseGet(() -> skipped(kind));
    } catch (RuntimeException noDocument) {
      metrics.faults(Operation.READ).increment();
      warn("Expected a document in {0}: {1}", name.document(), noDocument);
      return skipped(kind);
    }
  }

  private Call look(String document, String generation) {
    return new Call(
        Operation.READ,
        READ,
        List.of(EPOCH, document, generation),
        List.of(DOCUMENT_FORMAT, token(), GENERATION_LIFE.toMillis()));
  }

  private Reading reading(DocumentKind kind, List<byte[]> parts) {
    if (parts.size() == 2) {
      metrics.of(kind).redisMisses.increment();
      return new Reading.Missing(text(parts.get(0)), text(parts.get(1)));
    }
    Instant readAt = Instant.parse(text(parts.get(0)));
    if (lifetimes.redis(kind, readAt).isZero()) {
      return skipped(kind); // Too old by the clock of this instance; Redis is about to drop it.
    }
    metrics.of(kind).redisHits.increment();
    return new Reading.Found(new Document(parts.get(2), text(parts.get(1)), readAt));
  }

  private Reading skipped(DocumentKind kind) {
    metrics.of(kind).redisSkips.increment();
    return new Reading.Skipped();
  }

  @Override
  public void store(DocumentKind kind, String key, Reading.Missing seen, Document document) {
    long lifeMillis = lifetimes.redis(kind, document.readAt()).toMillis();
    if (lifeMillis == 0) {
      return;
    }
    Key name = new Key(kind, key);
    Call call =
        new Call(
            Operation.STORE,
            STORE,
            List.of(EPOCH, name.document(), name.generation()),
            List.of(
                seen.epoch(),
                seen.generation(),
                lifeMillis,
                DOCUMENT_FORMAT,
                document.readAt(),
                document.etag(),
                document.body()));
    ask(call)
        .map(done -> done.isEmpty() ? metrics.of(kind).refused : metrics.of(kind).stored)
        .ifPresent(LongAdder::increment);
  }

  @Override
  public void invalidate(DocumentKind kind, String key) {
    Key name = new Key(kind, key);
    if (ask(invalidation(name)).isEmpty()) {
      remember(name);
    }
  }

  private Call invalidation(Key name) {
    return new Call(
        Operation.INVALIDATE,
        INVALIDATE,
        List.of(MESSAGES, name.document(), name.generation()),
        List.of(topic, instance + " forget " + name.kind() + " " + name.key()));
  }

  private Call heartbeat() {
    return new Call(
        Operation.HEARTBEAT, HEARTBEAT, List.of(MESSAGES), List.of(topic, instance + " beat"));
  }

  private void remember(Key name) {
    if (missed.size() < MISSED_MAX) {
      missed.add(name);
    } else {
      missedTooMany = true;
    }
  }

  @Override
  public OptionalLong count(String key, long lifeMillis) {
    Call call =
        new Call(Operation.COUNT, COUNT, List.of(KEYS + "count:" + key), List.of(lifeMillis));
    return ask(call).stream().mapToLong(count -> Long.parseLong(text(count.getFirst()))).findAny();
  }

  @Override
  public boolean available() {
    return breaker.isClosed();
  }

  @Override
  public boolean invalidationsHeard() {
    return heard;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Run a script for a request: empty if Redis is away or does not answer in time. */
  private Optional<List<byte[]>> ask(Call call) {
    int session = breaker.session();
    if (session == Breaker.OPEN) {
      return Optional.empty();
    }
    try {
      return Optional.of(run(call, timing.timeout()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException fault) {
      fault(call.operation(), session, fault);
    }
    return Optional.empty();
  }

  private List<byte[]> run(Call call, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    RedissonClient connected = client;
    if (connected == null) {
      throw new IllegalStateException("disconnected");
    }
    RFuture<List<byte[]>> answer =
        connected
            .getScript(ByteArrayCodec.INSTANCE)
            .evalAsync(
                Mode.READ_WRITE,
                call.script(),
                ReturnType.LIST,
                call.keys(),
                call.values().stream().map(RedisCache::bytes).toArray());
    try {
      return answer.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(false); // Has no effect on one that came.
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static byte[] bytes(Object value) {
    return value instanceof byte[] bytes ? bytes : value.toString().getBytes(UTF_8);
  }

  /** Unique, also among instances. */
  private String token() {
    return instance + "." + tokens.incrementAndGet();
  }

  private void fault(Operation operation, int session, Exception fault) {
    metrics.faults(operation).increment();
    LOG.log(Level.DEBUG, () -> "Redis did not answer (" + operation.label() + ")", fault);
    if (breaker.fault(session)) {
      // By name: the client's messages hold whole commands.
      Throwable cause = fault instanceof ExecutionException wrapper ? wrapper.getCause() : fault;
      warn(
          "Redis at {0} did not answer ({1}: {2}). Reads go to PostgreSQL until it does.",
          config.url(), operation.label(), cause.getClass().getSimpleName());
    }
  }

  /** The first of a row of outages is worth a line, a flapping network is not worth a thousand. */
  private synchronized void warn(String message, Object... values) {
    long now = System.nanoTime();
    if (now - nextWarningNanos >= 0) {
      nextWarningNanos = now + BETWEEN_WARNINGS.toNanos();
      warned = true;
      LOG.log(Level.WARNING, message, values);
    } else {
      LOG.log(Level.DEBUG, message, values);
    }
  }

  private synchronized void sayMended(Duration outage) {
    Level level = warned ? Level.INFO : Level.DEBUG;
    LOG.log(level, "Redis at {0} is used, after an outage of {1}.", config.url(), outage);
    warned = false;
  }

  /** The life of the thread that connects, beats, probes and mends. */
  private void run() {
    try {
      do {
        beat();
        noteSilence();
        if (isDeaf()) {
          disconnect();
        }
      } while (!closing.await(timing.heartbeat().toMillis(), TimeUnit.MILLISECONDS));
      if (!missed.isEmpty()) {
        beat(); // The last chance to make them known.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  private void connect() {
    if (client == null) {
      client = Redisson.create(redissonConfig());
      clientNanos = System.nanoTime();
    }
    if (!subscribed) {
      try {
        client
            .getTopic(topic, StringCodec.INSTANCE)
            .addListener(String.class, (_, message) -> hear(message));
        subscribed = true;
      } catch (RuntimeException deaf) {
        // No reason to leave the documents alone: their life is short while nothing is heard.
        LOG.log(Level.DEBUG, "Could not subscribe to " + topic, deaf);
      }
    }
  }

  private void disconnect() {
    breaker.fault(breaker.session());
    subscribed = false;
    if (client != null) {
      client.shutdown(0, 1, TimeUnit.SECONDS);
      client = null;
    }
  }

  private void beat() throws InterruptedException {
    int session = breaker.session();
    try {
      connect();
      run(heartbeat(), PROBE_TIMEOUT);
      if (session != Breaker.OPEN) {
        breaker.alive(session);
        sendMissed();
      } else if (answersInTime()) {
        mend();
      }
    } catch (ExecutionException | TimeoutException | RuntimeException fault) {
      fault(Operation.HEARTBEAT, session, fault);
    }
  }

  /** The heartbeat may have made the connection, and the first command of a cold JVM is slow. */
  private boolean answersInTime()
      throws InterruptedException, ExecutionException, TimeoutException {
    long begun = System.nanoTime();
    run(look(KEYS + "probe", KEYS + "generation:probe"), PROBE_TIMEOUT);
    return System.nanoTime() - begun <= timing.timeout().toNanos();
  }

  /** Make up for what was missed, and only then let requests ask Redis again. */
  private void mend() throws InterruptedException, ExecutionException, TimeoutException {
    Duration outage = breaker.outage();
    if (outage.compareTo(timing.silence()) >= 0) {
      missedTooMany = true;
    }
    sendMissed();
    breaker.close();
    sayMended(outage);
  }

  private void sendMissed() throws InterruptedException, ExecutionException, TimeoutException {
    if (missedTooMany) {
      newEpoch();
    }
    for (Key name : List.copyOf(missed)) {
      missed.remove(name); // First: one that is added from now on belongs to a later commit.
      try {
        run(invalidation(name), PROBE_TIMEOUT);
      } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
        remember(name);
        throw e;
      }
    }
  }

  /** Covers every key that was missed before it begins. */
  private void newEpoch() throws InterruptedException, ExecutionException, TimeoutException {
    missedTooMany = false;
    missed.clear();
    Call call =
        new Call(
            Operation.INVALIDATE,
            NEW_EPOCH,
            List.of(MESSAGES, EPOCH),
            List.of(topic, instance + " clear", token()));
    try {
      run(call, PROBE_TIMEOUT);
    } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
      missedTooMany = true;
      throw e;
    }
  }

  /**
   * Take a message of the topic: {@code <number> <instance> beat}, {@code … clear} or {@code …
   * forget <kind> <key>}.
   */
  private synchronized void hear(String message) {
    String[] parts = message.split(" ", 5);
    try {
      long number = Long.parseLong(parts[0]);
      boolean mine = parts[1].equals(instance);
      if (number == lastMessage) {
        return; // Heard twice, after a subscription that seemed to have failed.
      }
      if (number != lastMessage + 1) {
        clearNear();
      } else {
        obey(parts, mine);
      }
      lastMessage = number;
      if (mine && parts[2].equals("beat")) {
        hearMyself();
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException strange) {
      clearNear(); // Perhaps a newer release's: safe, whatever it says.
      warn("Expected a message of this platform on topic {0}: {1}", topic, strange);
    }
  }

  private void obey(String[] parts, boolean mine) {
    switch (parts[2]) {
      case "beat" -> {}
      case "clear" -> clearNear();
      case "forget" -> {
        if (!mine) {
          DocumentKind kind = DocumentKind.valueOf(parts[3]);
          near.forget(kind, parts[4]);
          metrics.of(kind).invalidatedElsewhere.increment();
        }
      }
      default -> throw new IllegalArgumentException("unknown verb " + parts[2]);
    }
  }

  private void hearMyself() {
    heardNanos = System.nanoTime();
    if (!heard) {
      clearNear(); // Before entries may live longer again: these were loaded while deaf.
      heard = true;
    }
  }

  private synchronized void noteSilence() {
    if (heard && System.nanoTime() - heardNanos > timing.silence().toNanos()) {
      heard = false; // Before the clearing, so that nothing that lives long comes after it.
      clearNear();
      warn("Invalidations on topic {0} of {1} are not heard.", topic, config.url());
    }
  }

  /**
   * Commands work and the topic stays silent: the client does not renew a subscription whose
   * confirmation was lost, so that a new client has to be made, now and then.
   */
  private boolean isDeaf() {
    return !heard
        && breaker.isClosed()
        && System.nanoTime() - clientNanos > timing.silence().multipliedBy(5).toNanos();
  }

  private void clearNear() {
    near.clear();
    metrics.clears.increment();
  }

  private Config redissonConfig() {
    Config redisson =
        new Config()
            .setCodec(ByteArrayCodec.INSTANCE)
            .setLazyInitialization(true)
            .setThreads(2)
            .setNettyThreads(2)
            // The scripts are short, and a restarted Redis does not know their hashes.
            .setUseScriptCache(false)
            .setUsername(config.user().orElse(null))
            .setPassword(config.password().orElse(null));
    redisson
        .useSingleServer()
        .setAddress(config.url())
        .setDatabase(config.database())
        .setConnectionPoolSize(config.poolMax())
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(1)
        .setSubscriptionTimeout((int) CONNECTION_TIMEOUT.toMillis())
        .setConnectTimeout((int) CONNECTION_TIMEOUT.toMillis())
        .setTimeout((int) timing.timeout().toMillis())
        .setRetryAttempts(0)
        // A connection that the network swallowed is noticed by this ping alone.
        .setPingConnectionInterval((int) timing.heartbeat().toMillis())
        .setReconnectionDelay(new ConstantDelay(timing.heartbeat()));
    return redisson;
  }
}
