package com.neighborbid.user;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.neighborbid.common.web.InputChecks;
import com.neighborbid.common.web.TextRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(
    packages = "com.neighborbid.user",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule DOMAIN_KNOWS_ONLY_VALUES =
      classes()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.or(
                  resideInAnyPackage("java..", "org.jspecify..", "com.neighborbid.user..domain.."),
                  belongToAnyOf(InputChecks.class, TextRules.class)));

  @ArchTest
  static final ArchRule DOMAIN_HAS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.random..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class);

  @ArchTest
  static final ArchRule TIME_AND_IDS_COME_FROM_OUTSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..config..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule CONTROLLERS_ARE_HIDDEN =
      classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule CONTROLLERS_DO_NOT_TOUCH_THE_DATABASE =
      noClasses()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.jdbc..", "org.springframework.data..", "java.sql..");

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("com.neighborbid.user.(*)..").should().beFreeOfCycles();
}
