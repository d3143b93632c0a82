package com.neighborbid.gateway.routing;

import com.neighborbid.gateway.config.GatewaySettings;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the client towards the services must not do behind the gateway's back.
@Configuration(proxyBeanMethods = false)
class HttpClientConfig {

  @Bean
  HttpClientCustomizer httpClientCustomizer(GatewaySettings settings) {
    GatewaySettings.Times times = settings.times();
    return client ->
        client
            // Whether a request may be sent twice is decided in UpstreamFilter, by its method.
            .disableRetry(true)
            // A body that stalls half way ends too; answers as such are limited per request.
            .responseTimeout(times.upload().plus(times.maxWait()));
  }
}
