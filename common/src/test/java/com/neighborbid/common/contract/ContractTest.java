package com.neighborbid.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.neighborbid.common.contract.Catalogue.Place;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written today is what the golden files say, and what they say can be read for ever.
class ContractTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// One golden file.
  private record Golden(Place place, Class<?> kind, Object value, String file) {
    @Override
    public String toString() {
      return file;
    }

    String written() {
      return new String(place.encode().apply(value), StandardCharsets.UTF_8);
    }

    String committed() {
      return ContractFiles.read(ContractFiles.GOLDEN.resolve(file), written(), false).strip();
    }

    Object read(String json) {
      return place.decode().decode(place.typeOf(kind), json.getBytes(StandardCharsets.UTF_8));
    }

    String schemaFile() {
      return place.folder() + kind.getSimpleName() + ".schema.json";
    }
  }

  static Stream<Place> places() {
    return Catalogue.places().stream();
  }

  static Stream<Golden> goldens() {
    List<Golden> goldens = new ArrayList<>();
    for (Place place : Catalogue.places()) {
      if (place.folder().startsWith("user/")) {
        continue; // the account's events have a test of their own, with examples chosen by hand
      }
      for (Class<?> kind : place.permitted()) {
        String name = place.folder() + kind.getSimpleName();
        goldens.add(new Golden(place, kind, Samples.full(kind), name + ".json"));
        if (Samples.hasOptional(kind)) {
          goldens.add(new Golden(place, kind, Samples.minimal(kind), name + ".minimal.json"));
        }
      }
    }
    return goldens.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void everyPermittedRecordIsReadable(Place place) {
    assertThat(new HashSet<Class<?>>(place.types().values()))
        .isEqualTo(new HashSet<>(place.permitted()));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void writesExactlyTheGoldenFile(Golden golden) {
    assertThat(golden.written()).isEqualTo(golden.committed());
    assertThat(golden.place().typeOf().apply(golden.value()))
        .isEqualTo(golden.place().typeOf(golden.kind()));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void readsTheGoldenFileAndIgnoresWhatANewerWriterAdds(Golden golden)
      throws JsonProcessingException {
    assertThat(golden.read(golden.committed())).isEqualTo(golden.value());
    ObjectNode newer = (ObjectNode) JSON.readTree(golden.committed());
    newer.put("addedLater", true).putObject("addedObject").put("a", 1);
    assertThat(golden.read(newer.toString())).isEqualTo(golden.value());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void schemaIsWhatTheRecordDemands(Golden golden) throws JsonProcessingException {
    String type = golden.place().typeOf(golden.kind());
    ObjectNode expected = SchemaOf.record(type, golden.schemaFile(), golden.kind());
    String text = JSON.writeValueAsString(expected);
    JsonNode committed =
        JSON.readTree(
            ContractFiles.read(ContractFiles.GOLDEN.resolve(golden.schemaFile()), text, true));
    assertThat(committed).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void schemaTakesTheGoldenFileAndNothingLess(Golden golden) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(ContractFiles.GOLDEN.resolve(golden.schemaFile())));
    assertThat(schema.validate(golden.committed(), InputFormat.JSON)).isEmpty();
    ObjectNode value = (ObjectNode) JSON.readTree(golden.committed());
    for (JsonNode required : schema.getSchemaNode().get("required")) {
      ObjectNode without = value.deepCopy().without(required.asText());
      assertThat(schema.validate(without)).as("without " + required).isNotEmpty();
    }
  }

  @Test
  void everyGoldenFileOfEveryVersionBelongsToARecordThatReadsIt() throws IOException {
    Set<String> known = new HashSet<>();
    goldens().forEach(golden -> known.add(golden.file()));
    try (Stream<Path> files = Files.walk(ContractFiles.GOLDEN)) {
      List<String> strangers =
          files
              .map(file -> ContractFiles.GOLDEN.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.endsWith(".json") && !name.endsWith(".schema.json"))
              .filter(name -> !name.startsWith("user/"))
              .filter(name -> !known.contains(name))
              .toList();
      assertThat(strangers).as("older golden files need a test that reads them").isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void anUnknownTypeIsAValueWhereNewerWritersMaySpeakFirst(Place place) {
    if (place.folder().startsWith("room/")) {
      return; // a room message of an unknown kind is refused and replaced by a snapshot
    }
    Object read = place.decode().decode("future.Thing.v9", new byte[] {'{', '}'});
    assertThat(read.getClass().getSimpleName()).isEqualTo("Unknown");
    assertThat(place.typeOf().apply(read)).isEqualTo("future.Thing.v9");
  }

  @Test
  void thePageShowsTheCatalogueAsItIs() {
    String page = CataloguePage.render();
    assertThat(ContractFiles.read(ContractFiles.PAGE, page, true)).isEqualTo(page);
  }
}
