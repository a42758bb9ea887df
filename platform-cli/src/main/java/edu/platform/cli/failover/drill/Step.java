package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.PatroniClient;
import edu.platform.cli.failover.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Breaks one thing. */
public sealed interface Step {

  /**
   * Do it.
   *
   * @throws UnavailableException if it fails
   */
  void apply(Docker docker) throws InterruptedException;

  /** What undoes it; none where it passes by itself. */
  Optional<Heal> heal();

  /** What it does, for people. */
  String text();

  /** Kills a container with all that is in it, as a loss of power does. It stays dead. */
  record KillContainer(String container) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      var _ = docker.run("kill", "--signal", "KILL", container);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Start(container));
    }

    @Override
    public String text() {
      return "kill " + container;
    }
  }

  /** Freezes a container: its kernel goes on acknowledging what is sent to it. */
  record PauseContainer(String container) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      var _ = docker.run("pause", container);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Unpause(container));
    }

    @Override
    public String text() {
      return "pause " + container;
    }
  }

  /** Restarts a container. */
  record RestartContainer(String container) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      var _ = docker.run("restart", "--time", "1", container);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Start(container));
    }

    @Override
    public String text() {
      return "restart " + container;
    }
  }

  /** Takes a container out of a network. */
  record CutNetwork(String container, String network, List<String> aliases) implements Step {
    /** Copies the list. */
    public CutNetwork {
      aliases = List.copyOf(aliases);
    }

    @Override
    public void apply(Docker docker) throws InterruptedException {
      var _ = docker.run("network", "disconnect", network, container);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Connect(container, network, aliases));
    }

    @Override
    public String text() {
      return "cut " + container + " off the network " + network;
    }
  }

  /** Kills processes within a container that goes on, or is restarted by the engine. */
  record KillProcesses(String container, String processes) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      Processes.signal(docker, container, "KILL", processes);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Start(container));
    }

    @Override
    public String text() {
      return "kill " + processes + " in " + container;
    }
  }

  /** Freezes processes within a container. */
  record FreezeProcesses(String container, String processes) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      Processes.signal(docker, container, "STOP", processes);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Thaw(container, processes));
    }

    @Override
    public String text() {
      return "freeze " + processes + " in " + container;
    }
  }

  /** Waits between two faults. */
  record Wait(Duration time) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      Thread.sleep(time);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "wait " + time.toMillis() + " ms";
    }
  }

  /** Slows Redis down: it runs a tenth of the time. Ends by itself. */
  record SlowRedis(String container, Duration time) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      String script =
          "i=0; while [ $i -lt "
              + time.toMillis() / 500
              + " ]; do\n"
              + Processes.script("STOP", Processes.REDIS)
              + "sleep 0.45\n"
              + Processes.script("CONT", Processes.REDIS)
              + "sleep 0.05; i=$((i + 1)); done";
      var _ = docker.run("exec", "--detach", container, "sh", "-c", script);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Thaw(container, Processes.REDIS));
    }

    @Override
    public String text() {
      return "let redis in " + container + " run for 50 of every 500 ms";
    }
  }

  /** Fills the disk of a member, which has a volume of limited size. */
  record FillDisk(String container, String path) implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      // Ends with an error when the disk is full, which is what it is for.
      var _ =
          docker.run(
              "exec",
              container,
              "sh",
              "-c",
              "dd if=/dev/zero of=" + path + " bs=1M 2>/dev/null; [ -s " + path + " ]");
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.of(new Heal.Delete(container, path));
    }

    @Override
    public String text() {
      return "fill the disk of " + container;
    }
  }

  /** Has the leader hand over. */
  record Switchover(
      PatroniClient patroni, URI leader, String leaderName, String user, String password)
      implements Step {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      patroni.switchover(leader, leaderName, user, password);
    }

    @Override
    public Optional<Heal> heal() {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "ask " + leaderName + " to hand over (POST /switchover)";
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return text();
    }
  }
}
