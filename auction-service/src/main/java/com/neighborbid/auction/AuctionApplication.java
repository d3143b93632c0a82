package com.neighborbid.auction;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/// The auction service: the auction engine, and listings around it.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients
public class AuctionApplication {
  public static void main(String[] args) {
    SpringApplication.run(AuctionApplication.class, args);
  }
}
