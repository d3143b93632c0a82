package com.neighborbid.user.remote;

import com.neighborbid.common.web.RequestIds;
import feign.RequestInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RemoteConfiguration {
  /// The other service's log carries the id of the request that made us ask.
  @Bean
  RequestInterceptor requestIdOfCalls() {
    return request ->
        RequestIds.current().ifPresent(id -> request.header(RequestIds.HTTP_HEADER, id));
  }
}
