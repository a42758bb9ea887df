package edu.platform.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.TestServer;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BenchInterruptTest {

  @Test
  void controlCPrintsWhatWasMeasuredAndEndsWith130() throws Exception {
    CountDownLatch underWay = new CountDownLatch(200);
    TestServer.Responder counting =
        exchange -> {
          new FakePlatform().respond(exchange);
          underWay.countDown();
        };
    try (TestServer platform = new TestServer(counting)) {
      Process process = start("--target", platform.url(), "--warmup", "0s", "--duration", "0s");
      underWay.await();

      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(out.lines().toList().get(1)).startsWith("stopped after ");
      String all = out.lines().filter(line -> line.startsWith("all  ")).findFirst().orElseThrow();
      List<String> cells = List.of(all.split(" +"));
      assertThat(Long.parseLong(cells.get(1))).isEqualTo(platform.requests() - 3);
      assertThat(cells.get(3)).as("errors").isEqualTo("0");
    }
  }

  private static Process start(String... options) throws Exception {
    String classPath =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .map(System::getProperty)
            .filter(Objects::nonNull)
            .collect(joining(File.pathSeparator));
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath,
                    EduCli.class.getName(),
                    "bench"),
                Stream.of(options))
            .toList();
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
