package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.CapacitySearch.Capacity;
import edu.platform.cli.bench.CapacitySearch.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacitySearchTest {
  private final List<String> tried = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 40, 99, 100, 101, 199, 200, 201, 777, 12_345, 400_000})
  void theCapacityIsFoundToFivePercent(double capacity) throws Exception {
    Capacity found = search(100, rate -> rate <= capacity ? Finding.KEPT : Finding.BROKEN);

    assertThat(found.rate()).isBetween(capacity / 1.06, capacity);
    assertThat(found.confirmed()).isTrue();
    assertThat(found.limitedByGenerator()).isFalse();
    assertThat(tried.getLast()).isEqualTo(found.rate() + " confirmed");
    assertThat(tried).hasSizeLessThan(25);
  }

  @Test
  void ratesAreDoubledAndThenBisected() throws Exception {
    search(100, rate -> rate <= 350 ? Finding.KEPT : Finding.BROKEN);

    assertThat(tried)
        .containsExactly(
            "100.0", "200.0", "400.0", "300.0", "350.0", "375.0", "363.0", "350.0 confirmed");
  }

  @Test
  void aServerThatKeepsNothingHasNoCapacity() throws Exception {
    Capacity found = search(100, _ -> Finding.BROKEN);

    assertThat(found).isEqualTo(new Capacity(0, false, false));
    assertThat(tried).containsExactly("100.0", "50.0", "25.0", "12.5", "6.25", "3.125", "1.5625");
  }

  @Test
  void aGeneratorAtItsLimitIsNotTheServersCapacity() throws Exception {
    Capacity found = search(100, rate -> rate <= 1000 ? Finding.KEPT : Finding.INVALID);

    assertThat(found.rate()).isBetween(950.0, 1000.0);
    assertThat(found.confirmed()).isTrue();
    assertThat(found.limitedByGenerator()).isTrue();
  }

  @Test
  void theLimitIsWhatBrokeTheNextHigherRate() throws Exception {
    Capacity found =
        search(
            100,
            rate -> rate > 1500 ? Finding.INVALID : rate > 1000 ? Finding.BROKEN : Finding.KEPT);

    assertThat(found.limitedByGenerator()).isFalse();
  }

  @Test
  void aServerFasterThanAnyRateLeavesTheGeneratorAsTheLimit() throws Exception {
    Capacity found = search(100, _ -> Finding.KEPT);

    assertThat(found.rate())
        .isBetween(CapacitySearch.HIGHEST_RATE / 2, CapacitySearch.HIGHEST_RATE * 2);
    assertThat(found.limitedByGenerator()).isTrue();
  }

  @Test
  void whatALongerTrialDoesNotConfirmIsLowered() throws Exception {
    Capacity found =
        CapacitySearch.search(
            100,
            (rate, confirming) -> {
              tried.add(rate + (confirming ? " confirmed" : ""));
              return rate <= (confirming ? 300 : 350) ? Finding.KEPT : Finding.BROKEN;
            });

    assertThat(found).isEqualTo(new Capacity(288, true, false));
    assertThat(tried)
        .endsWith(
            "350.0 confirmed",
            "333.0 confirmed",
            "317.0 confirmed",
            "302.0 confirmed",
            "288.0 confirmed");
  }

  @Test
  void whatIsNeverConfirmedIsNoCapacity() throws Exception {
    Capacity found =
        CapacitySearch.search(
            100, (rate, confirming) -> !confirming && rate <= 350 ? Finding.KEPT : Finding.BROKEN);

    assertThat(found).isEqualTo(new Capacity(0, false, false));
  }

  @Test
  void aStoppedSearchGivesWhatWasKeptUntilThen() throws Exception {
    Capacity found =
        search(
            100,
            rate -> rate == 300 ? Finding.STOPPED : rate < 300 ? Finding.KEPT : Finding.BROKEN);

    assertThat(found).isEqualTo(new Capacity(200, false, false));
    assertThat(tried).containsExactly("100.0", "200.0", "400.0", "300.0");
  }

  private interface Server {
    Finding at(double rate);
  }

  private Capacity search(double start, Server server) throws InterruptedException {
    return CapacitySearch.search(
        start,
        (rate, confirming) -> {
          tried.add(rate + (confirming ? " confirmed" : ""));
          return server.at(rate);
        });
  }
}
