package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.json.DrillState;
import edu.platform.cli.json.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is broken right now, on disk before it is broken: a drill that is killed leaves it behind,
 * and {@code --heal} reads it.
 */
public final class StateFile {

  private final Path file;

  /**
   * Make it; nothing is read or written yet.
   *
   * @param file where it is kept
   */
  public StateFile(Path file) {
    this.file = file;
  }

  /** Where it is kept. */
  public Path path() {
    return file;
  }

  /**
   * Read it.
   *
   * @return what is broken, if anything is
   * @throws UnavailableException if it cannot be read
   */
  public Optional<DrillState> read() {
    try {
      return Files.exists(file)
          ? Optional.of(JsonLines.read(Files.readString(file), DrillState.class))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException failed) {
      throw new UnavailableException(
          file + " cannot be read: " + failed.getMessage(),
          "Heal by hand ('docker compose up -d --wait'), then delete it.",
          failed);
    }
  }

  void write(Docker docker, Drill drill, List<Heal> heals) {
    DrillState state =
        new DrillState(
            docker.project(),
            drill.toString(),
            ProcessHandle.current().pid(),
            Instant.now().toString(),
            heals.stream().map(Heal::saved).toList());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(next, JsonLines.line(state));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UnavailableException(
          file + " cannot be written: " + failed.getMessage(),
          "Without it a drill that is killed could not be healed: make its folder writable.",
          failed);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Heal what is broken, and forget it. All is tried, even if some of it fails.
   *
   * @return what was done, in order
   * @throws UnavailableException if some of it failed; it is not forgotten then
   */
  public List<String> heal() throws InterruptedException {
    Optional<DrillState> state = read();
    if (state.isEmpty()) {
      return List.of();
    }
    List<Heal> heals;
    try {
      heals = state.get().heals().stream().map(Heal::of).toList();
    } catch (IllegalArgumentException unknown) {
      throw new UnavailableException(
          file + ": " + unknown.getMessage(),
          "It was written by another version of edu-cli: heal with that one.",
          unknown);
    }
    applyAll(new Docker(state.get().project()), heals);
    delete();
    return heals.stream().map(Heal::text).toList();
  }

  static void applyAll(Docker docker, List<Heal> heals) throws InterruptedException {
    UnavailableException first = null;
    for (Heal heal : heals) {
      try {
        heal.apply(docker);
      } catch (UnavailableException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
