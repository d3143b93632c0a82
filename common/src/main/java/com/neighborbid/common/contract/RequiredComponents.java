package com.neighborbid.common.contract;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// Tells Jackson what the null contract of a record already says: a component must be there and not
/// be null, unless it is marked `@Nullable` or [ZeroIfAbsent].
final class RequiredComponents extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    RecordComponent component = componentOf(member);
    if (component == null) {
      // A conditional expression would unbox the null that means "not said".
      return super.hasRequiredMarker(member);
    }
    return isRequired(component);
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    RecordComponent component = componentOf(annotated);
    return component != null && isRequired(component)
        ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
        : super.findSetterInfo(annotated);
  }

  private static boolean isRequired(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !component.isAnnotationPresent(ZeroIfAbsent.class);
  }

  /// The component a parameter of a record's canonical constructor sets, or null.
  private static @Nullable RecordComponent componentOf(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)) {
      return null;
    }
    RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
    return components != null && components.length == parameter.getOwner().getParameterCount()
        ? components[parameter.getIndex()]
        : null;
  }
}
