package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's launcher, with a java that prints its arguments. */
class LauncherTest {

  @TempDir Path folder;

  private Path home;
  private Path launcher;

  @BeforeEach
  void makeImage() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("an image"));
    launcher = Files.createDirectories(home.resolve("bin")).resolve("edu-cli");
    Files.copy(Path.of("src/image/bin/edu-cli"), launcher);
    executable(launcher);
    Path java = Files.createDirectories(home.resolve("runtime/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    executable(java);
  }

  @Test
  void javaIsTheImagesOwnAndArgumentsArePassedAsTheyAre() throws Exception {
    CliRun run = launch(launcher, Map.of(), "bench", "--assert", "p99 < 50ms");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out().lines())
        .containsExactly(
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Dedu.home=" + home,
            "-Dedu.postgres.home=" + home.resolve("postgres"),
            "-p",
            home.resolve("lib").toString(),
            "-m",
            "edu.platform.cli/edu.platform.cli.EduCli",
            "bench",
            "--assert",
            "p99 < 50ms");
  }

  @Test
  void theImageIsFoundThroughSymbolicLinks() throws Exception {
    Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));

    assertThat(launch(relative, Map.of()).out()).contains("-Dedu.home=" + home);
    assertThat(launch(absolute, Map.of()).out()).contains("-Dedu.home=" + home);
  }

  @Test
  void theCacheIsUsedWhenThereIsOne() throws Exception {
    Files.createFile(home.resolve("edu-cli.aot"));

    assertThat(launch(launcher, Map.of()).out().lines())
        .contains("-XX:AOTCache=" + home.resolve("edu-cli.aot"));
  }

  @Test
  void optionsOfTheJvmAreWords() throws Exception {
    assertThat(launch(launcher, Map.of("EDU_JAVA_OPTS", "-Xmx1g -Da=b")).out().lines())
        .contains("-Xmx1g", "-Da=b");
  }

  @Test
  void anImageWithoutARuntimeIsTold() throws Exception {
    Files.delete(home.resolve("runtime/bin/java"));

    CliRun run = launch(launcher, Map.of());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("no complete runtime image");
  }

  private static CliRun launch(Path command, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> line = new java.util.ArrayList<>(List.of(command.toString()));
    line.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().remove("EDU_JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CliRun(process.waitFor(), out, err);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
