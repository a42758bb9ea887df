package edu.platform.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** edu-cli in a JVM of its own, on the class path of the tests. */
final class CliProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;

  private CliProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Starts edu-cli; what it prints goes into a file in a folder. */
  static CliProcess start(Path folder, String... args) throws IOException {
    Path out = Files.createTempFile(folder, "edu-cli", ".out");
    Process process =
        new ProcessBuilder(command(List.of(), args))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    return new CliProcess(process, out);
  }

  /** The command line of a JVM that runs edu-cli. */
  static List<String> command(List<String> jvmOptions, String... args) {
    String classPath =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .map(System::getProperty)
            .filter(Objects::nonNull)
            .collect(joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-Dedu.postgres.home=" + System.getProperty("edu.postgres.home"));
    command.addAll(List.of("-cp", classPath, EduCli.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  CliProcess awaitText(String text) throws IOException {
    await().atMost(LIMIT).until(() -> output().contains(text) || !process.isAlive());
    assertThat(output()).contains(text);
    return this;
  }

  String output() throws IOException {
    return Files.readString(out);
  }

  /** Sends SIGTERM. */
  CliProcess terminate() {
    process.destroy();
    return this;
  }

  /** Sends SIGKILL. */
  CliProcess kill() {
    process.destroyForcibly();
    return this;
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
