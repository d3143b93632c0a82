package com.neighborbid.auction.bidding;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whatever lies on `auction.log`: it is an input of the auction that its key names, or poison.
class LogInputsFuzzTest {
  private static final String TYPE = "auction.PlaceBid.v1";

  @Test
  void everyRecordIsAnInputOfItsAuctionOrPoison() {
    byte[] value =
        ContractJson.write(
            new PlaceBid(7, new UUID(1, 2), 3, 15_000, 20_000L, List.of(), "auction-8083"));
    Fuzz.attempts(
        10_000,
        random -> {
          byte[] spoiled =
              random.nextBoolean() ? Mutations.of(random, value) : JsonMutations.of(random, value);
          String key = random.nextInt(5) == 0 ? Mutations.of(random, "7") : "7";
          try {
            AuctionInput input = LogInputs.read(TYPE, key, spoiled);
            assertThat(input.auctionId()).isEqualTo(Long.parseLong(key));
            assertThat(AuctionInputCodec.typeOf(input)).isEqualTo(TYPE);
          } catch (MalformedContractException | IllegalArgumentException poison) {
            assertThat(poison.getMessage()).isNotEmpty();
          }
        });
  }
}
