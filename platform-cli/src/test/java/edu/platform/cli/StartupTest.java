package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
          "com.networknt.",
          "io.netty.",
          "tools.jackson.",
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
    Process process =
        new ProcessBuilder(CliProcess.command(List.of("-Xlog:class+load:stdout:none"), option))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(0);
    return output.lines().map(line -> line.replaceFirst(" .*", "")).toList();
  }
}
