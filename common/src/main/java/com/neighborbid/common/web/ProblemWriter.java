package com.neighborbid.common.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.common.error.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Answers refusals over HTTP, from controllers and from filters alike.
final class ProblemWriter {
  private final ObjectMapper json;

  ProblemWriter(ObjectMapper json) {
    this.json = json;
  }

  ResponseEntity<Object> entity(ApiException refusal, HttpServletRequest request) {
    return ResponseEntity.status(refusal.code().status())
        .headers(headers(refusal))
        .body(problem(refusal, request).members());
  }

  /// Writes the whole answer; does nothing where an answer is already on its way.
  void write(ApiException refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.setStatus(refusal.code().status());
    headers(refusal).forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.getOutputStream().write(json.writeValueAsBytes(problem(refusal, request).members()));
  }

  private static Problem problem(ApiException refusal, HttpServletRequest request) {
    return Problem.of(
        refusal,
        ErrorTexts.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
        RequestIds.current().orElse(null));
  }

  private static HttpHeaders headers(ApiException refusal) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setCacheControl("no-store");
    refusal
        .retryAfterSeconds()
        .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
    if (refusal.code() == ErrorCode.UNAUTHORIZED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, challenge(refusal));
    }
    return headers;
  }

  private static String challenge(ApiException refusal) {
    String realm = "Bearer realm=\"neighborbid\"";
    return refusal.detail().equals(Optional.of("UNAUTHORIZED.token"))
        ? realm + ", error=\"invalid_token\""
        : realm;
  }

  /// The refusal of a body beyond the limit.
  static ApiException tooLarge(long maxBytes) {
    return ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE).with("maxBytes", maxBytes);
  }
}
