package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An unpacked PostgreSQL: {@code bin}, {@code lib} and {@code share}. */
record ServerBinaries(Path home) {

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /**
   * Return the binaries in a folder.
   *
   * @throws EmbeddedPostgresException {@code SERVER_MISSING} if they are not there
   */
  static ServerBinaries in(Path home) {
    ServerBinaries binaries = new ServerBinaries(home.toAbsolutePath().normalize());
    for (String program : new String[] {binaries.postgres(), binaries.initdb()}) {
      if (!Files.isExecutable(Path.of(program))) {
        throw new EmbeddedPostgresException(
            Kind.SERVER_MISSING,
            "No PostgreSQL server was found: there is no program %s.%n".formatted(program)
                + "Build the image again, or point %s at an unpacked PostgreSQL."
                    .formatted(EmbeddedPostgres.HOME_PROPERTY));
      }
    }
    return binaries;
  }

  String postgres() {
    return home.resolve("bin/postgres").toString();
  }

  String initdb() {
    return home.resolve("bin/initdb").toString();
  }

  /** Ask the server for its major version, such as {@code 17}. */
  String majorVersion() throws IOException {
    Process process = new ProcessBuilder(postgres(), "--version").redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    Matcher version = VERSION.matcher(output);
    if (!version.find()) {
      throw new EmbeddedPostgresException(
          Kind.DID_NOT_START,
          "'%s --version' gave no version but: %s".formatted(postgres(), output));
    }
    return version.group(1);
  }
}
