package com.neighborbid.gateway.edge;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.config.GatewaySettings;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Refuses bodies that are too large, whether their length is announced or not.
///
/// Ordinary bodies are read completely before a service is asked: they are small, and a client that
/// sends slowly then costs the gateway a few bytes and the service nothing. Image uploads are
/// counted as they pass.
@Component
@Order(EdgeOrder.BODY)
final class BodyFilter implements WebFilter {

  private final GatewaySettings.Bodies limits;

  BodyFilter(GatewaySettings settings) {
    this.limits = settings.bodies();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders headers = request.getHeaders();
    long length = headers.getContentLength();
    boolean chunked = headers.containsKey(HttpHeaders.TRANSFER_ENCODING);
    if (length <= 0 && !chunked) {
      return chain.filter(exchange);
    }
    DataSize limit = isImage(request) ? limits.maxImage() : limits.max();
    if (length > limit.toBytes()) {
      return Mono.error(tooLarge(limit));
    }
    return isImage(request)
        ? chain.filter(withBody(exchange, counted(request, limit)))
        : read(request, limit)
            .flatMap(body -> chain.filter(withBody(exchange, whole(request, exchange, body))));
  }

  private Mono<byte[]> read(ServerHttpRequest request, DataSize limit) {
    return DataBufferUtils.join(request.getBody(), (int) limit.toBytes())
        .map(BodyFilter::copy)
        .defaultIfEmpty(new byte[0])
        .timeout(limits.readWithin())
        .onErrorMap(TimeoutException.class, _ -> ApiException.of(ErrorCode.MALFORMED_REQUEST))
        .onErrorMap(
            org.springframework.core.io.buffer.DataBufferLimitException.class,
            _ -> tooLarge(limit));
  }

  private static byte[] copy(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static ServerWebExchange withBody(ServerWebExchange exchange, ServerHttpRequest body) {
    return exchange.mutate().request(body).build();
  }

  private static ServerHttpRequest whole(
      ServerHttpRequest request, ServerWebExchange exchange, byte[] body) {
    HttpHeaders headers = new HttpHeaders();
    headers.addAll(request.getHeaders());
    headers.remove(HttpHeaders.TRANSFER_ENCODING);
    headers.setContentLength(body.length);
    return new ServerHttpRequestDecorator(request) {
      @Override
      public HttpHeaders getHeaders() {
        return headers;
      }

      @Override
      public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
      }
    };
  }

  private static ServerHttpRequest counted(ServerHttpRequest request, DataSize limit) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        AtomicLong seen = new AtomicLong();
        return super.getBody()
            .doOnNext(
                buffer -> {
                  if (seen.addAndGet(buffer.readableByteCount()) > limit.toBytes()) {
                    DataBufferUtils.release(buffer);
                    throw tooLarge(limit);
                  }
                });
      }
    };
  }

  private static boolean isImage(ServerHttpRequest request) {
    String path = request.getURI().getRawPath();
    MediaType type = request.getHeaders().getContentType();
    return HttpMethod.POST.equals(request.getMethod())
        && path.startsWith("/api/auctions/")
        && path.endsWith("/images")
        && type != null
        && MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type);
  }

  private static ApiException tooLarge(DataSize limit) {
    return ApiException.of(ErrorCode.PAYLOAD_TOO_LARGE).with("maxBytes", limit.toBytes());
  }
}
