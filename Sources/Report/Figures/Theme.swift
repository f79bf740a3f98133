/// The looks of figures, in light and dark: series take their colours in a fixed order, neighbours of
/// which differ for readers who confuse hues too. Text stands on a cell of any darkness with a contrast above
/// 4.5 : 1.
enum Theme {
  /// How many series have a colour of their own.
  static let seriesCount = 8

  private static let light = """
    --paper:#ffffff;--ink:#1d1d1f;--muted:#6a6a70;--grid:#e4e4e8;--axis:#b8b8bf;\
    --s1:#2a78d6;--s2:#eb6834;--s3:#1baf7a;--s4:#c98a00;--s5:#d55f90;--s6:#008300;\
    --s7:#4a3aa7;--s8:#c33a39;--cell:#4a90e2;--shade:#0000002e
    """

  private static let dark = """
    --paper:#1a1a1c;--ink:#f2f2f4;--muted:#a0a0a8;--grid:#323236;--axis:#5a5a60;\
    --s1:#4a94ea;--s2:#e06a36;--s3:#25a878;--s4:#d09418;--s5:#dd6c98;--s6:#3c9c3c;\
    --s7:#9a90ec;--s8:#e87272;--cell:#2b66b0;--shade:#ffffff38
    """

  /// Colours; paper is always white.
  static let colors = """
    :root{\(light)}
    @media (prefers-color-scheme:dark){:root{\(dark)}}
    @media print{:root{\(light)}}
    """

  /// What a figure in a file of its own needs: for programs that know no variables, and for paper, in light.
  static let standalone = light.split(separator: ";").reduce(rules) { rules, color in
    let parts = color.split(separator: ":")
    return rules.replacing("var(\(parts[0]))", with: parts[1])
  }

  /// What figures of a page need, colours included.
  static let figures = colors + "\n" + rules

  /// Rules for the classes that figures use.
  static let rules =
    """
    svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--ink)}
    svg .tick{fill:var(--muted);font-size:11px;font-variant-numeric:tabular-nums}
    svg .name{fill:var(--muted)}
    svg .figure{font-variant-numeric:tabular-nums;font-size:11px}
    svg .title{font-weight:600;font-size:13px}
    svg .paper{fill:var(--paper)}
    svg .grid{stroke:var(--grid);stroke-width:1}
    svg .axis{stroke:var(--axis);stroke-width:1}
    svg .whisker{stroke:var(--ink);stroke-width:1.25}
    svg .open{fill:none}
    svg .mark{stroke:var(--muted);stroke-width:1.25;stroke-dasharray:3 3}
    svg .cell{fill:var(--cell)}
    svg .frame{fill:none;stroke:var(--grid)}

    """
    + (1...seriesCount).map {
      "svg .f\($0){fill:var(--s\($0))}"
        + "svg .l\($0){fill:none;stroke:var(--s\($0));stroke-width:2;stroke-linejoin:round}"
        + "svg .p\($0){fill:var(--s\($0));stroke:var(--paper);stroke-width:1.5}"
    }.joined(separator: "\n")

  /// The colour class of a series: f fills, l draws lines, p draws points.
  static func series(_ kind: Character, _ index: Int) -> String {
    "\(kind)\(index % seriesCount + 1)"
  }
}
