import Report
import Testing

struct TableTests {
  private var table: Table {
    var table = Table(["row", "UAR", "note"], alignments: [.left, .right, .left])
    table.append(["NoAUG", "54.2 ± 1.0", "a|b"])
    table.append(["AUG", "62.8", ""])
    return table
  }

  @Test func plain() {
    #expect(
      table.plain == """
        row           UAR  note
        -----  ----------  ----
        NoAUG  54.2 ± 1.0  a|b
        AUG          62.8

        """)
  }

  @Test func markdown() {
    #expect(
      table.markdown == """
        | row   |        UAR | note |
        | ----- | ---------: | ---- |
        | NoAUG | 54.2 ± 1.0 | a\\|b |
        | AUG   |       62.8 |      |

        """)
  }

  @Test func anEmptyTableHasItsHeader() {
    #expect(Table(["a", "b"]).plain == "a      b\n---  ---\n")
  }

  /// No line is longer than the terminal, but for one that a single column makes so.
  @Test func whatIsTooWideGoesOnBelow() {
    var table = Table(["row", "first", "second", "third"])
    table.append(["a", "1", "22222222", "3"])
    #expect(
      table.plain(columns: 20) == """
        row  first    second
        ---  -----  --------
        a        1  22222222

        row  third
        ---  -----
        a        3

        """)
    #expect(table.plain(columns: 27) == table.plain)
    #expect(table.plain(columns: 26) != table.plain)
    let narrow = table.plain(columns: 6)
    #expect(narrow.split(separator: "\n\n").count == 3 && narrow.contains("a    22222222\n"))
    // Where the names alone fill the line.
    #expect(table.plain(columns: 3) == table.plain)
    #expect(table.plain(columns: 20, naming: 2).contains("row  first  third\n"))
  }
}
