package com.neighborbid.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the gateway: the one public port of NeighborBid.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class GatewayApplication {

  /// Starts the process.
  public static void main(String[] args) {
    SpringApplication.run(GatewayApplication.class, args);
  }
}
