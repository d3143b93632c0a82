package com.neighborbid.auction.replay;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules change only as a new version: a log that was kept from each version still gives, bid by
/// bid, what it gave when it was written. The outcomes of version 1 were written by the engine that
/// knew no other.
class KeptLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aKeptLogGivesWhatItAlwaysGave(int version) throws IOException {
    List<JsonNode> kept = new ArrayList<>();
    for (String line : lines("rules-%d.outcomes.jsonl".formatted(version))) {
      kept.add(JSON.readTree(line));
    }
    Set<String> kinds = kept.stream().map(KeptLogTest::kind).collect(toSet());
    List<ObjectNode> found =
        Outcomes.of(log(version)).stream().filter(one -> kinds.contains(kind(one))).toList();
    assertThat(found).hasSameSizeAs(kept);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      JsonNode expected = kept.get(i);
      ObjectNode outcome = found.get(i);
      // What is known of a thing today and was not then may be anything.
      boolean same =
          expected.properties().stream()
              .allMatch(one -> one.getValue().asText().equals(outcome.path(one.getKey()).asText()));
      if (!same) {
        differences.add("was " + expected + "\n is " + outcome);
      }
    }
    assertThat(differences).isEmpty();
  }

  /// Its first field says what an outcome is of.
  private static String kind(JsonNode outcome) {
    return outcome.fieldNames().next();
  }

  /// A log that holds little proves little.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aKeptLogHasEveryOutcomeThatItsVersionKnows(int version) {
    String outcomes = String.join("\n", lines("rules-%d.outcomes.jsonl".formatted(version)));
    assertThat(outcomes)
        .contains(
            "ACCEPTED", "OUTBID", "REJECTED", "BELOW_MINIMUM", "OUTBID_MEANWHILE", "AUCTION_ENDED")
        .contains("INSUFFICIENT_FUNDS", "SELLER_CANNOT_BID", "AUCTION_NOT_ACTIVE", "WON")
        .contains("\"capture\":", "\"ended by\":\"TIME\"", "\"ended by\":\"SELLER\"");
    if (version > 1) {
      assertThat(outcomes)
          .contains("BUY_NOW", "NO_INSTANT_PRICE", "SECOND_CHANCE", "NO_OFFER", "AUCTION_HAS_BIDS")
          .contains("leaderSuspended", "paused=MAINTENANCE", "CANCELLED", "TIERED", "NOT_PAUSED");
    }
  }

  @Test
  void rulesOfAnUnknownVersionArePoison() {
    for (int version : new int[] {1, 2}) {
      Outcomes outcomes = new Outcomes();
      log(version).forEach(outcomes.derivation::accept);
      assertThat(outcomes.derivation.poison().values())
          .hasSize(5)
          .anyMatch(reason -> reason.contains("unknown rules version 99"));
      assertThat(outcomes.derivation.auctions()).doesNotContainKey(77L);
    }
  }

  /// Partitions know nothing of each other, so how their records were mixed is no input.
  @Test
  void theOrderAmongPartitionsDoesNotCount() {
    List<LogLine> apart = new ArrayList<>(log(2));
    apart.sort(Comparator.comparingInt(LogLine::partition));
    assertThat(new TreeSet<>(texts(Outcomes.of(apart))))
        .isEqualTo(new TreeSet<>(texts(Outcomes.of(log(2)))));
  }

  /// Without the numbers that commands to wallets have among those of all partitions.
  private static List<String> texts(List<ObjectNode> outcomes) {
    return outcomes.stream().map(one -> one.without("wallet").toString()).toList();
  }

  private static List<LogLine> log(int version) {
    return lines("rules-%d.jsonl".formatted(version)).stream().map(LogLine::parse).toList();
  }

  private static List<String> lines(String name) {
    try (InputStream in = KeptLogTest.class.getResourceAsStream("/kept-logs/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
