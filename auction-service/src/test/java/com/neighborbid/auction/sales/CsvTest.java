package com.neighborbid.auction.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.neighborbid.auction.sales.Csv.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void plainTextStaysAsItIs() {
    assertThat(Csv.line(List.of(Cell.plain(7), Cell.text("자전거 2"), Cell.text(""))))
        .isEqualTo("7,자전거 2,\r\n");
  }

  @Test
  void whatWouldEndACellIsQuoted() {
    assertThat(Cell.text("a,b").written()).isEqualTo("\"a,b\"");
    assertThat(Cell.text("13\" wheel").written()).isEqualTo("\"13\"\" wheel\"");
    assertThat(Cell.text("a\nb").written()).isEqualTo("\"a\nb\"");
    assertThat(Cell.text(" a").written()).isEqualTo("\" a\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1+1", "\u3000=1", "＝1", "－1", "\r1"})
  void whatASpreadsheetWouldComputeIsText(String formula) {
    String written = Cell.text(formula).written();
    assertThat(written.startsWith("\"") ? written.substring(1) : written).startsWith("'");
  }

  @Test
  void aFormulaCannotGetOutOfItsQuotes() {
    assertThat(Cell.text("=cmd|' /C calc'!A0,\"=1\"").written())
        .isEqualTo("\"'=cmd|' /C calc'!A0,\"\"=1\"\"\"");
  }

  @Test
  void whatWeWriteOurselvesMayBeNegative() {
    assertThat(Cell.plain(-5).written()).isEqualTo("-5");
  }
}
