package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.bench.ByteText;
import edu.platform.cli.bench.Probe;
import edu.platform.cli.bench.UnavailableException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the values come from that a user draws at the beginning of each flow. */
sealed interface Source {

  /** Draw a value into each of this source's slots. */
  void draw(SplittableRandom random, ByteText[] values);

  /** Look at the target before any load. */
  default void prepare(Probe probe) {}

  /** A whole number of a range, both ends included. */
  record Range(int slot, long from, long to) implements Source {
    @Override
    public void draw(SplittableRandom random, ByteText[] values) {
      values[slot].begin().appendNumber(random.nextLong(from, to + 1));
    }
  }

  /** One of some texts. */
  record OneOf(int slot, List<byte[]> texts) implements Source {
    static OneOf of(int slot, List<String> texts) {
      return new OneOf(slot, texts.stream().map(text -> text.getBytes(UTF_8)).toList());
    }

    @Override
    public void draw(SplittableRandom random, ByteText[] values) {
      byte[] text = texts.get(random.nextInt(texts.size()));
      values[slot].begin().append(text, 0, text.length);
    }
  }

  /** 32 random hexadecimal digits, for keys that must not repeat. */
  record Unique(int slot) implements Source {
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    @Override
    public void draw(SplittableRandom random, ByteText[] values) {
      ByteText value = values[slot].begin();
      for (int half = 0; half < 2; half++) {
        long bits = random.nextLong();
        for (int i = 0; i < 16; i++) {
          value.append(HEX[(int) (bits >>> (4 * i)) & 15]);
        }
      }
    }
  }

  /** The rows of a CSV file, one after another for all users together, and again from the first. */
  final class Rows implements Source {
    private final int[] slots;
    private final List<List<byte[]>> rows;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Make the source.
     *
     * @param slots one for each column
     * @param rows at least one
     */
    Rows(int[] slots, List<List<String>> rows) {
      this.slots = slots.clone();
      this.rows =
          rows.stream()
              .map(row -> row.stream().map(cell -> cell.getBytes(UTF_8)).toList())
              .toList();
    }

    @Override
    public void draw(SplittableRandom random, ByteText[] values) {
      List<byte[]> row = rows.get(Math.floorMod(next.getAndIncrement(), rows.size()));
      for (int i = 0; i < slots.length; i++) {
        byte[] cell = row.get(i);
        values[slots[i]].begin().append(cell, 0, cell.length);
      }
    }
  }

  /**
   * An id of a collection, whose ids are 1 to the largest that the target knows. By popularity, the
   * id is also the rank, and is drawn as the seeder deals sales: with the weight 1/(rank + n/100).
   */
  final class Ids implements Source {
    private static final int LARGEST = Integer.MAX_VALUE / 2;

    private final int slot;
    private final String path;
    private final boolean byPopularity;
    private volatile int count = 1;

    /**
     * Make the source.
     *
     * @param path of the collection, ending in a slash
     */
    Ids(int slot, String path, boolean byPopularity) {
      this.slot = slot;
      this.path = path;
      this.byPopularity = byPopularity;
    }

    /** Look for the largest id: double while there is one, then bisect. */
    @Override
    public void prepare(Probe probe) {
      if (!exists(probe, 1)) {
        throw new UnavailableException(
            path + "1 is not there",
            "Seed the platform: edu-cli seed, or edu-cli up, which does it by itself.");
      }
      int known = 1;
      int missing = 2;
      while (missing < LARGEST && exists(probe, missing)) {
        known = missing;
        missing *= 2;
      }
      while (missing - known > 1) {
        int middle = known + (missing - known) / 2;
        if (exists(probe, middle)) {
          known = middle;
        } else {
          missing = middle;
        }
      }
      count = known;
    }

    private boolean exists(Probe probe, int id) {
      int status = probe.get(path + id).status();
      return switch (status) {
        case 200 -> true;
        case 404 -> false;
        default ->
            throw probe.unavailable(path + id + " answers " + status + ", expected 200 or 404");
      };
    }

    int count() {
      return count;
    }

    @Override
    public void draw(SplittableRandom random, ByteText[] values) {
      values[slot].begin().appendNumber(rank(random) + 1L);
    }

    /** Return a rank, from 0. */
    private int rank(SplittableRandom random) {
      int ranks = count;
      if (!byPopularity) {
        return random.nextInt(ranks);
      }
      // The weights up to rank r sum to about ln((r + n/100) / (n/100)); all of them to ln(101).
      double shift = ranks / 100.0;
      return Math.min((int) (shift * (Math.pow(101, random.nextDouble()) - 1)), ranks - 1);
    }
  }
}
