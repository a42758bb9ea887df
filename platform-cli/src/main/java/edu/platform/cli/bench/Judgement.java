package edu.platform.cli.bench;

import java.util.List;

/**
 * What a result is worth.
 *
 * @param objections why it says nothing about the server, see {@link Validity}
 * @param outcomes of the assertions, in their order
 */
public record Judgement(List<String> objections, List<Assertion.Outcome> outcomes) {
  public Judgement {
    objections = List.copyOf(objections);
    outcomes = List.copyOf(outcomes);
  }

  /** Judge a result. */
  public static Judgement of(RunResult result, List<Assertion> assertions) {
    return new Judgement(
        Validity.objections(result),
        assertions.stream().map(assertion -> assertion.check(result)).toList());
  }

  /** Return whether the result can be trusted and all assertions hold. */
  public boolean passed() {
    return objections.isEmpty() && outcomes.stream().allMatch(Assertion.Outcome::passed);
  }

  /** Return the verdict in a word: {@code passed}, {@code failed} or {@code invalid}. */
  public String verdict() {
    if (!objections.isEmpty()) {
      return "invalid";
    }
    return passed() ? "passed" : "failed";
  }
}
