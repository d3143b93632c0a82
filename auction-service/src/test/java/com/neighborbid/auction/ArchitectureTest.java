package com.neighborbid.auction;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// What must not creep into the structure of the auction service. Each rule has been seen red.
@AnalyzeClasses(
    packages = "com.neighborbid.auction",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> CLOCKS_AND_DICE =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_ONLY_JAVA =
      classes()
          .that()
          .resideInAPackage("..auction.bidding.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "com.neighborbid.auction.bidding.domain..")
          .because("deciding is a function of state and input alone");

  @ArchTest
  static final ArchRule DOMAIN_HAS_NO_CLOCK_AND_NO_DICE =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .accessTargetWhere(
              DescribedPredicate.describe(
                  "asks a clock or throws dice", access -> isClockOrDice(access.getTarget())))
          .because("the same log must always give the same decisions");

  @ArchTest
  static final ArchRule FEATURES_KEEP_THEIR_ADAPTERS =
      classes()
          .should(not(dependOnAnotherFeaturesAdapters()))
          .because("a feature's tables and web forms are its own business");

  @ArchTest
  static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE =
      classes()
          .that()
          .areMetaAnnotatedWith(Controller.class)
          .or()
          .areMetaAnnotatedWith(RestControllerAdvice.class)
          .should()
          .bePackagePrivate()
          .because("nobody but Spring calls them");

  @ArchTest
  static final ArchRule NO_FLOATING_POINT_FIELDS =
      fields()
          .that()
          .areDeclaredInClassesThat(resideInAPackage("..bidding.."))
          .should(not(useFloatingPoint()))
          .because("money is whole won");

  @ArchTest
  static final ArchRule NO_FLOATING_POINT_PARAMETERS_OR_RESULTS =
      codeUnits()
          .that()
          .areDeclaredInClassesThat(resideInAPackage("..bidding.."))
          .should(not(useFloatingPoint()))
          .because("money is whole won");

  private static boolean isClockOrDice(AccessTarget target) {
    String owner = target.getOwner().getName();
    return CLOCKS_AND_DICE.contains(owner + "." + target.getName())
        || owner.equals("java.util.Random")
        || owner.equals("java.security.SecureRandom")
        || owner.equals("java.util.concurrent.ThreadLocalRandom");
  }

  private static ArchCondition<JavaClass> dependOnAnotherFeaturesAdapters() {
    Pattern adapters =
        Pattern.compile("com\\.neighborbid\\.auction\\.(\\w+)\\.(persistence|web)(\\..*)?");
    return new ArchCondition<>("depend on another feature's persistence or web") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          Matcher target = adapters.matcher(dependency.getTargetClass().getPackageName());
          if (target.matches()) {
            String feature = "com.neighborbid.auction." + target.group(1);
            boolean foreign = !(from.getPackageName() + ".").startsWith(feature + ".");
            events.add(new SimpleConditionEvent(dependency, foreign, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static <M extends JavaMember> ArchCondition<M> useFloatingPoint() {
    Set<String> floating = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    return new ArchCondition<>("use floating point") {
      @Override
      public void check(M member, ConditionEvents events) {
        boolean found =
            typesOf(member).stream().anyMatch(type -> floating.contains(type.getName()));
        events.add(
            new SimpleConditionEvent(member, found, member.getFullName() + " is floating point"));
      }
    };
  }

  private static List<JavaClass> typesOf(JavaMember member) {
    if (!(member instanceof JavaCodeUnit code)) {
      return List.of(((JavaField) member).getRawType());
    }
    List<JavaClass> types = new ArrayList<>(code.getRawParameterTypes());
    types.add(code.getRawReturnType());
    return types;
  }
}
