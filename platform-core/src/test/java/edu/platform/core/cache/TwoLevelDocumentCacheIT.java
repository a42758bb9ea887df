package edu.platform.core.cache;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class TwoLevelDocumentCacheIT extends DocumentCacheContract {

  private static RedisServer redis;

  @BeforeAll
  static void startRedis() {
    redis = new RedisServer();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Override
  Instance instance() {
    redis.command("FLUSHALL");
    return Instance.on(redis.port()).ready();
  }
}
