package com.neighborbid.gateway.reads;

import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.NettyPipeline;

/// Puts the reads' handler right in front of the web framework, behind all that other customizers
/// put there.
@Configuration(proxyBeanMethods = false)
class ReadConfig {

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  NettyServerCustomizer readsBeforeTheFramework(ReadAnswers answers, SharedReads reads) {
    return server ->
        server.doOnChannelInit(
            (_, channel, _) ->
                channel
                    .pipeline()
                    .addBefore(
                        NettyPipeline.HttpTrafficHandler,
                        ReadEntry.NAME,
                        new ReadEntry(answers, reads)));
  }
}
