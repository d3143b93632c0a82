package com.neighborbid.auction.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An auction as everybody may see it, ready to be sent: by itself, and as an item of a list. Or
/// the knowledge that there is none.
public final class AuctionCopy implements Kept {
  private static final int OVERHEAD = 200;

  private final long version;
  private final Heat heat;
  private final long untilMs;
  private final String etag;
  private final byte[] full;
  private final byte[] brief;
  private final boolean same;

  /// @param version the auction's `seq`
  /// @param untilMs as [Kept#untilMs]
  /// @param etag quoted, as in the header
  /// @param full JSON; never changed
  /// @param brief JSON as in a list; kept once where it is the same
  public AuctionCopy(
      long version, Heat heat, long untilMs, String etag, byte[] full, byte[] brief) {
    this.version = version;
    this.heat = heat;
    this.untilMs = untilMs;
    this.etag = etag;
    this.full = full;
    this.same = Arrays.equals(full, brief);
    this.brief = same ? full : brief;
  }

  /// There is no such auction, so far.
  public static AuctionCopy absent() {
    byte[] nothing = {};
    return new AuctionCopy(0, Heat.HOT, Long.MAX_VALUE, "", nothing, nothing);
  }

  public boolean isPresent() {
    return full.length > 0;
  }

  /// That there is none is soon known otherwise, and dear to nobody.
  @Override
  public boolean isShared() {
    return isPresent();
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public Heat heat() {
    return heat;
  }

  @Override
  public long untilMs() {
    return untilMs;
  }

  public String etag() {
    return etag;
  }

  /// Not to be changed.
  public byte[] full() {
    return full;
  }

  /// Not to be changed.
  public byte[] brief() {
    return brief;
  }

  @Override
  public int bytes() {
    return OVERHEAD + full.length + (same ? 0 : brief.length);
  }

  /// In Redis: version, heat, until, and three parts with their lengths; a brief of length -1 is
  /// the same as the full one.
  enum Codec implements KeptCodec<AuctionCopy> {
    INSTANCE;

    private static final int HEAD = 2 * Long.BYTES + 4 * Integer.BYTES;

    @Override
    public byte[] encode(AuctionCopy copy) {
      byte[] etag = copy.etag.getBytes(StandardCharsets.UTF_8);
      boolean same = copy.same;
      ByteBuffer out =
          ByteBuffer.allocate(
              HEAD + etag.length + copy.full.length + (same ? 0 : copy.brief.length));
      out.putLong(copy.version).putLong(copy.untilMs).putInt(code(copy.heat));
      out.putInt(etag.length).putInt(copy.full.length).putInt(same ? -1 : copy.brief.length);
      out.put(etag).put(copy.full);
      return (same ? out : out.put(copy.brief)).array();
    }

    @Override
    public AuctionCopy decode(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      long version = in.getLong();
      long untilMs = in.getLong();
      Heat heat = heat(in.getInt());
      int etagLength = in.getInt();
      int fullLength = in.getInt();
      int briefLength = in.getInt();
      String etag = new String(part(in, etagLength), StandardCharsets.UTF_8);
      byte[] full = part(in, fullLength);
      byte[] brief = briefLength < 0 ? full : part(in, briefLength);
      return new AuctionCopy(version, heat, untilMs, etag, full, brief);
    }

    private static int code(Heat heat) {
      return switch (heat) {
        case HOT -> 0;
        case WARM -> 1;
        case COLD -> 2;
      };
    }

    private static Heat heat(int code) {
      return switch (code) {
        case 0 -> Heat.HOT;
        case 1 -> Heat.WARM;
        case 2 -> Heat.COLD;
        default -> throw new IllegalArgumentException("no heat has the code " + code);
      };
    }

    private static byte[] part(ByteBuffer in, int length) {
      if (length < 0 || length > in.remaining()) {
        throw new IllegalArgumentException("a part of %d bytes".formatted(length));
      }
      byte[] part = new byte[length];
      in.get(part);
      return part;
    }
  }
}
