package edu.platform.core.cache;

import static edu.platform.core.cache.DocumentKind.COURSE_CARD;
import static edu.platform.core.cache.DocumentKind.COURSE_LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.platform.core.cache.CacheMetrics.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One or two instances on a Redis that fails them. */
@Timeout(120)
class RedisFaultsIT {

  /** Silence so long that no test reaches it: every outage is a short one. */
  private static final RedisCache.Timing PATIENT =
      new RedisCache.Timing(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMinutes(10));

  private static final int REQUESTS = 200;

  private final RedisServer redis = new RedisServer();
  private final TcpProxy network = new TcpProxy(redis.port());
  private Instance one;

  @BeforeEach
  void start() {
    one = Instance.on(network.port()).ready();
  }

  @AfterEach
  void stop() {
    one.close();
    network.close();
    redis.close();
  }

  @Test
  void aKilledRedisFailsNoRequestAndIsUsedAgainWhenItIsBack() {
    one.card("7", "one");

    redis.kill();
    readsArriveWithOneTimeoutAtMost();
    redis.start();

    await("it is used again").until(() -> one.up() && one.heard());
    one.card("new", "stored");
    assertThat(redis.command("EXISTS edu:1:course_card:new")).isEqualTo(":1");
  }

  @Test
  void aFrozenRedisCostsOneTimeout() {
    redis.freeze();
    readsArriveWithOneTimeoutAtMost();
    redis.thaw();

    await("it is used again").until(() -> one.up() && one.heard());
  }

  @Test
  void aSlowRedisCostsOneTimeout() {
    network.delay(Duration.ofSeconds(3));
    readsArriveWithOneTimeoutAtMost();
    network.heal();

    await("it is used again").until(() -> one.up() && one.heard());
  }

  @Test
  void aCutNetworkFailsNoRequest() {
    network.cut();
    readsArriveWithOneTimeoutAtMost();
    network.heal();

    await("it is used again").until(() -> one.up() && one.heard());
  }

  @Test
  void invalidationsDoNotFailEither() {
    one.card("7", "before");
    network.cut();

    one.cache.invalidate(COURSE_CARD, "7");

    assertThat(one.card("7", "after")).isEqualTo("after");
  }

  @Test
  void anInstanceStartsWithoutRedis() {
    network.cut();

    try (Instance late = Instance.on(network.port())) {
      assertThat(late.card("7", "one")).isEqualTo("one");
      assertThat(late.up()).isFalse();

      network.heal();
      await("it is used").until(() -> late.up() && late.heard());
    }
  }

  @Test
  void withoutTheTopicNearDocumentsLiveASecond() {
    one.get(COURSE_LIST, "7", "before");

    network.muteTopic();
    await("silence is noticed").until(() -> !one.heard());

    assertThat(one.get(COURSE_LIST, "7", "during")).isEqualTo("during");
    one.clock.advance(Duration.ofMillis(999));
    assertThat(one.get(COURSE_LIST, "7", "during 2")).isEqualTo("during");
    one.clock.advance(Duration.ofMillis(1));
    assertThat(one.get(COURSE_LIST, "7", "during 3")).isEqualTo("during 3");
  }

  @Test
  void whenTheTopicIsBackTheNearCacheIsClearedAndLivesLongAgain() {
    network.muteTopic();
    await("silence is noticed").until(() -> !one.heard());
    one.get(COURSE_LIST, "7", "during");

    network.heal();
    await("it is heard").atMost(Duration.ofSeconds(60)).until(one::heard);

    assertThat(one.get(COURSE_LIST, "7", "after")).isEqualTo("after");
    one.clock.advance(Duration.ofSeconds(9));
    assertThat(one.get(COURSE_LIST, "7", "later")).isEqualTo("after");
  }

  @Test
  void aWriteWithoutTheTopicIsSeenWithinASecond() {
    try (Instance other = Instance.on(redis.port()).ready()) {
      network.muteTopic();
      await("silence is noticed").until(() -> !one.heard());
      one.card("7", "before");

      other.cache.invalidate(COURSE_CARD, "7");
      one.clock.advance(Duration.ofSeconds(1));

      assertThat(one.card("7", "after")).isEqualTo("after");
    }
  }

  @Test
  void aWriteMissedInAShortOutageIsMadeKnownAfterIt() {
    one.close(); // To it the outage may be a long one.
    Instance writer = Instance.on(network.port(), new ManualClock(Instance.NOON), PATIENT).ready();
    Instance reader = Instance.on(redis.port(), new ManualClock(Instance.NOON), PATIENT).ready();
    try (writer;
        reader) {
      reader.card("7", "before");
      reader.card("8", "untouched");
      network.cut();
      await("the writer notices").until(() -> !writer.up());

      writer.cache.invalidate(COURSE_CARD, "7");
      assertThat(reader.card("7", "after")).isEqualTo("before");
      network.heal();

      await().until(() -> reader.card("7", "after").equals("after"));
      assertThat(reader.card("8", "other")).isEqualTo("untouched");
      await("the writer is back").until(writer::up);
      assertThat(writer.card("7", "later")).isEqualTo("after");
    }
  }

  @Test
  void documentsFromBeforeALongOutageAreNotServed() {
    Instance writer = Instance.on(network.port()).ready();
    one.card("7", "before");
    network.cut();
    await("silence is noticed").until(() -> !one.heard() && !one.up());
    writer.cache.invalidate(COURSE_CARD, "7");
    writer.close(); // It dies before it can make its write known.
    assertThat(redis.command("EXISTS edu:1:course_card:7")).isEqualTo(":1");

    network.heal();
    await("Redis is used").until(() -> one.up() && one.heard());

    assertThat(one.card("7", "after")).isEqualTo("after");
  }

  @Test
  void aLongOutageOfOneClearsTheNearCachesOfAll() {
    try (Instance other = Instance.on(redis.port()).ready()) {
      other.card("7", "before");
      network.cut();
      await("silence is noticed").until(() -> !one.heard() && !one.up());

      network.heal();

      await().until(() -> other.card("7", "after").equals("after"));
    }
  }

  @Test
  void aLoadThatBeganBeforeRedisLostItsDataIsNotStored() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> load =
          threads.submit(
              () ->
                  one.get(
                      COURSE_CARD,
                      "7",
                      () -> {
                        loading.countDown();
                        pass(release);
                        return Optional.of(one.document("before"));
                      }));
      loading.await();
      redis.command("FLUSHALL");
      release.countDown();

      assertThat(load.get()).isEqualTo("before");
    }
    assertThat(one.counts(COURSE_CARD).refused.sum()).isEqualTo(1);
    assertThat(redis.command("EXISTS edu:1:course_card:7")).isEqualTo(":0");
  }

  @Test
  void closingMakesMissedWritesKnown() {
    one.close(); // To it the outage may be a long one.
    Instance reader = Instance.on(redis.port(), new ManualClock(Instance.NOON), PATIENT).ready();
    Instance writer = Instance.on(network.port(), new ManualClock(Instance.NOON), PATIENT).ready();
    try (reader) {
      reader.card("7", "before");
      network.cut();
      await("the writer notices").until(() -> !writer.up());
      writer.cache.invalidate(COURSE_CARD, "7");

      network.heal();
      writer.close();

      await().until(() -> reader.card("7", "after").equals("after"));
    }
  }

  /** Every key is a new one, so that each of these reads would ask Redis. */
  private void readsArriveWithOneTimeoutAtMost() {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(one.card("key " + i, "text " + i)).isEqualTo("text " + i);
    }
    await("the breaker opens").until(() -> !one.up());
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(one.card("other key " + i, "text " + i)).isEqualTo("text " + i);
    }

    assertThat(one.loads.get()).isGreaterThanOrEqualTo(2 * REQUESTS);
    assertThat(
            one.cache.metrics.faults(Operation.READ).sum()
                + one.cache.metrics.faults(Operation.STORE).sum())
        .isLessThanOrEqualTo(1);
    assertThat(one.counts(COURSE_CARD).redisSkips.sum()).isGreaterThanOrEqualTo(REQUESTS);
  }

  private static void pass(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
