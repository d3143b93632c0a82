package com.neighborbid.common.web;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The container's own errors, and what filters throw, as problem details. Nothing to be asked for.
@Hidden
@RestController
final class ProblemErrorController implements ErrorController {
  private static final Logger log = LoggerFactory.getLogger(ProblemErrorController.class);

  private final ProblemWriter problems;

  ProblemErrorController(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("${server.error.path:${error.path:/error}}")
  ResponseEntity<Object> onError(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (!(status instanceof Integer code)) {
      return problems.entity(ApiException.of(ErrorCode.NOT_FOUND), request);
    }
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
      log.error("{} failed", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), thrown);
    }
    return problems.entity(ApiException.of(ErrorCode.ofStatus(code)), request);
  }
}
