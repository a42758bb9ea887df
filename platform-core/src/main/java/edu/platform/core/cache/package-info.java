/**
 * Ready-to-send documents, cached in two levels: a near cache in the process and, where Redis is
 * configured, one that all instances share. It owns the keys {@code edu:…} of Redis and the topic
 * on which instances tell each other what to forget; it owns no table. Features read through {@link
 * edu.platform.core.cache.DocumentCache#get} and call {@link
 * edu.platform.core.cache.DocumentCache#invalidate} after a commit. A fault of a cache is counted
 * and logged, and never fails a request.
 */
package edu.platform.core.cache;
