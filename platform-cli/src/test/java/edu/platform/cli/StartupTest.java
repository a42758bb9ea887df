package edu.platform.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help must be fast: it loads no class of the libraries that do the work. */
class StartupTest {

  private static final List<String> HEAVY =
      List.of(
          "io.helidon.",
          "org.flywaydb.",
          "org.postgresql.",
          "org.redisson.",
          "net.datafaker.",
          "org.HdrHistogram.",
          "io.avaje.",
          "java.util.logging.",
          "java.net.http.");

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void helpLoadsNoHeavyLibrary(String option) throws IOException, InterruptedException {
    List<String> loaded = classesLoadedBy(option);

    assertThat(loaded).as("the list itself").contains("edu.platform.cli.EduCli");
    assertThat(loaded).noneMatch(name -> HEAVY.stream().anyMatch(name::startsWith));
  }

  private static List<String> classesLoadedBy(String option)
      throws IOException, InterruptedException {
    String classPath =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .map(System::getProperty)
            .filter(Objects::nonNull)
            .collect(joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout:none",
                "-cp",
                classPath,
                EduCli.class.getName(),
                option)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(0);
    return output.lines().map(line -> line.replaceFirst(" .*", "")).toList();
  }
}
