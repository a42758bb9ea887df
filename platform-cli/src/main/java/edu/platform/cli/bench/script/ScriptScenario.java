package edu.platform.cli.bench.script;

import edu.platform.cli.bench.Probe;
import edu.platform.cli.bench.Scenario;
import edu.platform.cli.bench.Target;
import edu.platform.cli.bench.ThinkTime;
import edu.platform.cli.bench.VirtualUser;
import java.util.List;

/** A scenario that does what a script says. */
public final class ScriptScenario implements Scenario {
  private final Target target;
  private final Script script;

  ScriptScenario(Target target, Script script) {
    this.target = target;
    this.script = script;
  }

  /** Return whether any step changes something at the target. */
  public boolean writes() {
    return script.flows().stream()
        .flatMap(flow -> flow.steps().stream())
        .anyMatch(step -> step.method().writes());
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public List<String> operations() {
    return script.operations();
  }

  @Override
  public ThinkTime thinkTime() {
    return script.think();
  }

  @Override
  public List<String> prepare(Probe probe) {
    int health = probe.get("/healthz").status();
    if (health != 200) {
      throw probe.unavailable(target.url() + "/healthz answers " + health + ", expected 200");
    }
    script.sources().forEach(source -> source.prepare(probe));
    return List.of();
  }

  @Override
  public VirtualUser newUser(long seed, boolean paced) {
    return new ScriptUser(target, script, seed);
  }
}
