package com.neighborbid.gateway.websocket;

import java.time.Duration;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import reactor.netty.NettyPipeline;

/// Puts our handlers in front of the web framework on every connection.
@Configuration(proxyBeanMethods = false)
class WebSocketConfig {

  /// However slowly a client sends, its request ends.
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(90);

  @Bean
  @Order(0)
  NettyServerCustomizer handlersInFront(MalformedRequests malformed, Handshakes handshakes) {
    return server ->
        server
            .requestTimeout(REQUEST_LIMIT)
            .doOnChannelInit(
                (_, channel, _) ->
                    channel
                        .pipeline()
                        .addBefore(
                            NettyPipeline.HttpTrafficHandler, RequestGate.NAME, new RequestGate())
                        .addBefore(
                            NettyPipeline.HttpTrafficHandler, MalformedRequests.NAME, malformed)
                        .addBefore(
                            NettyPipeline.HttpTrafficHandler,
                            HandshakeEntry.NAME,
                            new HandshakeEntry(handshakes)));
  }
}
