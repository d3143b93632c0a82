package com.neighborbid.servers.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/// What parsers have stumbled over before.
public final class OddValues {
  /// Texts as they are, not escaped for anything.
  public static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\t\n",
          "\0",
          "a\0b",
          "\u0007\u001b[31m",
          "\ud800",
          "x\udc00y",
          "\ufffe",
          "\uffff",
          "\u202e\u2066abc",
          "\u200b",
          "\ufeff",
          "\ud83d\ude00",
          "e\u0301",
          "\ufdfa".repeat(20),
          "\u0130I\u0131i",
          "' or 1=1; --",
          "\";select pg_sleep(9);--",
          "%",
          "%s%n%d",
          "%00",
          "_%\\",
          "${jndi:ldap://127.0.0.1/a}",
          "#{T(java.lang.Runtime)}",
          "<script>alert(1)</script>",
          "../../../../etc/passwd",
          "..;/",
          "\\\\",
          "null",
          "true",
          "undefined",
          "NaN",
          "-",
          "+1",
          "0x10",
          "1e3",
          "01",
          "\u0661\u0662",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "99999999999999999999999999",
          "a".repeat(31),
          "a".repeat(65),
          "a".repeat(256),
          "a".repeat(1001),
          "\uac00".repeat(101),
          "2026-11-21T12:00:00Z",
          "2026-11-21",
          "2026-02-30T25:61:00Z",
          "9999-12-31T23:59:59.999999999Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "-1000000000-01-01T00:00:00Z",
          "+294277-01-01T00:00:00Z",
          "-4714-01-01T00:00:00Z",
          "0000-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "2026-11-21T12:00:00+18:00",
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "0-0-0-0-0",
          "KR/11/680",
          "a@b.c",
          "http://127.0.0.1:1/",
          "en-US;q=0.8,*;q=0");

  /// Values of JSON as they stand in a text, in order of their kinds.
  static final List<String> JSON =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "1",
          "-1",
          "5",
          "1.0",
          "0.1",
          "1.5",
          "1e3",
          "1E400",
          "-1E400",
          "1E1000000000",
          "1E-1000000000",
          "2147483647",
          "2147483648",
          "-2147483649",
          "999999999999",
          "1000000000000",
          "1000000000001",
          "253402300800",
          "31556889864403200",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "9".repeat(200),
          "9".repeat(1200),
          "0." + "3".repeat(1200),
          "\"\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[1,\"a\",{}]",
          "{\"\":null}",
          "{\"a\":{\"b\":[{}]}}",
          "\"\\ud800\"",
          "\"\\u0000\"");

  private OddValues() {}

  public static String text(RandomGenerator random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /// A value of JSON, as it stands in a text.
  public static String json(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> nested(random.nextInt(2) == 0 ? 40 : 3_000, random.nextBoolean());
      case 1, 2, 3 -> JsonMutations.quoted(text(random));
      default -> JSON.get(random.nextInt(JSON.size()));
    };
  }

  private static String nested(int depth, boolean arrays) {
    return arrays
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }
}
