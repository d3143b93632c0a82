package com.neighborbid.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

class FaultsTest {

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new ConnectException("refused"), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(new IOException("reset"), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(new TimeoutException("slow"), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(AbortedException.beforeSend(), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(status(504), ErrorCode.SERVICE_UNAVAILABLE),
        Arguments.of(status(404), ErrorCode.NOT_FOUND),
        Arguments.of(status(405), ErrorCode.METHOD_NOT_ALLOWED),
        Arguments.of(status(406), ErrorCode.NOT_ACCEPTABLE),
        Arguments.of(status(413), ErrorCode.PAYLOAD_TOO_LARGE),
        Arguments.of(status(415), ErrorCode.UNSUPPORTED_MEDIA_TYPE),
        Arguments.of(status(429), ErrorCode.TOO_MANY_REQUESTS),
        Arguments.of(status(400), ErrorCode.MALFORMED_REQUEST),
        Arguments.of(status(418), ErrorCode.MALFORMED_REQUEST),
        Arguments.of(status(500), ErrorCode.INTERNAL),
        Arguments.of(new DataBufferLimitException("big"), ErrorCode.PAYLOAD_TOO_LARGE),
        Arguments.of(new IllegalStateException("bug"), ErrorCode.INTERNAL));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultHasItsCode(Throwable fault, ErrorCode code) {
    assertThat(Faults.toRefusal(fault).code()).isEqualTo(code);
  }

  @Test
  void aRefusalStaysWhatItIs() {
    ApiException refusal = ApiException.of(ErrorCode.FORBIDDEN);
    assertThat(Faults.toRefusal(refusal)).isSameAs(refusal);
  }

  @Test
  void whoeverFindsAServiceAwayIsToldWhenToComeBack() {
    assertThat(Faults.unavailable().retryAfterSeconds()).hasValue(2L);
  }

  private static ResponseStatusException status(int status) {
    return new ResponseStatusException(HttpStatus.valueOf(status));
  }
}
