package edu.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that holds a server until its standard input ends, or it is killed. */
final class DatabaseHolder {

  private DatabaseHolder() {}

  /** Arguments: folder of the server, data directory. Prints the server's process number. */
  @SuppressWarnings("SystemOut")
  static void main(String[] args) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]))) {
      System.out.println(postgres.pid());
      System.out.flush();
      System.in.read();
    }
  }
}
