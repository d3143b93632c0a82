package com.neighborbid.auction.support;

import com.neighborbid.common.web.RequestIds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Notes which statements the service runs for which HTTP request, whatever runs beside it. A test
/// sends its own `X-Request-Id` and asks for it.
public final class StatementCounter implements BeanPostProcessor {
  private final Map<String, List<String>> byRequest = new ConcurrentHashMap<>();

  /// The statements of a request, in order.
  public List<String> of(String requestId) {
    return byRequest.getOrDefault(requestId, List.of());
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? new Counted(source) : bean;
  }

  private final class Counted extends DelegatingDataSource {
    Counted(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return wrapped(
          Connection.class,
          (method, arguments) -> {
            Object result = invoke(method, connection, arguments);
            if (!(result instanceof Statement statement)) {
              return result;
            }
            String sql = arguments == null ? "" : String.valueOf(arguments[0]);
            return wrapped(method.getReturnType(), noting(statement, sql));
          });
    }
  }

  private Call noting(Statement statement, String sql) {
    return (method, arguments) -> {
      String request = MDC.get(RequestIds.MDC_KEY);
      if (method.getName().startsWith("execute") && request != null) {
        byRequest.computeIfAbsent(request, _ -> new CopyOnWriteArrayList<>()).add(sql);
      }
      return invoke(method, statement, arguments);
    };
  }

  private interface Call {
    Object with(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T wrapped(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            StatementCounter.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call.with(method, arguments)));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
