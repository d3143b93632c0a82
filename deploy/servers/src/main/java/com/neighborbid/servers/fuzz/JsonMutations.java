package com.neighborbid.servers.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Spoils JSON so that it mostly is JSON still: members of another kind or out of all bounds,
/// missing, twice, unknown or deep; then sometimes its bytes.
public final class JsonMutations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonMutations() {}

  /// A spoiled copy.
  public static byte[] of(RandomGenerator random, byte[] valid) {
    try {
      return of(random, JSON.readTree(valid)).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("not valid to begin with", e);
    }
  }

  /// A spoiled copy.
  public static String of(RandomGenerator random, JsonNode valid) {
    if (random.nextInt(40) == 0) {
      return OddValues.json(random);
    }
    JsonNode copy = valid.deepCopy();
    String extra = "";
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      List<ContainerNode<?>> places = places(copy);
      if (!places.isEmpty()) {
        int chosen = random.nextInt(places.size());
        ContainerNode<?> place = places.get(chosen);
        if (random.nextInt(10) == 0 && chosen == 0 && place instanceof ObjectNode object) {
          extra = member(random, object);
        } else {
          spoil(random, place);
        }
      }
    }
    String text = text(copy);
    if (!extra.isEmpty()) {
      text = "{" + extra + (text.equals("{}") ? "}" : "," + text.substring(1));
    }
    if (random.nextInt(6) == 0) {
      byte[] bytes = Mutations.of(random, text.getBytes(StandardCharsets.UTF_8));
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return text;
  }

  /// A text as JSON has it.
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /// A second member of the same name.
  private static String member(RandomGenerator random, ObjectNode object) {
    List<String> names = names(object);
    String name = names.isEmpty() ? "a" : names.get(random.nextInt(names.size()));
    return quoted(name) + ":" + OddValues.json(random);
  }

  private static void spoil(RandomGenerator random, ContainerNode<?> place) {
    switch (place) {
      case ObjectNode object -> spoil(random, object);
      case ArrayNode array -> array.addRawValue(new RawValue(OddValues.json(random)));
      default -> throw new IllegalStateException("neither object nor array: " + place);
    }
  }

  private static void spoil(RandomGenerator random, ObjectNode object) {
    List<String> names = names(object);
    if (names.isEmpty()) {
      object.putRawValue("unknown", new RawValue(OddValues.json(random)));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(10)) {
      case 0 -> {
        var _ = object.remove(name);
      }
      case 1 -> {
        JsonNode inside = object.get(name);
        object.putArray(name).add(inside);
      }
      case 2 -> object.putRawValue("unknown", new RawValue(OddValues.json(random)));
      case 3 -> {
        JsonNode other = object.get(names.get(random.nextInt(names.size())));
        JsonNode _ = object.set(name, other);
      }
      default -> object.putRawValue(name, new RawValue(OddValues.json(random)));
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<ContainerNode<?>> places(JsonNode root) {
    List<ContainerNode<?>> places = new ArrayList<>();
    if (root instanceof ContainerNode<?> container) {
      places.add(container);
    }
    root.forEach(child -> places.addAll(places(child)));
    return places;
  }

  private static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
