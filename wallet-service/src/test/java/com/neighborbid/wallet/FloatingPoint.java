package com.neighborbid.wallet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/// Finds fields, parameters and results that are not whole numbers.
final class FloatingPoint {
  private static final Set<String> TYPES =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  private FloatingPoint() {}

  static ArchCondition<JavaClass> beUsed() {
    return new ArchCondition<>("use floating point") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaField field : type.getFields()) {
          note(type, field.getRawType(), field.getFullName(), events);
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          note(type, unit.getRawReturnType(), unit.getFullName(), events);
          unit.getRawParameterTypes()
              .forEach(parameter -> note(type, parameter, unit.getFullName(), events));
        }
      }
    };
  }

  private static void note(JavaClass owner, JavaClass type, String where, ConditionEvents events) {
    boolean found = TYPES.contains(type.getName());
    if (found) {
      events.add(SimpleConditionEvent.satisfied(owner, where + " is a " + type.getName()));
    }
  }
}
