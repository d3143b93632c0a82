package com.neighborbid.wallet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/// What the packages promise; each rule has been seen to fail on a planted breach.
@AnalyzeClasses(
    packages = "com.neighborbid.wallet",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule rulesKnowOnlyThemselves =
      classes()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "com.neighborbid.wallet.ledger.domain..");

  @ArchTest
  static final ArchRule rulesTouchNothingOutside =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.net..", "java.io..", "java.nio..");

  @ArchTest
  static final ArchRule theEngineHasNoClockAndNoChance =
      noClasses()
          .that()
          .resideInAPackage("..ledger..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule wallTimeComesFromTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theEngineIsPlainJava =
      noClasses()
          .that()
          .resideInAPackage("..ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule onlyTheEngineWritesToTheLedger =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ledger..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("LedgerStore");

  @ArchTest
  static final ArchRule controllersAreNobodysBusiness =
      classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule moneyIsWhole =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..ledger..", "..account..", "..funding..", "..payment..", "..admin..", "..request..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.math.BigDecimal")
          .orShould(FloatingPoint.beUsed());

  @ArchTest
  static final ArchRule featuresDoNotTurnInCircles =
      slices()
          .matching(
              "com.neighborbid.wallet.(account|admin|clearing|opening|payment|request|ledger)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule featuresLeaveEachOtherAlone =
      slices()
          .matching("com.neighborbid.wallet.(account|admin|clearing|opening|payment|funding)..")
          .should()
          .notDependOnEachOther();
}
