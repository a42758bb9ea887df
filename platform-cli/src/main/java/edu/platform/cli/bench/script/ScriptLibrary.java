package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.bench.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds scripts: the built-in ones, and files of users. */
public final class ScriptLibrary {
  /** Names of the built-in scripts. */
  public static final List<String> NAMES = List.of("browse", "report");

  private final Target target;
  private final boolean uniform;
  private final Function<String, Optional<String>> variables;

  /**
   * Make a library.
   *
   * @param target the platform's base URL, without a path
   * @param uniform whether all ids are drawn by chance alone, not by popularity
   * @param variables the environment, where secrets are
   * @throws IllegalArgumentException if the target has a path
   */
  public ScriptLibrary(
      Target target, boolean uniform, Function<String, Optional<String>> variables) {
    if (!target.path().equals("/")) {
      throw new IllegalArgumentException(
          "'" + target.url() + "' has a path: the scenario knows its own, give only the host");
    }
    this.target = target;
    this.uniform = uniform;
    this.variables = variables;
  }

  /** Return a scenario of {@link #NAMES}. */
  public ScriptScenario builtIn(String name) {
    try (InputStream in = ScriptLibrary.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + name + ".yaml");
      }
      return scenario(name, name + ".yaml", new String(in.readAllBytes(), UTF_8), Optional.empty());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + name, failure);
    }
  }

  /**
   * Return the scenario of a file.
   *
   * @throws IllegalArgumentException if it is malformed or cannot be read; the message names file,
   *     line and field
   */
  public ScriptScenario read(Path file) {
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (IOException failure) {
      throw new IllegalArgumentException(file + " cannot be read: " + failure, failure);
    }
    String fileName = file.getFileName().toString();
    int dot = fileName.lastIndexOf('.');
    return scenario(
        dot > 0 ? fileName.substring(0, dot) : fileName,
        file.toString(),
        text,
        Optional.of(file.toAbsolutePath().getParent()));
  }

  private ScriptScenario scenario(String name, String file, String text, Optional<Path> folder) {
    Yaml yaml = new Yaml(file, text);
    return new ScriptScenario(
        target, new ScriptReader(yaml, folder, uniform, variables).read(name));
  }
}
