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
}
