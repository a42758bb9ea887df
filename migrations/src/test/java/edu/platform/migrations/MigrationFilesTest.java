package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationFilesTest {

  private static final Path FOLDER = Path.of("src/main/resources/META-INF/migrations");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @Test
  void versionsAreNumberedFromOneToTheLatestWithoutGaps() throws IOException {
    List<Integer> versions =
        files().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith("V"))
            .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
            .sorted()
            .toList();

    assertThat(versions)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, Migrations.LATEST).boxed().toList());
    assertThat(Migrations.LOWEST_SERVABLE).isBetween(1, Migrations.LATEST);
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileSaysWhyAndRunsInOneTransaction(Path file) throws IOException {
    String sql = Files.readString(file);

    assertThat(file.getFileName().toString()).matches("(V[1-9][0-9]*|R)__[a-z0-9_]+\\.sql");
    assertThat(sql).startsWith("-- ");
    // Neither what PostgreSQL refuses in a transaction nor what would end it.
    assertThat(sql).doesNotContainPattern("(?mi)^\\s*(COMMIT|ROLLBACK|VACUUM)\\b");
    assertThat(sql).doesNotContainPattern("(?i)INDEX\\s+CONCURRENTLY");
  }
}
