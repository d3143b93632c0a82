package com.neighborbid.bench;

import com.neighborbid.bench.stack.Target;
import com.neighborbid.local.Part;
import com.neighborbid.systemtests.tool.Tool;
import java.nio.file.Path;
import java.util.Map;

/// Asks the audit and the replay what the load has left behind. They run as processes of their own,
/// because they read every bid into memory.
final class Audits {
  private static final int NOT_MADE = 2;
  private static final int ATTEMPTS = 3;

  private final Target target;

  private Audits(Target target) {
    this.target = target;
  }

  /// Their own words, or why there are none.
  static String of(Target target) throws InterruptedException {
    Audits audits = new Audits(target);
    return audits.ask("audit", "deploy/system-tests/target", "system-tests")
        + audits.ask("replay", "auction-service/target", "auction-service", "--replay");
  }

  /// On a busy machine a long log may not be read in time; that says nothing about what is in it.
  private String ask(String name, String folder, String module, String... arguments)
      throws InterruptedException {
    String text = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Tool.Said said = Tool.run(Path.of(folder), module, environment(), arguments);
      int code = said.code();
      text =
          said.text()
              + "The %s ended with %d%s%n"
                  .formatted(name, code, code == 0 ? ", all is well." : ".");
      if (code != NOT_MADE) {
        break;
      }
    }
    return text;
  }

  private Map<String, String> environment() {
    return Map.of(
        Part.POSTGRES.variable(), "" + target.port(Part.POSTGRES), "NB_KAFKA", target.kafka());
  }
}
