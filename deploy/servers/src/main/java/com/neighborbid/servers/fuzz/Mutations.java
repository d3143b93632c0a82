package com.neighborbid.servers.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Spoils bytes: flipped, cut off, left out, put in, doubled, exchanged.
public final class Mutations {
  private static final int MOST_AT_ONCE = 4;
  private static final int LONGEST_PIECE = 16;

  /// What is put in besides random bytes: broken UTF-8, ends of things, and what opens and closes.
  private static final byte[][] PIECES = {
    {0},
    {0, 0, 0, 0},
    {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
    {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
    {(byte) 0x80},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xf0, (byte) 0x9f},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    {'\r', '\n'},
    {'"'},
    {'\\'},
    {'\\', 'u'},
    {'{'},
    {'}'},
    {'['},
    {']'},
    {','},
    {':'},
    {'.'},
    {'%'},
    {'-'},
    {'9', '9', '9', '9', '9', '9', '9', '9', '9', '9'},
    {'n', 'u', 'l', 'l'},
  };

  private Mutations() {}

  /// A spoiled copy; once in a while nothing but random bytes.
  public static byte[] of(RandomGenerator random, byte[] valid) {
    if (random.nextInt(50) == 0) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] spoiled = valid.clone();
    int times = 1 + random.nextInt(MOST_AT_ONCE);
    for (int i = 0; i < times; i++) {
      spoiled = once(random, spoiled);
    }
    return spoiled;
  }

  /// A spoiled copy of a text, as Latin-1 so that any byte can be in it.
  public static String of(RandomGenerator random, String valid) {
    byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
    return new String(of(random, bytes), StandardCharsets.ISO_8859_1);
  }

  private static byte[] once(RandomGenerator random, byte[] from) {
    int at = random.nextInt(from.length + 1);
    int length = Math.min(from.length - at, 1 + random.nextInt(LONGEST_PIECE));
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(from, at);
      case 1 -> replaced(from, at, length, new byte[0]);
      case 2 -> replaced(from, at, 0, Arrays.copyOfRange(from, at, at + length));
      case 3 -> replaced(from, at, 0, PIECES[random.nextInt(PIECES.length)]);
      case 4 -> replaced(from, at, length, PIECES[random.nextInt(PIECES.length)]);
      case 5 -> replaced(from, at, length, noise(random, length));
      default -> flipped(random, from);
    };
  }

  private static byte[] noise(RandomGenerator random, int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] flipped(RandomGenerator random, byte[] from) {
    byte[] flipped = from.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] replaced(byte[] from, int at, int length, byte[] by) {
    byte[] replaced = new byte[from.length - length + by.length];
    System.arraycopy(from, 0, replaced, 0, at);
    System.arraycopy(by, 0, replaced, at, by.length);
    System.arraycopy(from, at + length, replaced, at + by.length, from.length - at - length);
    return replaced;
  }
}
