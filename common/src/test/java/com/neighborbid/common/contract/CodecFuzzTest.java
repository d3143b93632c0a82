package com.neighborbid.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.contract.Catalogue.Place;
import com.neighborbid.common.lane.DeadLetter;
import com.neighborbid.common.lane.LogRecord;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.JsonMutations;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever stands in a record or on a channel: it is read, or refused with the one exception that
/// sends it to the dead letters. What was read can be written again and says the same then, so that
/// nothing fails on it later, where no single record could be blamed any more.
class CodecFuzzTest {
  private static final int ATTEMPTS = 20_000;
  private static final int LARGEST_LETTER = 900_000;

  /// A record as it should be.
  private record Valid(Place place, String type, byte[] value) {}

  private static final List<Valid> VALID = valid();

  private static List<Valid> valid() {
    List<Valid> valid = new ArrayList<>();
    for (Place place : Catalogue.places()) {
      for (Class<?> kind : place.permitted()) {
        for (Object one : List.of(Samples.full(kind), Samples.minimal(kind))) {
          valid.add(new Valid(place, place.typeOf(kind), place.encode().apply(one)));
        }
      }
    }
    return valid;
  }

  @Test
  void everyRecordIsReadOrRefusedAsMalformed() {
    int[] read = new int[1];
    Fuzz.attempts(
        ATTEMPTS,
        random -> {
          Valid valid = VALID.get(random.nextInt(VALID.size()));
          if (isReadAndWrittenAlike(valid, spoiled(random, valid.value()))) {
            read[0]++;
          }
        });
    assertThat(read[0]).as("or nothing would have been tried beyond the parser").isPositive();
  }

  private static byte[] spoiled(SplittableRandom random, byte[] value) {
    return random.nextInt(3) == 0 ? Mutations.of(random, value) : JsonMutations.of(random, value);
  }

  private static boolean isReadAndWrittenAlike(Valid valid, byte[] spoiled) {
    Object read;
    try {
      read = valid.place().decode().decode(valid.type(), spoiled);
    } catch (MalformedContractException _) {
      return false;
    }
    byte[] written = valid.place().encode().apply(read);
    assertThat(valid.place().decode().decode(valid.type(), written)).isEqualTo(read);
    return true;
  }

  @Test
  void everyUnreadableRecordFitsIntoADeadLetter() {
    Fuzz.attempts(
        1_000,
        random -> {
          Valid valid = VALID.get(random.nextInt(VALID.size()));
          String odd = OddValues.text(random).repeat(random.nextInt(4));
          byte[] value = spoiled(random, valid.value());
          LogRecord record = new LogRecord(0, 1, 2, odd, odd, value, null);
          byte[] letter = DeadLetter.of("auction.log", record, odd).toJson();
          assertThat(letter.length).isLessThan(LARGEST_LETTER);
          assertThat(ContractJson.read(letter, DeadLetter.class).valueBytes())
              .isEqualTo(value.length);
        });
  }
}
