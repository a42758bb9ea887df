package edu.platform.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counting for all instances together, and for each alone while Redis is gone. */
@Timeout(60)
class RateCounterIT {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private RedisServer redis;
  private Instance one;
  private Instance other;

  @BeforeEach
  void start() {
    redis = new RedisServer();
    one = Instance.on(redis.port()).ready();
    other = Instance.on(redis.port()).ready();
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    redis.close();
  }

  @Test
  void instancesCountTogether() {
    RateCounter here = new RateCounter(one.cache);
    RateCounter there = new RateCounter(other.cache);

    assertThat(here.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(1);
    assertThat(there.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(2);
    assertThat(here.count("writes:user:8", MINUTE, Instance.NOON)).isEqualTo(1);
    assertThat(here.count("reads:user:7", MINUTE, Instance.NOON)).isEqualTo(1);
  }

  @Test
  void theNextSpanBeginsAnewAndTheLastIsForgotten() {
    RateCounter counter = new RateCounter(one.cache);
    counter.count("writes:user:7", MINUTE, Instance.NOON);

    assertThat(counter.count("writes:user:7", MINUTE, Instance.NOON.plus(MINUTE).minusMillis(1)))
        .isEqualTo(2);
    assertThat(counter.count("writes:user:7", MINUTE, Instance.NOON.plus(MINUTE))).isEqualTo(1);
    long span = Instance.NOON.toEpochMilli() / MINUTE.toMillis();
    assertThat(redis.command("PTTL edu:1:count:writes:user:7:" + span))
        .as("milliseconds until it is forgotten")
        .matches(":[1-9][0-9]{0,4}");
  }

  @Test
  void whileRedisIsGoneEachInstanceCountsAlone() {
    RateCounter here = new RateCounter(one.cache);
    RateCounter there = new RateCounter(other.cache);
    here.count("writes:user:7", MINUTE, Instance.NOON);

    redis.close();
    await().until(() -> !one.up() && !other.up());

    assertThat(here.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(1);
    assertThat(here.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(2);
    assertThat(there.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(1);
  }

  @Test
  void withoutRedisTheInstanceCountsAlone() {
    try (Instance alone = Instance.alone()) {
      RateCounter counter = new RateCounter(alone.cache);

      assertThat(counter.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(1);
      assertThat(counter.count("writes:user:7", MINUTE, Instance.NOON)).isEqualTo(2);
    }
  }
}
