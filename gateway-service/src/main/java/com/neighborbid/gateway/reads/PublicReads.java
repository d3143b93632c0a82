package com.neighborbid.gateway.reads;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/// Which requests everybody who sends them gets the same answer to: anonymous reads of the list of
/// auctions and of one auction. Whatever is unusual about a request makes it none of them: it takes
/// the way of all others.
final class PublicReads {

  /// What comes before the id of one auction.
  static final String ONE = "/api/auctions/";

  private static final String LIST = "/api/auctions";
  private static final int LONGEST_ID = 18;

  /// What asks for something else than the whole answer, or for it as somebody.
  private static final List<CharSequence> UNUSUAL =
      List.of(
          HttpHeaderNames.AUTHORIZATION,
          HttpHeaderNames.COOKIE,
          HttpHeaderNames.RANGE,
          HttpHeaderNames.IF_RANGE,
          HttpHeaderNames.IF_MATCH,
          HttpHeaderNames.IF_MODIFIED_SINCE,
          HttpHeaderNames.IF_UNMODIFIED_SINCE,
          HttpHeaderNames.EXPECT,
          HttpHeaderNames.UPGRADE,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.CONTENT_TYPE,
          "Prefer");

  private PublicReads() {}

  static boolean isOne(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return HttpMethod.GET.equals(request.method())
        && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        && isTarget(request.uri())
        && UNUSUAL.stream().noneMatch(headers::contains)
        && headers.getAll(HttpHeaderNames.HOST).size() == 1
        && headers.getAll(HttpHeaderNames.ACCEPT).stream().allMatch(PublicReads::takesJson);
  }

  private static boolean takesJson(String accept) {
    return accept.contains("*/*") || accept.equals("application/json");
  }

  /// `/api/auctions` with or without a query, or `/api/auctions/{id}`.
  static boolean isTarget(String target) {
    if (!target.startsWith(LIST)) {
      return false;
    }
    if (target.length() == LIST.length()) {
      return true;
    }
    char next = target.charAt(LIST.length());
    return next == '?' || (next == '/' && isId(target, LIST.length() + 1));
  }

  private static boolean isId(String target, int from) {
    int length = target.length() - from;
    return length > 0
        && length <= LONGEST_ID
        && target.charAt(from) != '0'
        && target.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }
}
