package com.neighborbid.common.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands controllers the [Caller]: `Caller` demands a valid token, `Optional<Caller>` allows none.
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {
  private final BearerTokens tokens;

  public CallerArgumentResolver(BearerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class || isOptionalCaller(parameter);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return isOptionalCaller(parameter)
        ? tokens.caller(authorization)
        : tokens.require(authorization);
  }

  private static boolean isOptionalCaller(MethodParameter parameter) {
    ResolvableType type = ResolvableType.forMethodParameter(parameter);
    return type.resolve() == Optional.class && type.getGeneric(0).resolve() == Caller.class;
  }
}
