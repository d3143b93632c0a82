package com.neighborbid.common.contract.user.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.user.v1.UserEvent.ProfileChanged;
import com.neighborbid.common.contract.user.v1.UserEvent.ReviewPosted;
import com.neighborbid.common.contract.user.v1.UserEvent.Unknown;
import com.neighborbid.common.contract.user.v1.UserEvent.UserErased;
import com.neighborbid.common.contract.user.v1.UserEvent.UserRegistered;
import com.neighborbid.common.contract.user.v1.UserEvent.UserReinstated;
import com.neighborbid.common.contract.user.v1.UserEvent.UserSuspended;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserEventContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Every event of the contract with the value its golden file holds.
  static Stream<UserEvent> golden() {
    return Stream.of(
        new UserRegistered(7, "미나 mina", "KR/11/680", Instant.parse("2026-11-21T01:01:03.123456Z")),
        new ProfileChanged(7, "미나 mina", "KR/11/680", Instant.parse("2026-11-21T01:02:03.123456Z")),
        new ReviewPosted(7, 5, 41, 3, 5, 90, 2, Instant.parse("2026-11-21T01:03:03.123456Z")),
        new UserSuspended(7, Instant.parse("2026-11-21T01:04:03.123456Z")),
        new UserReinstated(7, Instant.parse("2026-11-21T01:04:03.123456Z")),
        new UserErased(7, Instant.parse("2026-11-21T01:04:03.123456Z")));
  }

  @Test
  void everyPermittedEventHasANameAndAGoldenFile() {
    Set<Class<?>> known = new HashSet<>(UserEventCodec.TYPES.values());
    known.add(Unknown.class);
    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(UserEvent.class.getPermittedSubclasses()));
    assertThat(golden().map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(UserEventCodec.TYPES.values());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void namesAreWrittenAndReadAlike(UserEvent event) {
    assertThat(UserEventCodec.TYPES.get(UserEventCodec.typeOf(event))).isEqualTo(event.getClass());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void writesExactlyTheGoldenFile(UserEvent event) throws IOException {
    assertThat(new String(UserEventCodec.encode(event), StandardCharsets.UTF_8))
        .isEqualTo(new String(file(event, ".json"), StandardCharsets.UTF_8).strip());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void readsTheGoldenFileAndIgnoresWhatANewerWriterAdds(UserEvent event) throws IOException {
    assertThat(decode(event, file(event, ".json"))).isEqualTo(event);
    ObjectNode newer = (ObjectNode) JSON.readTree(file(event, ".json"));
    newer.put("addedLater", true);
    assertThat(decode(event, JSON.writeValueAsBytes(newer))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("golden")
  void fitsItsSchema(UserEvent event) throws IOException {
    JsonNode written = JSON.readTree(UserEventCodec.encode(event));
    assertThat(schema(event).validate(written)).isEmpty();
    for (JsonNode named : schema(event).getSchemaNode().path("required")) {
      String required = named.asText();
      JsonNode without = ((ObjectNode) written.deepCopy()).without(required);
      assertThat(schema(event).validate(without)).as("without " + required).isNotEmpty();
    }
  }

  @Test
  void leavesAnAbsentRegionOut() {
    UserEvent event = new UserRegistered(7, "mina", null, Instant.EPOCH);
    byte[] value = UserEventCodec.encode(event);
    assertThat(new String(value, StandardCharsets.UTF_8)).doesNotContain("region");
    assertThat(decode(event, value)).isEqualTo(event);
  }

  @Test
  void anUnknownTypeIsAValueAndNotAnError() {
    assertThat(UserEventCodec.decode("user.Renamed.v9", 7, new byte[] {1}))
        .isEqualTo(new Unknown(7, "user.Renamed.v9"));
    assertThatThrownBy(() -> UserEventCodec.encode(new Unknown(7, "user.Renamed.v9")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAValueThatIsNotOfItsType() {
    for (String bad : new String[] {"{}", "null", "[]", "{\"userId\":\"x\"}", ""}) {
      assertThatThrownBy(
              () ->
                  UserEventCodec.decode(
                      "user.UserRegistered.v1", 7, bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(MalformedContractException.class);
    }
  }

  private static UserEvent decode(UserEvent event, byte[] value) {
    return UserEventCodec.decode(UserEventCodec.typeOf(event), event.userId(), value);
  }

  private static JsonSchema schema(UserEvent event) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(new String(file(event, ".schema.json"), StandardCharsets.UTF_8));
  }

  private static byte[] file(UserEvent event, String ending) throws IOException {
    String name = "/contracts/user/v1/" + event.getClass().getSimpleName() + ending;
    try (InputStream in = UserEventContractTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
