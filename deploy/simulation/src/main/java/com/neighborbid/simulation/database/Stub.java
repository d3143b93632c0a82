package com.neighborbid.simulation.database;

import com.neighborbid.simulation.fault.Gap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes an object of a large interface out of one that has only the methods which are used.
final class Stub {
  private static final Map<Class<?>, Map<Method, Method>> TARGETS = new ConcurrentHashMap<>();

  private Stub() {}

  /// @param target has the used methods with the same names and parameters; any other method throws
  static <T> T of(Class<T> type, Object target) {
    Map<Method, Method> methods =
        TARGETS.computeIfAbsent(target.getClass(), _ -> new ConcurrentHashMap<>());
    Object proxy =
        Proxy.newProxyInstance(
            Stub.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Method own = methods.computeIfAbsent(method, wanted -> find(target, wanted));
              try {
                return own.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private static Method find(Object target, Method wanted) {
    try {
      Method found =
          target.getClass().getDeclaredMethod(wanted.getName(), wanted.getParameterTypes());
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException _) {
      throw new Gap(wanted.toString());
    }
  }
}
