package com.neighborbid.bench.load;

import com.neighborbid.common.web.Cursor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What people ask lists for.
public enum PageKind {
  /// A word or two as a Korean types them, common ones and parts of words too.
  TEXT_KO {
    @Override
    String query(Dice dice) {
      return "q=" + encoded(dice.of(KOREAN));
    }
  },
  TEXT_EN {
    @Override
    String query(Dice dice) {
      return "q=" + encoded(dice.of(ENGLISH));
    }
  },
  /// The number of a model, which a handful have.
  TEXT_RARE {
    @Override
    String query(Dice dice) {
      return "q=" + (char) ('A' + dice.below(26)) + (100 + dice.below(8_000));
    }
  },
  TEXT_FILTERED {
    @Override
    String query(Dice dice) {
      String text = "q=" + encoded(dice.of(dice.below(2) == 0 ? KOREAN : ENGLISH));
      return switch (dice.below(3)) {
        case 0 -> text + "&status=ACTIVE&region=" + dice.of(REGIONS);
        case 1 -> text + "&sort=price_asc&minPrice=" + dice.price();
        default -> text + "&condition=NEW&sort=end_soon";
      };
    }
  },
  REGION_CATEGORY {
    @Override
    String query(Dice dice) {
      return "region=" + dice.of(REGIONS) + "&category=" + dice.of(CATEGORIES);
    }
  },
  REGION_END_SOON {
    @Override
    String query(Dice dice) {
      return "status=ACTIVE&sort=end_soon&reach=NEIGHBORHOOD&region=" + dice.of(REGIONS);
    }
  },
  /// A range of prices, the newest first.
  PRICE {
    @Override
    String query(Dice dice) {
      long from = dice.price();
      return "minPrice=" + from + "&maxPrice=" + from * 5 / 4;
    }
  },
  PRICE_SORTED {
    @Override
    String query(Dice dice) {
      long from = dice.price();
      String range = "minPrice=" + from + "&maxPrice=" + 3 * from;
      String sort = dice.below(2) == 0 ? "&sort=price_asc" : "&sort=price_desc";
      return range + sort + (dice.below(2) == 0 ? "" : "&category=" + dice.of(CATEGORIES));
    }
  },
  SELLER {
    @Override
    String query(Dice dice) {
      String sort = dice.of(List.of("recent", "price_desc"));
      return "seller=" + dice.seller() + "&sort=" + sort;
    }
  },
  STATUS {
    @Override
    String query(Dice dice) {
      String status = dice.of(List.of("WAITING", "ACTIVE", "CLOSING", "ENDED", "CANCELLED"));
      return "status=" + status + "&category=" + dice.of(CATEGORIES);
    }
  },
  /// Pages that somebody has come to after thousands of others.
  DEEP {
    @Override
    String query(Dice dice) {
      return switch (dice.below(3)) {
        case 0 -> cursor("RECENT", dice) + "&region=" + dice.of(REGIONS);
        case 1 -> cursor("RECENT", dice) + "&category=" + dice.of(CATEGORIES);
        default -> cursor("PRICE_ASC", dice) + "&sort=price_asc";
      };
    }
  };

  private static final List<String> KOREAN =
      List.of(
          "자전거", "전거", "원목 책상", "책상을", "아이폰", "노트북", "캠핑", "캠핑 텐트", "유모차", "청소기", "로봇 청소기", "몬스테라",
          "레고", "가죽 가방", "한복", "냉장고", "소파", "미개봉 노트북", "급매 자전거", "택배", "지하철역", "빈티지 카메라");
  private static final List<String> ENGLISH =
      List.of(
          "bicycle",
          "wooden desk",
          "desks",
          "iphone",
          "laptop",
          "camping tent",
          "guitar",
          "leather",
          "vacuum",
          "bookshelf",
          "chairs",
          "novel",
          "moving",
          "scratches",
          "vintage camera",
          "lens",
          "unopened laptop",
          "golf",
          "monstera",
          "cook",
          "tudio",
          "lmost new sofa");
  private static final List<String> REGIONS =
      List.of(
          "seoul",
          "seoul/mapo-gu",
          "seoul/gangnam-gu",
          "seoul/mapo-gu/yeonnam-dong",
          "gyeonggi",
          "gyeonggi/suwon-si",
          "busan",
          "busan/haeundae-gu",
          "daegu",
          "jeju",
          "sejong",
          "jeonnam");
  private static final List<String> CATEGORIES =
      List.of(
          "digital",
          "appliances",
          "furniture",
          "kitchen",
          "kids",
          "fashion",
          "beauty",
          "sports",
          "hobby",
          "books",
          "plants",
          "pets",
          "collectibles",
          "other");
  private static final int MANY = 200;

  abstract String query(Dice dice);

  /// Its name in a report.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Pages of this kind, the same each time.
  public List<String> paths(Among among) {
    Dice dice = new Dice(new SplittableRandom(name().hashCode()), among);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      paths.add("/api/auctions?" + query(dice));
    }
    return paths;
  }

  /// What there is to be asked for.
  ///
  /// @param first id of the first of `count` auctions
  /// @param firstSeller id of the first of `sellers` people
  public record Among(long first, int count, long firstSeller, int sellers) {}

  /// What is asked for by chance.
  record Dice(SplittableRandom random, Among among) {
    int below(int bound) {
      return random.nextInt(bound);
    }

    <T> T of(List<T> values) {
      return values.get(below(values.size()));
    }

    /// From 1,000 to 3,000,000, each order of magnitude as often.
    long price() {
      return 1_000 * (long) Math.exp(8 * random.nextDouble());
    }

    long seller() {
      return among.firstSeller() + below(among.sellers());
    }

    long auction() {
      return among.first() + below(among.count());
    }
  }

  private static String cursor(String sort, Dice dice) {
    long id = dice.auction();
    return "cursor=" + Cursor.of(sort, sort.equals("RECENT") ? id : dice.price(), id).encode();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
