package edu.platform.postgres;

import java.util.List;

/**
 * What differs between a database that is kept and one for a test.
 *
 * @param durable whether data must survive a crash of the machine
 * @param minimumFreeBytes what must be free before a new database is made
 */
record Options(boolean durable, long minimumFreeBytes) {

  /** A new database takes 40 MB, its write-ahead log at first 16 more, seeded data the rest. */
  private static final long MINIMUM_FREE_BYTES = 300L * 1024 * 1024;

  static final Options KEPT = new Options(true, MINIMUM_FREE_BYTES);
  static final Options TEMPORARY = new Options(false, MINIMUM_FREE_BYTES);

  /** Return the settings that every start is given, as {@code name=value}. */
  List<String> settings() {
    return durable ? COMMON : NOT_DURABLE;
  }

  private static final List<String> COMMON =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=100",
          "shared_buffers=128MB",
          "max_wal_size=2GB", // seeding writes much at once
          "jit=off", // short statements: compiling costs more than it saves
          "timezone=UTC",
          "log_timezone=UTC",
          "lc_messages=C",
          // Details and statements may hold personal data: they stay out of the log.
          "log_error_verbosity=terse",
          "log_min_error_statement=panic");

  private static final List<String> NOT_DURABLE =
      java.util.stream.Stream.concat(
              COMMON.stream(),
              java.util.stream.Stream.of(
                  "fsync=off", "synchronous_commit=off", "full_page_writes=off"))
          .toList();
}
