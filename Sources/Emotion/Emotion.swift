// The first file of Emotion.
