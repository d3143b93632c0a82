package com.neighborbid.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What `common` may know. Each rule has been seen red once with a planted violation.
@AnalyzeClasses(packages = "com.neighborbid.common", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("com.neighborbid.common..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.neighborbid.user..",
              "com.neighborbid.wallet..",
              "com.neighborbid.auction..",
              "com.neighborbid.realtime..",
              "com.neighborbid.gateway..",
              "com.neighborbid.local..",
              "com.neighborbid.servers..")
          .because("common is what services say to each other, not what they are");

  @ArchTest
  static final ArchRule CONTRACTS_ARE_PLAIN_VALUES =
      classes()
          .that()
          .resideInAPackage("com.neighborbid.common.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "com.fasterxml.jackson..",
              "com.neighborbid.common.contract..")
          .because("whoever reads a contract needs nothing but JSON");

  @ArchTest
  static final ArchRule LANES_KNOW_NO_SPRING =
      noClasses()
          .that()
          .resideInAnyPackage("com.neighborbid.common.lane", "com.neighborbid.common.kafka")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta..")
          .because("a lane is driven by its own loop, not by a container");

  @ArchTest
  static final ArchRule LANES_KNOW_NO_RECORD_OF_AN_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("com.neighborbid.common.lane..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.neighborbid.common.contract.auction..",
              "com.neighborbid.common.contract.wallet..",
              "com.neighborbid.common.contract.room..",
              "com.neighborbid.common.contract.ledger..",
              "com.neighborbid.common.contract.user..")
          .because("what is decided belongs to the engines");

  @ArchTest
  static final ArchRule LANES_TAKE_THEIR_TIME_FROM_THE_LOG =
      noClasses()
          .that()
          .resideInAnyPackage("com.neighborbid.common.lane..", "com.neighborbid.common.contract..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .because("deciding must give the same again");
}
