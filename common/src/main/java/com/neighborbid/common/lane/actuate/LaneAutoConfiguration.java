package com.neighborbid.common.lane.actuate;

import com.neighborbid.common.lane.LaneGroup;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/// Adds the endpoint `lanes` to services that have an actuator and expose it.
@AutoConfiguration
@ConditionalOnClass(Endpoint.class)
public class LaneAutoConfiguration {
  @Bean
  @ConditionalOnAvailableEndpoint
  LanesEndpoint lanesEndpoint() {
    return new LanesEndpoint(LaneGroup::running);
  }
}
