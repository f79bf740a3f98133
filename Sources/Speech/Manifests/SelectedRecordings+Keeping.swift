extension SelectedRecordings {
  /// Those at some positions, in their order.
  public func keeping(_ positions: [Int]) -> SelectedRecordings {
    SelectedRecordings(
      classes: classes, recordings: positions.map { recordings[$0] },
      labels: positions.map { labels[$0] }, dropped: dropped)
  }
}
