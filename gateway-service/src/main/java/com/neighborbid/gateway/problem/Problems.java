package com.neighborbid.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.common.error.Problem;
import com.neighborbid.gateway.request.RequestContext;
import org.springframework.stereotype.Component;

/// Writes a refusal as JSON in the reader's language.
@Component
public final class Problems {

  private final ObjectMapper json;

  Problems(ObjectMapper json) {
    this.json = json;
  }

  /// Returns the bytes of the problem detail.
  public byte[] write(ApiException refusal, RequestContext request) {
    Problem problem =
        Problem.of(refusal, ErrorTexts.language(request.acceptLanguage()), request.requestId());
    try {
      return json.writeValueAsBytes(problem.members());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem detail holds plain values only", e);
    }
  }
}
