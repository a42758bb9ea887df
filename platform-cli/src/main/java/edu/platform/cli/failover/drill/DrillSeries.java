package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.json.DrillResult;
import edu.platform.cli.json.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Drills one after another, perhaps over several runs of the program: each result is a line of a
 * file, and what the file has is not done again.
 *
 * @param drills what is tried, in order; the first has the index 1
 * @param file where results are kept; none: nowhere
 */
public record DrillSeries(List<Drill> drills, Optional<Path> file) {

  /** Copies the list. */
  public DrillSeries {
    drills = List.copyOf(drills);
  }

  /**
   * Make a series of drills, one round of all after another.
   *
   * @param names drills, {@code all} or {@code random}
   * @param repeat rounds; of {@code random}: drills
   * @param randomSeed decides what {@code random} is: the same each time
   * @throws IllegalArgumentException if a name is unknown
   */
  public static List<Drill> of(List<String> names, int repeat, long randomSeed) {
    List<Drill> round = new ArrayList<>();
    Random random = new Random(randomSeed);
    List<Drill> ordinary = Drill.allOrdinary();
    boolean isRandom = names.equals(List.of("random"));
    List<Drill> drills = new ArrayList<>();
    if (isRandom) {
      for (int i = 0; i < repeat; i++) {
        drills.add(ordinary.get(random.nextInt(ordinary.size())));
      }
      return drills;
    }
    for (String name : names) {
      if (name.equals("all")) {
        round.addAll(ordinary);
      } else {
        round.add(
            Drill.of(name)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "there is no drill '" + name + "'; there are " + names())));
      }
    }
    for (int i = 0; i < repeat; i++) {
      drills.addAll(round);
    }
    return drills;
  }

  private static String names() {
    List<String> names = new ArrayList<>();
    for (Drill drill : Drill.values()) {
      names.add(drill.toString());
    }
    return String.join(", ", names) + ", all, random";
  }

  /**
   * Return the results that the file has.
   *
   * @return by their index
   * @throws UnavailableException if it cannot be read, or is of another series
   */
  public Map<Integer, DrillResult> done() {
    Map<Integer, DrillResult> done = new TreeMap<>();
    if (file.isEmpty() || !Files.exists(file.get())) {
      return done;
    }
    read(file.get()).forEach(result -> done.put(result.index(), result));
    done.forEach(
        (index, result) -> {
          if (index > drills.size() || !drills.get(index - 1).toString().equals(result.drill())) {
            throw new UnavailableException(
                file.get() + " is of another series: its number " + index + " is " + result.drill(),
                "Give the same --drill, --repeat and --random-seed, or name another file.");
          }
        });
    return done;
  }

  /**
   * Return the results of a file.
   *
   * @param file a result a line
   * @return the results, in their order
   * @throws UnavailableException if it cannot be read
   */
  public static List<DrillResult> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.isBlank())
          .map(line -> JsonLines.read(line, DrillResult.class))
          .toList();
    } catch (IOException | UncheckedIOException | IllegalArgumentException failed) {
      throw new UnavailableException(
          file + " cannot be read: " + failed.getMessage(), "Name another file.", failed);
    }
  }

  /** Add a result to the file. */
  public void add(DrillResult result) {
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          file.get(),
          JsonLines.line(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UnavailableException(
          file.get() + " cannot be written: " + failed.getMessage(), "Name another file.", failed);
    }
  }
}
