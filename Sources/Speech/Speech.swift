// The first file of Speech.
