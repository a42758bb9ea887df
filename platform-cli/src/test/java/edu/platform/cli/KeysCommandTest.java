package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made, shown and retired as operators do it. */
class KeysCommandTest {

  private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

  @TempDir Path parent;

  @Test
  void theFirstKeySignsAtOnceAndTheNextLater() throws IOException {
    Path folder = parent.resolve("keys");

    CliRun first = run(folder, "create");
    CliRun second = run(folder, "create");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("Made the key ").contains("It signs at once.");
    assertThat(second.out()).contains("It signs when it is five minutes old.");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(2)
          .allMatch(file -> file.toString().endsWith(".pem"))
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Test
  void keysAreListedNewestFirst() {
    String old = kid(json(parent, "create"));
    age(old, Duration.ofHours(1));
    String fresh = kid(json(parent, "create"));

    String listed = json(parent, "list");

    assertThat(kids(listed)).containsExactly(fresh, old);
    assertThat(listed)
        .containsSubsequence(
            fresh,
            "\"signs\":false,\"retirable\":false",
            old,
            "\"signs\":true,\"retirable\":false");
    assertThat(run(parent, "list").out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(old)
        .endsWith("signs");
  }

  @Test
  void aKeyIsRetiredFifteenMinutesAfterItsSuccessorWasMade() {
    String old = kid(json(parent, "create"));
    age(old, Duration.ofHours(1));
    String fresh = kid(json(parent, "create"));
    age(fresh, Duration.ofMinutes(14));

    CliRun early = run(parent, "retire", old);
    age(fresh, Duration.ofMinutes(15));
    CliRun late = run(parent, "retire", old);

    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(early.err().lines())
        .containsExactly(
            "edu-cli keys retire: valid tokens may be signed by the key "
                + old
                + ": expected a newer key that is at least 15 min old",
            "Its successor is 14 min old: try again later.");
    assertThat(late.exitCode()).as(late.err()).isZero();
    assertThat(kids(json(parent, "list"))).containsExactly(fresh);
  }

  @Test
  void aStolenKeyGoesAtOnceButNotTheOnlyOne() {
    String stolen = kid(json(parent, "create"));

    CliRun only = run(parent, "retire", stolen, "--stolen");
    String fresh = kid(json(parent, "create"));
    String gone = json(parent, "retire", stolen, "--stolen");

    assertThat(only.exitCode()).isEqualTo(2);
    assertThat(only.err()).contains("is the only one");
    assertThat(kid(gone)).isEqualTo(stolen);
    assertThat(kids(json(parent, "list"))).containsExactly(fresh);
  }

  @Test
  void whereThereIsOneNoneIsMadeIfNotWanted() {
    String kid = kid(json(parent, "create", "--if-none"));

    String again = json(parent, "create", "--if-none");

    assertThat(kids(again)).isEmpty();
    assertThat(kids(json(parent, "list"))).containsExactly(kid);
  }

  @Test
  void theFolderMayBeNamedByItsVariable() {
    CliRun made = CliRun.of(Map.of("JWT_KEYS_DIR", parent.toString()), "keys", "create");

    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(parent).isNotEmptyDirectory();
  }

  @Test
  void whatIsMissingIsNamed() {
    CliRun folder = CliRun.of(Map.of(), "keys", "create");
    CliRun command = CliRun.of(Map.of(), "keys");
    CliRun kid = run(parent, "retire", "none");

    assertThat(List.of(folder.exitCode(), command.exitCode(), kid.exitCode())).containsOnly(2);
    assertThat(folder.err()).contains("--keys-dir");
    assertThat(command.err()).contains("expected create, list or retire");
    assertThat(kid.err()).contains("there is no key none in " + parent);
  }

  private void age(String kid, Duration age) {
    try {
      Files.setLastModifiedTime(
          parent.resolve(kid + ".pem"), FileTime.from(Instant.now().minus(age)));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String kid(String document) {
    assertThat(kids(document)).hasSize(1);
    return kids(document).getFirst();
  }

  private static List<String> kids(String document) {
    return KID.matcher(document).results().map(found -> found.group(1)).toList();
  }

  private static String json(Path folder, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    CliRun run = run(folder, all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private static CliRun run(Path folder, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--keys-dir";
    all[arguments.length + 2] = folder.toString();
    return CliRun.of(Map.of(), all);
  }
}
