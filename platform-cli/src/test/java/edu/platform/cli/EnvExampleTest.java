package edu.platform.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.config.Settings;
import edu.platform.cli.config.Variable;
import edu.platform.cli.config.Variables;
import edu.platform.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code .env.example} and the code say the same. */
class EnvExampleTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FILE = ROOT.resolve(".env.example");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?:# )?([A-Z][A-Z0-9_]*)[=:].*");

  /** Read by libraries of PostgreSQL. */
  private static final Set<String> LIBPQ = Set.of("PGHOST", "PGPORT");

  private final Settings settings = Settings.load(Map.of(), Optional.of(FILE));

  @Test
  void everyVariableIsThereWithMeaningAndDefault() throws IOException {
    List<String> lines = Files.readAllLines(FILE);

    for (Variable variable : Variables.ALL) {
      assertThat(lines)
          .containsSequence(
              comment(variable), variable.name() + "=" + settings.get(variable.name()).orElse(""));
    }
  }

  @Test
  void itsValuesAreAcceptable() {
    assertThat(settings.config().get("app.env").asString().get()).isEqualTo("dev");
    assertThat(settings.get("LEGACY_USER_ROUTE_ENABLED")).contains("true");
  }

  @Test
  void itsSecretsAreTheOnesThatServeRefuses() {
    assertThat(Variables.publishedSecrets(settings))
        .containsExactlyInAnyOrder(
            "PG_PASS", "DB_PASSWORD", "REDIS_PASS", "PAYMENT_WEBHOOK_SECRETS");
  }

  @Test
  void everyNameIsReadByTheCodeOrTheStack() throws IOException {
    Set<String> known = new HashSet<>(LIBPQ);
    Variables.ALL.forEach(variable -> known.add(variable.name()));
    known.addAll(Variables.IGNORED.keySet());
    known.addAll(optionVariables());
    known.addAll(OptionVariables.established());
    String stack = stack();

    assertThat(names())
        .hasSizeGreaterThan(30)
        .allMatch(name -> known.contains(name) || stack.contains(name));
  }

  private static String comment(Variable variable) {
    return "# "
        + variable.meaning()
        + "; default: "
        + (variable.byDefault().isEmpty() ? "none" : variable.byDefault());
  }

  private static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (assignment.matches()) {
        names.add(assignment.group(1));
      }
    }
    return names;
  }

  private static Set<String> optionVariables() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine commands =
        EduCli.commandLine(new Session(nowhere, nowhere, Terminal.NONE, Map.of()));
    return all(commands)
        .flatMap(command -> command.getCommandSpec().options().stream())
        .flatMap(option -> OptionVariables.of(option).stream())
        .collect(toMap(name -> name, name -> name, (first, second) -> first))
        .keySet();
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(EnvExampleTest::all));
  }

  /** The text of the Compose stack. */
  private static String stack() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path part : List.of(ROOT.resolve("docker-compose.yml"), ROOT.resolve("provisioning"))) {
      if (Files.exists(part)) {
        try (Stream<Path> files = Files.walk(part)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    return text.toString();
  }
}
