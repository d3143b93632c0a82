package com.neighborbid.common.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.FieldError;
import com.neighborbid.common.kafka.LogUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns everything a controller throws into a problem detail with a stable code.
///
/// Refusals are answers and are not logged here; what nobody expected is logged once, as an error.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(2);

  private final ProblemWriter problems;

  ProblemAdvice(ProblemWriter problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<Object> onRefusal(ApiException refusal, HttpServletRequest request) {
    return problems.entity(refusal, request);
  }

  /// A form that cannot be read; one that is too large is a case of its own above.
  @ExceptionHandler
  ResponseEntity<Object> onBrokenForm(MultipartException thrown, HttpServletRequest request) {
    return problems.entity(ApiException.of(ErrorCode.MALFORMED_REQUEST), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> onAnythingElse(Exception thrown, HttpServletRequest request) {
    return problems.entity(refusalFor(thrown, request), request);
  }

  private static ApiException refusalFor(Exception thrown, HttpServletRequest request) {
    Optional<ApiException> inside = cause(thrown, ApiException.class);
    if (inside.isPresent()) {
      return inside.get();
    }
    if (Outages.isOutage(thrown) || cause(thrown, LogUnavailableException.class).isPresent()) {
      log.warn(
          "{} {} has to wait: {}", request.getMethod(), request.getRequestURI(), thrown.toString());
      return ApiException.of(ErrorCode.SERVICE_UNAVAILABLE).withRetryAfter(OUTAGE_PAUSE);
    }
    if (Outages.isImpossibleText(thrown)) {
      return ApiException.of(ErrorCode.MALFORMED_REQUEST);
    }
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
    return ApiException.of(ErrorCode.INTERNAL);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Optional<ApiException> tooLarge =
        cause(thrown, BodyLimitFilter.BodyTooLargeException.class)
            .map(large -> ProblemWriter.tooLarge(large.maxBytes()));
    if (tooLarge.isPresent()) {
      return answer(tooLarge.get(), request);
    }
    List<FieldError> errors =
        cause(thrown, JsonProcessingException.class).map(JsonErrors::of).orElseGet(List::of);
    return answer(ApiException.of(ErrorCode.MALFORMED_REQUEST).withErrors(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(ApiException.invalid(ConstraintErrors.of(thrown.getBindingResult())), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (thrown.isForReturnValue()) {
      return handleExceptionInternal(thrown, null, headers, status, request);
    }
    List<FieldError> errors = ConstraintErrors.of(thrown.getParameterValidationResults());
    return answer(ApiException.invalid(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(ApiException.invalid(thrown.getParameterName(), "required"), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return thrown instanceof MissingRequestHeaderException header
        ? answer(ApiException.invalid(header.getHeaderName(), "required"), request)
        : answer(ApiException.of(ErrorCode.MALFORMED_REQUEST), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException thrown,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (!(thrown instanceof MethodArgumentTypeMismatchException argument)) {
      return handleExceptionInternal(thrown, null, headers, status, request);
    }
    Class<?> wanted = argument.getRequiredType();
    boolean whole = wanted == long.class || wanted == Long.class;
    FieldError error =
        wanted != null && wanted.isEnum()
            ? new FieldError(argument.getName(), "oneOf", Map.of("values", names(wanted)))
            : FieldError.of(argument.getName(), whole ? "whole" : "invalid");
    return answer(ApiException.of(ErrorCode.MALFORMED_REQUEST).withErrors(List.of(error)), request);
  }

  /// Everything else Spring itself refuses comes here with its status.
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception thrown,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isCommitted(request)) {
      return null;
    }
    ErrorCode code = ErrorCode.ofStatus(status.value());
    if (code == ErrorCode.INTERNAL) {
      log.error("{} failed", request.getDescription(false), thrown);
    }
    ResponseEntity<Object> plain = answer(ApiException.of(code), request);
    return ResponseEntity.status(plain.getStatusCode())
        .headers(headers)
        .headers(plain.getHeaders())
        .body(plain.getBody());
  }

  private ResponseEntity<Object> answer(ApiException refusal, WebRequest request) {
    return problems.entity(refusal, ((ServletWebRequest) request).getRequest());
  }

  private static boolean isCommitted(WebRequest request) {
    var response = ((ServletWebRequest) request).getResponse();
    return response != null && response.isCommitted();
  }

  private static String names(Class<?> wanted) {
    return Arrays.stream(wanted.getEnumConstants())
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> wanted) {
    @Nullable Throwable at = thrown;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (wanted.isInstance(at)) {
        return Optional.of(wanted.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
