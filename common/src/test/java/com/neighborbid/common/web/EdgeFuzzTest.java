package com.neighborbid.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorTexts;
import com.neighborbid.servers.fuzz.Fuzz;
import com.neighborbid.servers.fuzz.Mutations;
import com.neighborbid.servers.fuzz.OddValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What stands in addresses and headers is understood or refused with a code.
class EdgeFuzzTest {
  private static final int ATTEMPTS = 10_000;

  @Test
  void aCursorIsReadOrRefused() {
    String good = Cursor.of("PRICE_ASC", 12, Instant.parse("2026-11-21T12:00:00Z"), "x").encode();
    List<Consumer<Cursor>> readers =
        List.of(
            cursor -> cursor.text(3),
            cursor -> cursor.number(1),
            cursor -> cursor.time(2),
            cursor -> cursor.sqlTime(2),
            cursor -> cursor.number(0));
    Fuzz.attempts(
        ATTEMPTS,
        random -> {
          String spoiled = cursor(random, good);
          for (Consumer<Cursor> reader : readers) {
            refusedOrDone(() -> reader.accept(Cursor.parse(spoiled)));
          }
          refusedOrDone(() -> assertThat(PageQuery.of(spoiled, null).limit()).isBetween(1, 100));
        });
  }

  private static String cursor(SplittableRandom random, String good) {
    return switch (random.nextInt(3)) {
      case 0 -> Mutations.of(random, good);
      case 1 ->
          Cursor.of(OddValues.text(random), OddValues.text(random), OddValues.text(random))
              .encode();
      default ->
          Base64.getUrlEncoder()
              .encodeToString(
                  Mutations.of(
                      random, "PRICE_ASC\u001f12\u001fx".getBytes(StandardCharsets.UTF_8)));
    };
  }

  @Test
  void aLimitIsReadOrRefused() {
    Fuzz.attempts(
        ATTEMPTS,
        random ->
            refusedOrDone(
                () ->
                    assertThat(PageQuery.of(Mutations.of(random, "20"), null).limit())
                        .isBetween(1, 100)));
  }

  @Test
  void anIdempotencyKeyIsGoodOrRefused() {
    Fuzz.attempts(
        ATTEMPTS,
        random -> {
          String key =
              random.nextBoolean() ? OddValues.text(random) : Mutations.of(random, "\"key-1\"");
          refusedOrDone(
              () -> assertThat(ClientIds.requireIdempotencyKey(key)).matches("[\\w.-]{1,64}"));
          assertThat(RequestIds.accept(key)).matches("[\\w.-]{1,64}");
        });
  }

  @Test
  void aLanguageIsAlwaysFound() {
    Fuzz.attempts(
        ATTEMPTS,
        random -> {
          String header =
              random.nextInt(4) == 0
                  ? OddValues.text(random)
                  : Mutations.of(random, "ko-KR,ko;q=0.9,en-US;q=0.8,*;q=0.1");
          assertThat(ErrorTexts.language(header)).isIn(Locale.ENGLISH, Locale.KOREAN);
        });
  }

  @Test
  void aTextIsTheSameHoweverOftenItIsPutInOrder() {
    Fuzz.attempts(
        ATTEMPTS,
        random -> {
          String text = OddValues.text(random) + Mutations.of(random, "Some text, e\u0301");
          String once = TextRules.normalize(text);
          assertThat(TextRules.normalize(once)).isEqualTo(once);
          assertThat(TextRules.length(once)).isLessThanOrEqualTo(once.length());
          if (TextRules.isCleanLine(once)) {
            assertThat(new String(once.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(once);
          }
        });
  }

  private static void refusedOrDone(Runnable reader) {
    try {
      reader.run();
    } catch (ApiException refused) {
      assertThat(refused.code().status()).isEqualTo(400);
    }
  }
}
