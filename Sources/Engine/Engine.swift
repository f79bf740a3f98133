// The first file of Engine.
