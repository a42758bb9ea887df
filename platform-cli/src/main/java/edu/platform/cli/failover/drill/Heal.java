package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.json.DrillState;
import java.util.ArrayList;
import java.util.List;

/** Undoes a fault. Doing it twice, or where nothing is broken, does no harm. */
public sealed interface Heal {

  /**
   * Do it.
   *
   * @throws UnavailableException if it fails
   */
  void apply(Docker docker) throws InterruptedException;

  /** What it does, for people. */
  String text();

  /** As it is kept for {@code --heal}. */
  DrillState.HealStep saved();

  /**
   * Read a kept one.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  static Heal of(DrillState.HealStep saved) {
    return switch (saved.kind()) {
      case "start" -> new Start(saved.container());
      case "unpause" -> new Unpause(saved.container());
      case "connect" -> new Connect(saved.container(), saved.detail(), saved.values());
      case "thaw" -> new Thaw(saved.container(), saved.detail());
      case "delete" -> new Delete(saved.container(), saved.detail());
      case "configure" -> new Configure(saved.container(), saved.detail());
      default -> throw new IllegalArgumentException("unknown way to heal: " + saved.kind());
    };
  }

  /** Starts a container that was killed. */
  record Start(String container) implements Heal {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      var _ = docker.run("start", container);
    }

    @Override
    public String text() {
      return "start " + container;
    }

    @Override
    public DrillState.HealStep saved() {
      return new DrillState.HealStep("start", container, "", List.of());
    }
  }

  /** Lets a paused container go on. */
  record Unpause(String container) implements Heal {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      if (docker.run("inspect", "-f", "{{.State.Paused}}", container).equals("true")) {
        var _ = docker.run("unpause", container);
      }
    }

    @Override
    public String text() {
      return "unpause " + container;
    }

    @Override
    public DrillState.HealStep saved() {
      return new DrillState.HealStep("unpause", container, "", List.of());
    }
  }

  /** Puts a container back into a network, with the names it had there. */
  record Connect(String container, String network, List<String> aliases) implements Heal {
    /** Copies the list. */
    public Connect {
      aliases = List.copyOf(aliases);
    }

    @Override
    public void apply(Docker docker) throws InterruptedException {
      String connected =
          docker.run(
              "inspect",
              "-f",
              "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}\n{{end}}",
              container);
      if (connected.lines().anyMatch(network::equals)) {
        return;
      }
      List<String> arguments = new ArrayList<>(List.of("network", "connect"));
      for (String alias : aliases) {
        arguments.addAll(List.of("--alias", alias));
      }
      arguments.addAll(List.of(network, container));
      var _ = docker.run(arguments);
    }

    @Override
    public String text() {
      return "connect " + container + " to " + network;
    }

    @Override
    public DrillState.HealStep saved() {
      return new DrillState.HealStep("connect", container, network, aliases);
    }
  }

  /** Lets frozen processes go on. */
  record Thaw(String container, String processes) implements Heal {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      Processes.signal(docker, container, "CONT", processes);
    }

    @Override
    public String text() {
      return "let " + processes + " in " + container + " go on";
    }

    @Override
    public DrillState.HealStep saved() {
      return new DrillState.HealStep("thaw", container, processes, List.of());
    }
  }

  /** Deletes a file that filled a disk. */
  record Delete(String container, String path) implements Heal {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      if (docker.run("inspect", "-f", "{{.State.Running}}", container).equals("true")) {
        var _ = docker.run("exec", container, "rm", "-f", path);
      } else {
        throw new UnavailableException(
            container + " does not run: " + path + " in it cannot be deleted",
            "docker start " + container + ", then edu-cli failover-check --heal.");
      }
    }

    @Override
    public String text() {
      return "delete " + path + " in " + container;
    }

    @Override
    public DrillState.HealStep saved() {
      return new DrillState.HealStep("delete", container, path, List.of());
    }
  }

  /** Gives the cluster settings back that a drill has changed, by a member's own tool. */
  record Configure(String container, String setting) implements Heal {
    @Override
    public void apply(Docker docker) throws InterruptedException {
      var _ =
          docker.run(
              "exec", container, "patronictl", "edit-config", "--force", "--quiet", "-s", setting);
    }

    @Override
    public String text() {
      return "set " + setting;
    }

    @Override
    public DrillState.HealStep saved() {
      return new DrillState.HealStep("configure", container, setting, List.of());
    }
  }
}
