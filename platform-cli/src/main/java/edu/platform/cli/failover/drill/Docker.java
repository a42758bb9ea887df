package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Parallel;
import edu.platform.cli.failover.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The {@code docker} command, for the containers of one Compose project. */
public final class Docker {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String project;

  /**
   * Make it; nothing is run yet.
   *
   * @param project name of the Compose project
   */
  public Docker(String project) {
    this.project = project;
  }

  /** Name of the Compose project. */
  public String project() {
    return project;
  }

  /**
   * Run docker.
   *
   * @param arguments without the command's name
   * @return what it printed, stripped
   * @throws UnavailableException if it cannot be run, takes more than a minute, or fails
   */
  public String run(List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    String shown = String.join(" ", command);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      throw new UnavailableException(
          "'docker' cannot be run: " + missing.getMessage(),
          "Drills need the Docker engine that runs the stack, on this machine"
              + " (provisioning/ci-docker.sh start).",
          missing);
    }
    FutureTask<String> output =
        Parallel.start(
            () -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    String text;
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new UnavailableException(
            "'" + shown + "' took more than " + LIMIT.toSeconds() + " s",
            "Look at the Docker engine: docker info.");
      }
      text = Parallel.result(output).strip();
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new UnavailableException(
          "'" + shown + "' failed: " + text.lines().reduce((_, last) -> last).orElse("no message"),
          "Look at the Docker engine and the stack: docker info; docker compose ps -a.");
    }
    return text;
  }

  /** Run docker. */
  public String run(String... arguments) throws InterruptedException {
    return run(List.of(arguments));
  }

  /**
   * Return the containers of a service.
   *
   * @param service its name in the Compose file
   * @param running whether stopped ones are left out
   * @return their names, sorted
   */
  public List<String> containers(String service, boolean running) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "ps",
                "--filter",
                "label=com.docker.compose.project=" + project,
                "--filter",
                "label=com.docker.compose.service=" + service,
                "--filter",
                "label=com.docker.compose.oneoff=False",
                "--format",
                "{{.Names}}"));
    if (!running) {
      arguments.add("--all");
    }
    return run(arguments).lines().sorted().toList();
  }

  /**
   * Return the one running container of a service.
   *
   * @throws UnavailableException if there is none
   */
  public String container(String service) throws InterruptedException {
    return containers(service, true).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new UnavailableException(
                    "no running container of the service " + service + " in project " + project,
                    "Start the stack ('docker compose up -d --wait'), or name its project by"
                        + " --project."));
  }
}
