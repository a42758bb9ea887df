package edu.platform.cli;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What users may expect of every command, whoever adds one. */
class AllCommandsTest {

  @TestFactory
  Stream<DynamicTest> helpHasExamples() {
    return each(
        command -> {
          String help = command.getUsageMessage();

          assertThat(help.substring(help.indexOf("Examples:")).lines().skip(1))
              .anyMatch(line -> line.startsWith("  edu-cli") || line.contains("<(edu-cli"));
        });
  }

  @TestFactory
  Stream<DynamicTest> everyOptionHasAVariableOfItsOwnThatTheHelpNames() {
    return each(
        command -> {
          List<String> variables =
              settings(command).map(option -> OptionVariables.of(option).orElseThrow()).toList();

          assertThat(variables).doesNotHaveDuplicates();
          assertThat(variables).allMatch(name -> name.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+"));
          assertThat(variables)
              .allMatch(name -> command.getUsageMessage().contains("Variable: " + name));
        });
  }

  @TestFactory
  Stream<DynamicTest> aFlagSetByItsVariableIsNotTurnedOffByGivingIt() {
    return each(
        command ->
            assertThat(settings(command).filter(option -> option.typeInfo().isBoolean()))
                .allSatisfy(
                    option ->
                        assertThat(option.fallbackValue())
                            .as("fallbackValue of " + option.longestName())
                            .isEqualTo("true")));
  }

  @TestFactory
  Stream<DynamicTest> everyCommandButTheRootHasTheCommonOptions() {
    return all(commandLine())
        .filter(command -> command.getParent() != null)
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(),
                    () ->
                        assertThat(settings(command).map(OptionSpec::longestName))
                            .contains("--json", "--progress", "--env-file", "--stacktrace")));
  }

  private interface Check {
    void on(CommandLine command);
  }

  private static Stream<DynamicTest> each(Check check) {
    return all(commandLine())
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(), () -> check.on(command)));
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().distinct().flatMap(AllCommandsTest::all));
  }

  private static Stream<OptionSpec> settings(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(not(OptionSpec::usageHelp))
        .filter(not(OptionSpec::versionHelp));
  }

  private static CommandLine commandLine() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return EduCli.commandLine(new Session(nowhere, nowhere, Terminal.NONE, Map.of()));
  }
}
