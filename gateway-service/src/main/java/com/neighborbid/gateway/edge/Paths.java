package com.neighborbid.gateway.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/// The paths of requests, and which of them may be looked at, at all.
public final class Paths {

  private Paths() {}

  /// The path of a request target, without its query.
  public static String of(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// Whether a raw path means the same to everybody.
  ///
  /// Routes are chosen by the path as it was sent, services read it after resolving dots,
  /// parameters and escapes. A path on which the two could disagree (`/api/auth/..;/internal`)
  /// leads nowhere.
  public static boolean isPlain(String rawPath) {
    if (!rawPath.startsWith("/") || rawPath.contains("//") || hasDotSegment(rawPath)) {
      return false;
    }
    if (rawPath.indexOf(';') >= 0 || rawPath.indexOf('\\') >= 0) {
      return false;
    }
    return rawPath.indexOf('%') < 0
        || (hasHarmlessEscapes(rawPath.toLowerCase(Locale.ROOT)) && isText(rawPath));
  }

  private static boolean hasDotSegment(String path) {
    return path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/.")
        || path.endsWith("/..");
  }

  /// Escaped `.` `/` `\` `;` `%` and control characters are never needed and always suspicious.
  private static boolean hasHarmlessEscapes(String path) {
    for (String escape : new String[] {"%2e", "%2f", "%5c", "%3b", "%25", "%7f"}) {
      if (path.contains(escape)) {
        return false;
      }
    }
    return !path.contains("%0") && !path.contains("%1");
  }

  /// Whether its escapes are hexadecimal and make UTF-8: a service's server would answer another
  /// path by itself, with a page of HTML.
  private static boolean isText(String path) {
    try {
      byte[] bytes = URLDecoder.decode(path, ISO_8859_1).getBytes(ISO_8859_1);
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return false;
    }
  }
}
