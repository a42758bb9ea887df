package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code bench --find-capacity}.
 *
 * @param verdict {@code passed}, {@code failed} (no rate keeps the assertions) or {@code invalid}
 *     (the load generator was the limit)
 * @param rate highest requests a second that kept the assertions, 0 if none did
 * @param confirmed whether a longer trial kept them too
 * @param limitedByGenerator whether the next higher rate was too much for the load generator
 * @param interrupted whether the search was stopped before its end
 * @param assertions that were to hold
 * @param plan what was asked for: its stage is that of the first trial and of the confirmation
 * @param trials in their order
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record BenchCapacity(
    String verdict,
    double rate,
    boolean confirmed,
    boolean limitedByGenerator,
    boolean interrupted,
    List<String> assertions,
    BenchResult.Plan plan,
    List<Trial> trials) {

  /**
   * A trial.
   *
   * @param rate requests a second that were due
   * @param confirming whether it was to confirm what was found
   * @param finding {@code kept}, {@code broken}, {@code invalid} or {@code stopped}
   * @param result what was measured
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Trial(double rate, boolean confirming, String finding, BenchResult result) {}
}
