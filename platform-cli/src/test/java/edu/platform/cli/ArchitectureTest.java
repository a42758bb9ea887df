package edu.platform.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the command line's architecture. Each is tried on the code, and on a class in {@code
 * edu.platform.cli.broken} that breaks it, so that a rule which checks nothing fails.
 */
class ArchitectureTest {

  private static final String ROOT = "edu.platform.cli";
  private static final String BROKEN = ROOT + ".broken";

  private static final JavaClasses CODE =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses BROKEN_CODE =
      new ClassFileImporter()
          .importPath(Path.of("target/test-classes"))
          .that(resideInAnyPackage(BROKEN));

  @Test
  void theCodeIsSeen() {
    assertThat(CODE.size()).isGreaterThanOrEqualTo(150);
    assertThat(CODE).extracting(JavaClass::getName).contains(ROOT + ".EduCli");
  }

  @ParameterizedTest
  @EnumSource
  void theCodeKeepsTheRule(Rule rule) {
    rule.rule.check(CODE);
  }

  @ParameterizedTest
  @EnumSource
  void theRuleIsSeenToBeBroken(Rule rule) {
    assertThat(rule.rule.evaluate(BROKEN_CODE).getFailureReport().getDetails())
        .anyMatch(violation -> violation.contains(rule.breaker));
  }

  /** A rule, and the class that breaks it. */
  enum Rule {
    COMMANDS_ARE_IN_THE_ROOT_PACKAGE(
        "HasOptions",
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should(dependOnClassesThat(resideInAnyPackage("picocli..")))),
    DATAFAKER_IS_OF_THE_SEEDER(
        "MakesNames",
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".seed")
            .should(dependOnClassesThat(resideInAnyPackage("net.datafaker..")))),
    SQL_IS_OF_THE_CORE(
        "UsesJdbc",
        noClasses()
            .should(
                dependOnClassesThat(
                    resideInAnyPackage(
                        "javax.sql..",
                        "org.postgresql..",
                        "io.helidon.dbclient..",
                        "org.redisson..",
                        "org.flywaydb..")))),
    JDBC_IS_OF_THE_DRILLS( // whose direct connections to members are the point (issue 6)
        "UsesJdbc",
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".failover..")
            .should(dependOnClassesThat(resideInAnyPackage("java.sql..")))),
    NOTHING_IS_PRINTED_BUT_BY_MAIN(
        "Prints",
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".EduCli")
            .should(ACCESS_STANDARD_STREAMS)),
    FAULTS_HAVE_A_TYPE("ThrowsAnything", NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);

    private final String breaker;

    @SuppressWarnings("ImmutableEnumChecker") // Rules are not changed; their type does not say so.
    private final ArchRule rule;

    Rule(String breaker, ArchRule rule) {
      this.breaker = BROKEN + "." + breaker;
      this.rule = rule;
    }
  }
}
