package com.neighborbid.gateway.websocket;

import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.gateway.request.RequestContexts;
import com.neighborbid.gateway.websocket.NettyAnswers.Asked;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Answers requests that are not proper HTTP, before anything tries to understand them: without it
/// they would end in bare status codes.
@Component
@ChannelHandler.Sharable
final class MalformedRequests extends ChannelInboundHandlerAdapter {

  static final String NAME = "neighborbid.malformedRequests";

  private static final AttributeKey<Boolean> REFUSED =
      AttributeKey.valueOf(MalformedRequests.class, "refused");
  private static final String LEGAL_IN_TARGET =
      "!#$&'()*+,-./:;=?@_~[]"; // besides letters, digits and escapes
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final RequestContexts contexts;
  private final NettyAnswers answers;

  MalformedRequests(RequestContexts contexts, NettyAnswers answers) {
    this.contexts = contexts;
    this.answers = answers;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (ctx.channel().hasAttr(REFUSED)) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      Optional<ErrorCode> wrong = wrong(request);
      if (wrong.isPresent()) {
        ctx.channel().attr(REFUSED).set(true);
        var context =
            contexts.of(ctx.channel().remoteAddress(), name -> request.headers().getAll(name));
        answers.refuse(ctx, Asked.of(context, request), ApiException.of(wrong.get()));
        ReferenceCountUtil.release(message);
        return;
      }
    }
    ctx.fireChannelRead(message);
  }

  private static Optional<ErrorCode> wrong(HttpRequest request) {
    if (request.decoderResult().isFailure() || !isLegal(request.uri())) {
      return Optional.of(ErrorCode.MALFORMED_REQUEST);
    }
    return METHODS.contains(request.method())
        ? Optional.empty()
        : Optional.of(ErrorCode.METHOD_NOT_ALLOWED);
  }

  /// Whether a request target has only the characters it may have, and whole escapes.
  static boolean isLegal(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '%') {
        if (i + 2 >= target.length() || !isHex(target, i + 1) || !isHex(target, i + 2)) {
          return false;
        }
        i += 2;
      } else if (!isLetterOrDigit(c) && LEGAL_IN_TARGET.indexOf(c) < 0) {
        return false;
      }
    }
    return !target.isEmpty();
  }

  private static boolean isHex(String text, int index) {
    return Character.digit(text.charAt(index), 16) >= 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
