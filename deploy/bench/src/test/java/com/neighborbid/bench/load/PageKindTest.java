package com.neighborbid.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.common.web.Cursor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageKindTest {
  private static final PageKind.Among AMONG = new PageKind.Among(5_000, 100, 70, 10);

  @ParameterizedTest
  @EnumSource
  void asksForManyPagesAndTheSameEachTime(PageKind kind) {
    List<String> paths = kind.paths(AMONG);

    assertThat(paths).hasSize(200).isEqualTo(kind.paths(AMONG));
    assertThat(paths.stream().distinct().count()).isGreaterThanOrEqualTo(10);
    assertThat(paths).allSatisfy(path -> assertThat(path).matches("/api/auctions\\?[!-~]+"));
    assertThat(paths)
        .allSatisfy(path -> assertThat(URI.create(path).getQuery()).doesNotContain("null"));
  }

  @Test
  void beginsDeepPagesWhereAnAuctionIs() {
    List<String> cursors =
        PageKind.DEEP.paths(AMONG).stream()
            .map(path -> path.replaceAll(".*cursor=([^&]+).*", "$1"))
            .toList();

    assertThat(cursors)
        .allSatisfy(
            raw -> {
              Cursor cursor = Cursor.parse(raw);
              assertThat(cursor.text(0)).isIn("RECENT", "PRICE_ASC");
              assertThat(cursor.number(2)).isBetween(5_000L, 5_099L);
            });
  }

  @Test
  void asksForSellersWhoSell() {
    assertThat(PageKind.SELLER.paths(AMONG))
        .allSatisfy(path -> assertThat(path).matches(".*seller=7\\d&.*"));
  }
}
