package com.neighborbid.common.contract;

import com.neighborbid.common.contract.Catalogue.Place;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/// Writes the catalogue of messages as a page of Markdown.
final class CataloguePage {
  private CataloguePage() {}

  static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # What the services tell each other

            Generated from the code by the tests of `common` (`-Dcontracts.write=true` writes it anew); do not
            edit. Values are JSON in UTF-8, amounts whole won, times RFC 3339 UTC. Absent means absent, never
            null. A reader ignores fields and types it does not know. Kafka records carry CloudEvents 1.0
            headers in binary mode (`ce_id`, `ce_type`, `ce_source`, `ce_time`, `ce_subject`); repeats have the
            same `ce_id`. Schemas and examples: `common/src/main/resources/contracts`.
            What cannot be read goes to `<topic>.dlt` with the reason (`lane.DeadLetter.v1`).
            """);
    for (Place place : Catalogue.places()) {
      page.append("\n## ").append(place.name()).append("\n");
      if (!place.key().equals("-")) {
        page.append("\nKey: ").append(place.key()).append(".\n");
      }
      for (Class<?> kind : place.permitted()) {
        describe(page, place, kind);
      }
    }
    return page.toString();
  }

  private static void describe(StringBuilder page, Place place, Class<?> kind) {
    page.append("\n### `").append(place.typeOf(kind)).append("`\n");
    page.append("\n| field of ")
        .append(kind.getSimpleName())
        .append(" | type | |\n|---|---|---|\n");
    fields(page, "", kind);
    byte[] example = place.encode().apply(Samples.full(kind));
    page.append("\n```json\n")
        .append(new String(example, StandardCharsets.UTF_8))
        .append("\n```\n");
  }

  private static void fields(StringBuilder page, String prefix, Class<?> kind) {
    for (RecordComponent component : kind.getRecordComponents()) {
      String name = prefix + component.getName();
      if (component.getType().isRecord()) {
        fields(page, name + ".", component.getType());
        continue;
      }
      page.append("| `").append(name).append("` | ").append(type(component.getGenericType()));
      page.append(Samples.isOptional(component) ? " | may be absent |\n" : " | |\n");
    }
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType list) {
      return "list of " + type(list.getActualTypeArguments()[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      StringBuilder values = new StringBuilder();
      for (Object constant : plain.getEnumConstants()) {
        values.append(values.isEmpty() ? "`" : " `").append(constant).append('`');
      }
      return values.toString();
    }
    return switch (plain.getSimpleName()) {
      case "long", "Long", "int", "Integer" -> "integer";
      case "Instant" -> "time";
      default -> plain.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
