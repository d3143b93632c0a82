package com.neighborbid.local;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a file of this repository must not have in it. Each rule answers the complaints about one
/// file, so that each can be shown to complain.
enum TidyRules {
  NO_LEFTOVER_REMINDERS {
    // Written in two pieces, or this file would be its own offender.
    private static final Pattern REMINDER =
        Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    @Override
    Stream<String> complaints(String file, String content) {
      return lines(content, REMINDER.asPredicate()).map(line -> "leftover reminder: " + line);
    }
  },

  NO_PATHS_OF_SOMEBODYS_MACHINE {
    private static final Pattern HOME =
        Pattern.compile(
            "(?<![\\w.}<>/-])/(ro" + "ot|wo" + "rk|ho" + "me/[a-z]|Us" + "ers/[A-Za-z])");

    @Override
    Stream<String> complaints(String file, String content) {
      return lines(content, HOME.asPredicate()).map(line -> "path of one machine: " + line);
    }
  },

  LINES_END_CLEANLY {
    @Override
    Stream<String> complaints(String file, String content) {
      if (content.isEmpty()) {
        return Stream.empty();
      }
      Stream<String> end =
          content.endsWith("\n") ? Stream.empty() : Stream.of("no line end at the end of the file");
      Stream<String> trailing =
          file.endsWith(".md")
              ? Stream.empty()
              : lines(content, line -> line.matches(".*[ \t\r]"))
                  .map(line -> "space at the end of a line: " + line);
      return Stream.concat(end, trailing);
    }
  },

  JAVA_FILES_STAY_READABLE {
    // 300 are the aim; this stops a file that has clearly outgrown it.
    private static final int MOST_LINES = 500;

    @Override
    Stream<String> complaints(String file, String content) {
      if (!file.endsWith(".java")) {
        return Stream.empty();
      }
      long count = content.lines().count();
      Stream<String> length =
          count > MOST_LINES && file.contains("src/main/")
              ? Stream.of(count + " lines, at most " + MOST_LINES + " are allowed")
              : Stream.empty();
      Stream<String> wildcards =
          lines(content, line -> line.matches("import .*\\*;"))
              .map(line -> "wildcard import: " + line);
      return Stream.concat(length, wildcards);
    }
  },

  DOCUMENTS_NAME_PATHS_THAT_EXIST {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CODE =
        Pattern.compile("`([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+/?)`");

    @Override
    Stream<String> complaints(String file, String content) {
      if (!file.endsWith(".md")) {
        return Stream.empty();
      }
      String folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
      Stream<String> links =
          matches(LINK, content)
              .filter(link -> !link.matches("[a-z]+:.*"))
              .filter(link -> !Repository.exists(folder + link))
              .map(link -> "link to nothing: " + link);
      Stream<String> paths =
          matches(CODE, content)
              .filter(path -> Repository.exists(path.substring(0, path.indexOf('/'))))
              .filter(path -> !("/" + path).contains("/target/"))
              // Data of whoever has run it here.
              .filter(path -> !path.startsWith(".local/") && !path.startsWith(".backup/"))
              .filter(path -> !Repository.exists(path))
              .map(path -> "path that does not exist: " + path);
      return Stream.concat(links, paths);
    }
  };

  private static final Set<String> BINARY =
      Set.of("png", "jpg", "jpeg", "webp", "gif", "ico", "jar", "woff2", "mp4", "pdf");

  /// The complaints about one file, without its name.
  abstract Stream<String> complaints(String file, String content);

  static boolean isText(String file) {
    return !BINARY.contains(file.substring(file.lastIndexOf('.') + 1));
  }

  /// The packages of main code without a `package-info.java` that says `@NullMarked`.
  static List<String> unmarkedPackages(List<String> files) {
    return files.stream()
        .filter(file -> file.endsWith(".java") && file.contains("/src/main/java/"))
        .map(file -> file.substring(0, file.lastIndexOf('/')))
        .distinct()
        .filter(
            folder -> {
              String info = folder + "/package-info.java";
              return !Repository.exists(info) || !Repository.read(info).contains("@NullMarked");
            })
        .toList();
  }

  private static Stream<String> lines(String content, Predicate<String> offending) {
    return Stream.of(content.split("\n", -1)).filter(offending).map(String::strip);
  }

  private static Stream<String> matches(Pattern pattern, String content) {
    Matcher matcher = pattern.matcher(content);
    return matcher.results().map(result -> result.group(1));
  }
}
