package com.neighborbid.common.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/// Refuses what JSON can say and nothing behind it can hold: halves of characters, which cannot be
/// written again, the character 0, which no database takes as text, and times of five-digit years.
/// Found while a record is read, it is that record's fault; found later it would stop whoever
/// handles it, for nobody could tell any more what to leave out.
final class StorableValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  StorableValues() {
    super("storable values");
    addDeserializer(String.class, new Text());
    addDeserializer(Instant.class, new Time());
  }

  private static final class Text extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      if (!isStorable(text)) {
        throw InvalidFormatException.from(parser, "text that cannot be kept", "", String.class);
      }
      return text;
    }

    private static boolean isStorable(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0) {
          return false;
        }
        if (Character.isSurrogate(c)) {
          boolean whole =
              Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1));
          if (!whole) {
            return false;
          }
          i++;
        }
      }
      return true;
    }
  }

  private static final class Time extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
      if (time == null || time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw InvalidFormatException.from(parser, "no time that can be kept", "", Instant.class);
      }
      return time;
    }
  }
}
