package edu.platform.cli.seed;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/**
 * One table on its way: which of its parts are loaded or being loaded, and what they sum up to.
 * Guarded by whoever owns it.
 */
final class TableLoad {

  private final SeedTable table;
  private final int parts;
  private final BitSet waiting = new BitSet();
  private final RowSum sum = new RowSum();
  private final int partsToLoad;
  private final int chunksToSend;
  private int running;
  private int loaded;
  private long rowsBefore;
  private long rows;
  private long bytes;
  private long began;

  // Counted as they are sent: what is shown, not what is committed.
  private int chunksSent;
  private long rowsSent;

  /**
   * Make the load of a table.
   *
   * @param inParts whether its parts may be loaded one by one; else it has only one
   * @param before the parts that are there already
   */
  TableLoad(SeedTable table, boolean inParts, List<SeedJournal.Part> before) {
    this.table = table;
    this.parts = inParts ? table.parts() : 1;
    waiting.set(0, parts);
    for (SeedJournal.Part part : before) {
      waiting.clear(part.number());
      sum.add(RowSum.parse(part.checksum()));
      rowsBefore += part.rows();
    }
    this.partsToLoad = waiting.cardinality();
    this.chunksToSend = waiting.stream().map(part -> endChunk(part) - firstChunk(part)).sum();
  }

  SeedTable table() {
    return table;
  }

  /** Return whether the table is loaded in one transaction. */
  boolean isWhole() {
    return parts == 1;
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  boolean isRunning() {
    return running > 0;
  }

  /** Return how many of the parts that were missing are not loaded yet. */
  int missing() {
    return partsToLoad - loaded;
  }

  /** Take the next part to load. */
  int begin() {
    if (began == 0) {
      began = System.nanoTime();
    }
    int part = waiting.nextSetBit(0);
    waiting.clear(part);
    running++;
    return part;
  }

  int firstChunk(int part) {
    return isWhole() ? 0 : table.firstChunk(part);
  }

  int endChunk(int part) {
    return isWhole() ? table.chunks() : table.firstChunk(part + 1);
  }

  /** Count a chunk that was sent. */
  void sent(CopyBuffer chunk) {
    chunksSent++;
    rowsSent += chunk.rows();
  }

  int percentSent() {
    return (int) (100L * chunksSent / chunksToSend);
  }

  long rowsSent() {
    return rowsSent;
  }

  /** Add a part that is loaded. */
  void loaded(RowSum partSum, long partRows, long partBytes) {
    running--;
    loaded++;
    sum.add(partSum);
    rows += partRows;
    bytes += partBytes;
  }

  /** Return the number of all rows, those of earlier runs too. */
  long allRows() {
    return rowsBefore + rows;
  }

  /** Return the checksum of all rows. */
  String checksum() {
    return sum.hex();
  }

  /** Return what this run has done; the table is committed now. */
  SeedResult.Table result() {
    return new SeedResult.Table(
        table.name(),
        rows,
        bytes,
        checksum(),
        Duration.ofNanos(began == 0 ? 0 : System.nanoTime() - began));
  }
}
