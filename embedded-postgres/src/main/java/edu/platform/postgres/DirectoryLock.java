package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A data directory is used by one process at a time: a lock that goes when its holder does. */
final class DirectoryLock implements AutoCloseable {

  /**
   * Directories locked in this JVM. Closing any channel on a file drops all locks that the process
   * has on it, so a second attempt of ours must be stopped before it opens one.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Lock a directory, or say who has it.
   *
   * @throws EmbeddedPostgresException {@code DATA_DIRECTORY_IN_USE} if another holds the lock
   * @throws IOException if the lock file cannot be made
   */
  @SuppressWarnings("MustBeClosedChecker") // closed in close(), which the returned lock has
  static DirectoryLock acquire(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(real, "this process");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              real.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        String holder = read(channel);
        throw inUse(
            real, "another process" + (holder.isEmpty() ? "" : " (pid %s)".formatted(holder)));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)), 0);
      return new DirectoryLock(real, channel);
    } catch (IOException | RuntimeException failure) {
      HELD.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw failure;
    }
  }

  /** Unlock; the file stays, since removing it would let two processes lock two files. */
  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(directory);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    return StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static EmbeddedPostgresException inUse(Path directory, String by) {
    return new EmbeddedPostgresException(
        Kind.DATA_DIRECTORY_IN_USE,
        "The data directory %s is in use by %s.%n".formatted(directory, by)
            + "Stop it first, or choose another data directory.");
  }
}
