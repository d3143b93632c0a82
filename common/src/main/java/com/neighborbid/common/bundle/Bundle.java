package com.neighborbid.common.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers that were asked for together, each with what its own headers would have said.
///
/// All numbers are big-endian, all texts `DataOutput`'s UTF:
///
/// ```
/// int   number of parts
///       per part: text name, int number of headers, per header: text name, text value,
///                 int length of the body, the body
/// ```
public final class Bundle {

  /// The media type of a bundle.
  public static final String MEDIA_TYPE = "application/vnd.neighborbid.bundle";

  /// As many answers may be asked for together.
  public static final int MOST_PARTS = 200;

  private Bundle() {}

  /// One answer.
  ///
  /// @param name what was asked for
  /// @param body nobody changes it
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(String name, Map<String, String> headers, byte[] body) {
    public Part {
      headers = Map.copyOf(headers);
    }
  }

  public static byte[] write(List<Part> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(parts.size());
      for (Part part : parts) {
        out.writeUTF(part.name());
        out.writeInt(part.headers().size());
        for (Map.Entry<String, String> header : part.headers().entrySet()) {
          out.writeUTF(header.getKey());
          out.writeUTF(header.getValue());
        }
        out.writeInt(part.body().length);
        out.write(part.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text longer than 65,535 bytes", e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException where the bytes are no bundle
  public static List<Part> read(byte[] bundle) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bundle));
    try {
      List<Part> parts = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        parts.add(part(in));
      }
      if (count < 0 || in.available() > 0) {
        throw new IllegalArgumentException("not a bundle: more than its parts");
      }
      return parts;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a bundle", e);
    }
  }

  private static Part part(DataInputStream in) throws IOException {
    String name = in.readUTF();
    int count = in.readInt();
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      headers.put(in.readUTF(), in.readUTF());
    }
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IllegalArgumentException("not a bundle: a body longer than all");
    }
    return new Part(name, headers, in.readNBytes(length));
  }
}
