package edu.platform.core.broken.one;

import org.redisson.api.RedissonClient;

record UsesRedis(RedissonClient redis) {}
