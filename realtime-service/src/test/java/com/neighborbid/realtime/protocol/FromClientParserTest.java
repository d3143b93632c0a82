package com.neighborbid.realtime.protocol;

import static com.neighborbid.common.error.ErrorCode.AMOUNT_OUT_OF_RANGE;
import static com.neighborbid.common.error.ErrorCode.MALFORMED_REQUEST;
import static com.neighborbid.common.error.ErrorCode.VALIDATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.neighborbid.common.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FromClientParserTest {
  static Stream<Arguments> table() {
    return Stream.of(
        arguments("{'action':'ping'}", new FromClient.Ping()),
        arguments(" {'x':[1,{'y':null}],'action':'ping'} ", new FromClient.Ping()),
        arguments("{'action':'auth','token':'t'}", new FromClient.Auth("t")),
        arguments("{'action':'bid','amount':15000}", bid(15_000, null, null)),
        arguments("{'amount':1,'action':'bid'}", bid(1, null, null)),
        arguments("{'action':'bid','amount':1000000000000}", bid(1_000_000_000_000L, null, null)),
        arguments("{'action':'bid','amount':5,'id':'aZ0._-'}", bid(5, null, "aZ0._-")),
        arguments("{'action':'bid','amount':5,'id':null,'maxAmount':null}", bid(5, null, null)),
        arguments("{'action':'bid','amount':5,'maxAmount':5}", bid(5, 5L, null)),
        // not one JSON object
        arguments("", wrong(MALFORMED_REQUEST, null, null)),
        arguments("null", wrong(MALFORMED_REQUEST, null, null)),
        arguments("5", wrong(MALFORMED_REQUEST, null, null)),
        arguments("[{'action':'ping'}]", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':'ping'", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':'ping'}{}", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':'ping','action':'bid'}", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'id':'a','action':'ping'!", wrong(MALFORMED_REQUEST, null, "a")),
        arguments("{'x':" + "[".repeat(100), wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'x':" + "{'x':".repeat(500), wrong(MALFORMED_REQUEST, null, null)),
        // no known action
        arguments("{}", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':null}", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':['ping']}", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':'shout','text':'hi','id':'c'}", wrong(MALFORMED_REQUEST, null, "c")),
        // chat
        arguments("{'action':'chat','text':'hi'}", new FromClient.Chat("hi", null)),
        arguments("{'action':'chat','text':' a\\nb ','id':'c'}", new FromClient.Chat("a\nb", "c")),
        arguments("{'action':'chat','text':'\u202Eabc'}", wrong(VALIDATION_FAILED, "text", null)),
        arguments(
            "{'action':'chat','text':'\u200B\u3164 \u0301'}",
            wrong(VALIDATION_FAILED, "text", null)),
        arguments(
            "{'action':'chat','text':'a" + "\\n".repeat(20) + "b'}",
            wrong(VALIDATION_FAILED, "text", null)),
        arguments("{'action':'chat','text':'e\u0301'}", new FromClient.Chat("\u00E9", null)),
        arguments("{'action':'chat'}", wrong(VALIDATION_FAILED, "text", null)),
        arguments("{'action':'chat','text':7,'id':'c'}", wrong(VALIDATION_FAILED, "text", "c")),
        arguments("{'action':'chat','text':' ','id':'c'}", wrong(VALIDATION_FAILED, "text", "c")),
        arguments("{'action':'chat','text':'hi','id':''}", wrong(VALIDATION_FAILED, "id", null)),
        arguments(
            "{'action':'chat','text':'" + "x".repeat(500) + "'}",
            new FromClient.Chat("x".repeat(500), null)),
        arguments(
            "{'action':'chat','text':'" + "x".repeat(501) + "'}",
            wrong(VALIDATION_FAILED, "text", null)),
        arguments("{'action':'chat','text':'\\u0000'}", wrong(VALIDATION_FAILED, "text", null)),
        arguments(
            "{'action':'remove_chat','messageId':'00000000-0000-0000-0000-000000000001'}",
            new FromClient.RemoveChat(new UUID(0, 1), null)),
        arguments(
            "{'action':'remove_chat','messageId':'1-1-1-1-1','id':'r'}",
            wrong(VALIDATION_FAILED, "messageId", "r")),
        arguments("{'action':'remove_chat'}", wrong(VALIDATION_FAILED, "messageId", null)),
        // fields
        arguments("{'action':'auth'}", wrong(VALIDATION_FAILED, "token", null)),
        arguments("{'action':'auth','token':7}", wrong(VALIDATION_FAILED, "token", null)),
        arguments("{'action':'bid'}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':null}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':'5'}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':1.0}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':1e3}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':true}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':[5]}", wrong(VALIDATION_FAILED, "amount", null)),
        arguments("{'action':'bid','amount':{},'id':'z'}", wrong(VALIDATION_FAILED, "amount", "z")),
        arguments("{'action':'bid','amount':NaN}", wrong(MALFORMED_REQUEST, null, null)),
        arguments("{'action':'bid','amount':0}", wrong(AMOUNT_OUT_OF_RANGE, "amount", null)),
        arguments("{'action':'bid','amount':-5}", wrong(AMOUNT_OUT_OF_RANGE, "amount", null)),
        arguments(
            "{'action':'bid','amount':1000000000001}", wrong(AMOUNT_OUT_OF_RANGE, "amount", null)),
        arguments(
            "{'action':'bid','amount':18446744073709551617,'id':'b'}",
            wrong(AMOUNT_OUT_OF_RANGE, "amount", "b")),
        arguments(
            "{'action':'bid','amount':" + "9".repeat(4000) + "}",
            wrong(AMOUNT_OUT_OF_RANGE, "amount", null)),
        arguments(
            "{'action':'bid','amount':5,'maxAmount':4}",
            wrong(VALIDATION_FAILED, "maxAmount", null)),
        arguments(
            "{'action':'bid','amount':5,'maxAmount':'9'}",
            wrong(VALIDATION_FAILED, "maxAmount", null)),
        arguments("{'action':'bid','amount':5,'id':''}", wrong(VALIDATION_FAILED, "id", null)),
        arguments("{'action':'bid','amount':5,'id':7}", wrong(VALIDATION_FAILED, "id", null)),
        arguments("{'action':'bid','amount':5,'id':'a b'}", wrong(VALIDATION_FAILED, "id", null)),
        arguments(
            "{'action':'bid','amount':5,'id':'" + "x".repeat(65) + "'}",
            wrong(VALIDATION_FAILED, "id", null)));
  }

  private static FromClient bid(long amount, Long maxAmount, String id) {
    return new FromClient.Bid(amount, maxAmount, id);
  }

  private static FromClient wrong(ErrorCode code, String field, String id) {
    return new FromClient.Invalid(code, field, id);
  }

  @ParameterizedTest
  @MethodSource("table")
  void readsWhatIsMeantAndRefusesTheRest(String text, FromClient expected) {
    byte[] utf8 = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(FromClientParser.parse(utf8)).isEqualTo(expected);
  }
}
