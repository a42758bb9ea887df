package edu.platform.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of the core's architecture. Each is tried on the code, and on a class in {@code
 * edu.platform.core.broken} that breaks it, so that a rule which checks nothing fails.
 */
class ArchitectureTest {

  private static final String ROOT = "edu.platform.core";
  private static final String BROKEN = ROOT + ".broken";

  private static final JavaClasses CODE =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses BROKEN_CODE =
      new ClassFileImporter()
          .importPath(Path.of("target/test-classes"))
          .that(resideInAnyPackage(BROKEN + ".."));

  @Test
  void theCodeIsSeen() {
    assertThat(CODE.size()).isGreaterThanOrEqualTo(80);
    assertThat(CODE).extracting(JavaClass::getName).contains(ROOT + ".Platform");
  }

  @ParameterizedTest
  @EnumSource
  void theCodeKeepsTheRule(Rule rule) {
    rule.within(ROOT).check(CODE);
  }

  @ParameterizedTest
  @EnumSource
  void theRuleIsSeenToBeBroken(Rule rule) {
    assertThat(rule.within(BROKEN).evaluate(BROKEN_CODE).getFailureReport().getDetails())
        .anyMatch(violation -> violation.contains(rule.breaker));
  }

  /** A rule, and the class that breaks it. */
  enum Rule {
    FEATURES_ARE_FREE_OF_CYCLES("one.One") {
      @Override
      ArchRule within(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
      }
    },
    INTERNALS_ARE_OF_THEIR_OWN_FEATURE("two.UsesInternals") {
      @Override
      ArchRule within(String root) {
        return noClasses().should(useInternalsOfOthers(root)).allowEmptyShould(true);
      }
    },
    FEATURES_KNOW_NO_HELIDON("one.UsesHelidon") {
      @Override
      ArchRule within(String root) {
        return noClasses()
            .that()
            .resideInAPackage(root + ".*..")
            .and()
            .resideOutsideOfPackages(
                root + ".db..",
                root + ".cache..",
                root + ".config..",
                root + ".accounts.internal..")
            .should(dependOnClassesThat(resideInAnyPackage("io.helidon..")));
      }
    },
    TOKENS_ARE_OF_ACCOUNTS_ALONE("one.UsesTokens") {
      @Override
      ArchRule within(String root) {
        return onlyIn(
            root + ".accounts.internal",
            "io.helidon.security..",
            "jakarta.json..",
            "com.password4j..");
      }
    },
    DATABASES_ARE_OF_DB_ALONE("one.UsesJdbc") {
      @Override
      ArchRule within(String root) {
        return onlyIn(
            root + ".db",
            "java.sql..",
            "javax.sql..",
            "io.helidon.dbclient..",
            "com.zaxxer.hikari..",
            "org.postgresql..");
      }
    },
    CACHES_ARE_OF_CACHE_ALONE("one.UsesRedis") {
      @Override
      ArchRule within(String root) {
        return onlyIn(
            root + ".cache", "org.redisson..", "io.netty..", "com.github.benmanes.caffeine..");
      }
    },
    NOTHING_IS_PRINTED("one.Prints") {
      @Override
      ArchRule within(String root) {
        return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
      }
    },
    FAULTS_HAVE_A_TYPE("one.ThrowsAnything") {
      @Override
      ArchRule within(String root) {
        return NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
      }
    },
    NOTHING_IS_INJECTED_INTO_FIELDS("one.Injected") {
      @Override
      ArchRule within(String root) {
        return noFields().should().beAnnotatedWith(injection());
      }
    },
    LOGGERS_ARE_OF_THE_JDK("one.LogsElsewhere") {
      @Override
      ArchRule within(String root) {
        return noClasses()
            .should(
                accessClassesThat(
                    resideInAnyPackage(
                        "java.util.logging..", "org.slf4j..", "org.apache.logging..")));
      }
    },
    LOGGERS_ARE_PRIVATE_CONSTANTS("one.SharesItsLogger") {
      @Override
      ArchRule within(String root) {
        return fields()
            .that()
            .haveRawType(System.Logger.class)
            .should()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal();
      }
    };

    private final String breaker;

    Rule(String breaker) {
      this.breaker = BROKEN + "." + breaker;
    }

    /** The rule for the code below a package. */
    abstract ArchRule within(String root);
  }

  private static ArchRule onlyIn(String owner, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(owner + "..")
        .should(dependOnClassesThat(resideInAnyPackage(libraries)));
  }

  private static DescribedPredicate<JavaAnnotation<?>> injection() {
    return DescribedPredicate.describe(
        "an annotation of injection",
        annotation ->
            Set.of("Inject", "Autowired", "Resource")
                .contains(annotation.getRawType().getSimpleName()));
  }

  /**
   * What lies in {@code feature.internal} is for that feature, and for the class that wires all.
   */
  private static ArchCondition<JavaClass> useInternalsOfOthers(String root) {
    return new ArchCondition<>("use what is internal to another feature") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(
                dependency -> {
                  String target = dependency.getTargetClass().getPackageName();
                  int internal = target.indexOf(".internal");
                  return target.startsWith(root + ".")
                      && internal > 0
                      && !origin.getPackageName().startsWith(target.substring(0, internal))
                      && !origin.getName().equals(root + ".Platform");
                })
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.satisfied(origin, dependency.getDescription())));
      }
    };
  }
}
