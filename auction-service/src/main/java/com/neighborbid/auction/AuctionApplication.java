package com.neighborbid.auction;

import com.neighborbid.auction.replay.ReplayCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cloud.openfeign.EnableFeignClients;

/// The auction service: the auction engine, and listings around it.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableFeignClients
public class AuctionApplication {
  /// Starts the service, or runs a command of [ReplayCommand].
  public static void main(String[] args) {
    if (ReplayCommand.isWanted(args)) {
      System.exit(ReplayCommand.run(args, System.getenv(), System.out));
    }
    SpringApplication.run(AuctionApplication.class, args);
  }
}
