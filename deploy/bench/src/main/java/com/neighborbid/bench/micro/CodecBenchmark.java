package com.neighborbid.bench.micro;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PlaceBid;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessage.Updated;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInput.SetHold;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Bytes of the records that every bid passes through.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  private static final UUID ID = UUID.fromString("01a1fc49-ef47-7f3d-8634-4e9979ad7c7e");
  private static final Instant AT = Instant.parse("2026-11-21T04:07:46.264Z");

  private PlaceBid bid =
      new PlaceBid(24, ID, 1_007, 15_000, 20_000L, List.of(), "realtime-service-8084");
  private SetHold hold = new SetHold(1_007, 24, 20_000, 7, true);
  private Updated update =
      new Updated(
          new RoomState(
              24, 42, RoomState.Status.ACTIVE, 15_000, "joon", 16_000, AT.plusSeconds(3_600)),
          ID,
          AT);
  private byte[] bidBytes = ContractJson.write(bid);
  private byte[] holdBytes = ContractJson.write(hold);
  private byte[] updateBytes = RoomMessageCodec.encode(update);

  @Benchmark
  public byte[] writePlaceBid() {
    return ContractJson.write(bid);
  }

  @Benchmark
  public AuctionInput readPlaceBid() {
    return AuctionInputCodec.decode("auction.PlaceBid.v1", 24, bidBytes);
  }

  @Benchmark
  public byte[] writeSetHold() {
    return ContractJson.write(hold);
  }

  @Benchmark
  public WalletInput readSetHold() {
    return WalletInputCodec.decode("wallet.SetHold.v1", 1_007, holdBytes);
  }

  @Benchmark
  public byte[] writeRoomUpdate() {
    return RoomMessageCodec.encode(update);
  }

  @Benchmark
  public RoomMessage readRoomUpdate() {
    return RoomMessageCodec.decode(updateBytes);
  }
}
