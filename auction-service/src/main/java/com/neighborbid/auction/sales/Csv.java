package com.neighborbid.auction.sales;

import java.util.List;

/// Lines of comma-separated values as RFC 4180 has them, ended by CR LF.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it: a title is
/// whatever somebody typed, and the table is opened by somebody else.
final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private Csv() {}

  /// A cell; made by one of the two, so that nobody forgets which it is.
  record Cell(String written) {
    /// What somebody typed.
    static Cell text(String raw) {
      // Spreadsheets look past what is blank.
      String start = raw.strip();
      boolean formula =
          (!raw.isEmpty() && FORMULA_STARTS.indexOf(raw.charAt(0)) >= 0)
              || (!start.isEmpty() && FORMULA_STARTS.indexOf(start.charAt(0)) >= 0);
      return new Cell(quoted(formula ? "'" + raw : raw));
    }

    /// What this service writes itself: numbers, times, names of columns and codes.
    static Cell plain(Object value) {
      return new Cell(quoted(value.toString()));
    }

    private static String quoted(String value) {
      boolean needed =
          value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
              || !value.equals(value.strip());
      return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
  }

  static String line(List<Cell> cells) {
    return String.join(",", cells.stream().map(Cell::written).toList()) + "\r\n";
  }
}
