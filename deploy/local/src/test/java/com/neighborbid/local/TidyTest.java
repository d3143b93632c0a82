package com.neighborbid.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TidyTest {
  private static final List<String> FILES = Repository.files();

  @ParameterizedTest
  @EnumSource
  void everyFileKeepsTheRule(TidyRules rule) {
    List<String> complaints = new ArrayList<>();
    for (String file : FILES) {
      if (TidyRules.isText(file)) {
        rule.complaints(file, Repository.read(file)).forEach(c -> complaints.add(file + ": " + c));
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(TidyRules.unmarkedPackages(FILES)).isEmpty();
  }

  @Test
  void thereAreFilesToLookAt() {
    assertThat(FILES).contains("pom.xml", "Makefile", "deploy/local/pom.xml");
  }

  /// A guard that never complains guards nothing: each is shown an offender.
  @ParameterizedTest
  @CsvSource({
    "NO_LEFTOVER_REMINDERS, A.java, '// TO' , 'DO later\n'",
    "NO_PATHS_OF_SOMEBODYS_MACHINE, run.sh, 'cd /ro', 'ot/neighborbid\n'",
    "NO_PATHS_OF_SOMEBODYS_MACHINE, notes.md, 'see `/ho', 'me/mina/neighborbid`\n'",
    "LINES_END_CLEANLY, A.java, 'class A {}', ''",
    "LINES_END_CLEANLY, A.java, 'class A {} ', '\n'",
    "JAVA_FILES_STAY_READABLE, A.java, 'import java.util.', '*;\n'",
    "DOCUMENTS_NAME_PATHS_THAT_EXIST, docs/a.md, 'see `deploy/', 'nowhere`\n'",
    "DOCUMENTS_NAME_PATHS_THAT_EXIST, README.md, 'see [it]', '(docs/nowhere.md#top)\n'"
  })
  void everyRuleComplainsAboutAnOffender(TidyRules rule, String file, String one, String two) {
    assertThat(rule.complaints(file, one + two)).hasSize(1);
  }

  /// What a build makes is there or not, as it happens: the root's `target` as well as a module's.
  @ParameterizedTest
  @ValueSource(strings = {"target/reports", "common/target/reports"})
  void whatABuildMakesNeedNotExist(String path) {
    String document = "see `" + path + "`";
    assertThat(TidyRules.DOCUMENTS_NAME_PATHS_THAT_EXIST.complaints("docs/a.md", document))
        .isEmpty();
  }

  @Test
  void aFileThatIsTooLongIsComplainedAbout() {
    String file = "common/src/main/java/A.java";
    assertThat(TidyRules.JAVA_FILES_STAY_READABLE.complaints(file, "//\n".repeat(501))).hasSize(1);
    assertThat(TidyRules.JAVA_FILES_STAY_READABLE.complaints(file, "//\n".repeat(500))).isEmpty();
  }

  @Test
  void aPackageWithoutItsDescriptionIsComplainedAbout() {
    assertThat(TidyRules.unmarkedPackages(List.of("common/src/main/java/nowhere/A.java")))
        .containsExactly("common/src/main/java/nowhere");
  }
}
