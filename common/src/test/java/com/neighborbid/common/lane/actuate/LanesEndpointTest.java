package com.neighborbid.common.lane.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class LanesEndpointTest {
  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(EndpointAutoConfiguration.class, LaneAutoConfiguration.class));

  @Test
  void isThereWhereAServiceExposesIt() {
    service
        .withPropertyValues("management.endpoints.web.exposure.include=lanes")
        .run(context -> assertThat(context).hasSingleBean(LanesEndpoint.class));
  }

  @Test
  void isNotThereByItself() {
    service.run(context -> assertThat(context).doesNotHaveBean(LanesEndpoint.class));
  }

  @Test
  void refusesAGroupThatDoesNotRunHere() {
    LanesEndpoint endpoint = new LanesEndpoint(List::of);
    assertThat(endpoint.lanes()).isEmpty();
    assertThat(endpoint.adopt("auction-engine", 0, null).refusal()).contains("auction-engine");
  }
}
