import Testing

@testable import ser

struct EventPlaceTests {
  /// No two rows, folds or seeds share a folder, and what is trained for a row is in the row's.
  @Test(arguments: [
    ("seed1-fold2-AUG", "AUG/fold2/seed1", "loss"),
    ("seed1-fold2-AUG-augmentor", "AUG/fold2/seed1", "augmentor/loss"),
    ("seed18446744073709551615-fold10-NoAUG", "NoAUG/fold10/seed18446744073709551615", "loss"),
    ("seed3-fold1-gan", "gan/fold1/seed3", "loss"),
    ("seed3-fold1-real-unmixed", "real-unmixed/fold1/seed3", "loss"),
    ("seed3-fold1-CycleGAN-gan-2", "CycleGAN/fold1/seed3", "gan-2/loss"),
    ("my-emovo-seed1-LT_AUG", "my-emovo LT_AUG/fold1/seed1", "loss"),
    ("my-emovo-seed1-LT_AUG-augmentor", "my-emovo LT_AUG/fold1/seed1", "augmentor/loss"),
    ("seed1-fold1", "all/fold1/seed1", "loss"), ("classifier", "classifier", "loss"),
  ])
  func everyRowAndFoldIsARunOfItsOwn(part: String, folder: String, tag: String) {
    let place = EventPlace(ofPart: part)
    #expect(place.folder == folder && place.tag("loss") == tag)
  }

  @Test func whatARowIsFoundToBeStandsBesideItsCurves() {
    let curves = EventPlace(ofPart: "emovo-seed7-FT")
    #expect(EventPlace.folder(ofRow: "emovo FT", fold: 1, seed: 7) == curves.folder)
    #expect(EventPlace.folder(ofRow: "a/b", fold: 1, seed: 7) == "a-b/fold1/seed7")
  }
}
